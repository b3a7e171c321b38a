import { z } from 'zod'
import type { SlackPerson } from '../../../sandbox/slack/person.ts'
import { CROWD_SIZE, comeToRest, type Place, waitFor } from './crowd.ts'

const orderSchema = z.object({
  /** How many people send the command at the same moment. */
  atOnce: z.number().int().min(1).max(CROWD_SIZE),
  rounds: z.number().int().min(1),
})

/** Milliseconds from the moment the command leaves Slack. */
export const commandTimesSchema = z.object({ acks: z.array(z.number()), opens: z.array(z.number()) })
type CommandTimes = z.infer<typeof commandTimesSchema>

/**
 * People type `/lighthouse rollback`, and see a modal. All acknowledgements and `views.open` calls are timed where they
 * arrive. Slack does not tell which call came from which command, so of many at once the n-th call counts for the
 * n-th command: the median is the same.
 */
export const sendCommands = async (place: Place, order: unknown): Promise<CommandTimes> => {
  const { atOnce, rounds } = orderSchema.parse(order)
  const times: CommandTimes = { acks: [], opens: [] }
  for (let round = 0; round < rounds; round += 1) {
    const start = (round * atOnce) % CROWD_SIZE
    const people = Array.from({ length: atOnce }, (_, index) => place.crowd[(start + index) % CROWD_SIZE]).filter(
      (person) => person !== undefined,
    )
    const { acks, opens } = await sendOnce(place, people)
    times.acks.push(...acks)
    times.opens.push(...opens)
  }
  return times
}

const sendOnce = async (place: Place, people: readonly SlackPerson[]): Promise<CommandTimes> => {
  const { clock } = place
  await comeToRest(place)
  const begun = clock.now()
  const sent = people.map((person) => {
    const sentAt = clock.now()
    return {
      sentAt,
      acknowledged: person.command('/lighthouse', 'rollback').then((outcome) => {
        if (outcome.kind !== 'done') throw new Error(`the command was not acknowledged: ${outcome.text}`)
        return clock.now() - sentAt
      }),
    }
  })
  const acks = await Promise.all(sent.map(({ acknowledged }) => acknowledged))
  const openings = await waitFor('the modals', () => {
    const found = openingsSince(place, begun)
    return found.length >= people.length && found
  })
  await comeToRest(place)
  await Promise.all(people.map((person) => person.closeModal()))
  return { acks, opens: sent.map(({ sentAt }, index) => (openings[index] ?? Number.NaN) - sentAt) }
}

/** When `views.open` was called, oldest first. */
const openingsSince = ({ slack }: Place, begun: number): readonly number[] => {
  const calls = slack.calls()
  const times: number[] = []
  for (let index = calls.length - 1; index >= 0; index -= 1) {
    const call = calls[index]
    if (call === undefined || call.at < begun) break
    if (call.method === 'views.open') times.unshift(call.at)
  }
  return times
}
