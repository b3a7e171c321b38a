import type { Clock } from '../../../sandbox/clock.ts'
import type { SlackPerson } from '../../../sandbox/slack/person.ts'
import type { LocalSlack } from '../../../sandbox/slack/server.ts'
import { type Person, seededWorkspace, type Workspace } from '../../../sandbox/slack/workspace.ts'

/** Where acts take place. */
export type Place = {
  readonly slack: LocalSlack
  readonly clock: Clock
  readonly crowd: readonly SlackPerson[]
}

export const CROWD_SIZE = 100

const crowdIds = Array.from({ length: CROWD_SIZE }, (_, number) => `U0CROWD${String(number).padStart(3, '0')}`)

const memberOfCrowd = (id: string, number: number): Person => ({
  id,
  teamId: seededWorkspace.team.id,
  kind: 'member',
  name: `operator.${number}`,
  realName: `Operator ${number}`,
  displayName: `Operator ${number}`,
  title: 'Operator',
  color: '#2b8a8f',
  locale: 'en-US',
  tz: 'Europe/London',
  deactivated: false,
  admin: false,
})

/** The sandbox's workspace with a hundred more full members in the app's channel. */
export const crowdedWorkspace: Workspace = {
  ...seededWorkspace,
  people: [...seededWorkspace.people, ...crowdIds.map(memberOfCrowd)],
  channels: seededWorkspace.channels.map((channel) =>
    channel.id === seededWorkspace.channelId ? { ...channel, members: [...channel.members, ...crowdIds] } : channel,
  ),
}

export const createCrowd = (slack: LocalSlack): readonly SlackPerson[] => crowdIds.map(slack.person)

const STEP = 2
const CALM = 15

export const pause = (milliseconds: number): Promise<void> =>
  new Promise((resolve) => setTimeout(resolve, milliseconds))

/** Waits until `look` gives something. @throws when it takes longer than `limit` milliseconds */
export const waitFor = async <Value>(
  what: string,
  look: () => Value | undefined | false,
  limit = 60_000,
): Promise<Value> => {
  const end = performance.now() + limit
  for (;;) {
    const seen = look()
    if (seen !== undefined && seen !== false) return seen
    if (performance.now() > end) throw new Error(`${what}: not within ${limit} ms`)
    await pause(STEP)
  }
}

/** Waits until the app asks nothing more, so that what one sample set off is not billed to the next. */
export const comeToRest = async ({ slack, clock }: Place): Promise<void> => {
  for (;;) {
    const lastCall = slack.calls().at(-1)?.at ?? 0
    if (slack.quiet() && clock.now() - lastCall >= CALM) return
    await pause(STEP)
  }
}
