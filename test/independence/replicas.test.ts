import { afterAll, beforeAll, expect, test } from 'vitest'
import { z } from 'zod'
import { type BotProcess, createBotProcess } from '../support/bot-process.ts'
import { askPostgres } from '../support/postgres.ts'
import { databaseOfItsOwn } from '../support/shared-postgres.ts'
import { until } from '../support/until.ts'
import { otherEnvironment } from './other-environment.ts'
import { type OtherLighthouse, startOtherLighthouse } from './other-lighthouse.ts'
import { ANA, BEN, type OtherSlack, startOtherSlack } from './other-slack.ts'
import { openModal, press, theCard } from './person.ts'

const NAMES = ['keeper-a', 'keeper-b'] as const
/** How long the other may take to go on with a killed one's work, in milliseconds of real time. */
const TAKEN_OVER_WITHIN = 5_000

let url: string
let slack: OtherSlack
let lighthouse: OtherLighthouse
let bots: ReadonlyMap<string, BotProcess>

beforeAll(async () => {
  url = await databaseOfItsOwn()
  slack = await startOtherSlack()
  lighthouse = await startOtherLighthouse()
  bots = new Map(
    NAMES.map((name) => [
      name,
      createBotProcess({
        ...otherEnvironment(slack, lighthouse),
        DATABASE_URL: `${url}?application_name=${name}`,
      }),
    ]),
  )
  await Promise.all([...bots.values()].map((bot) => bot.start()))
})

afterAll(async () => {
  await Promise.all([...bots.values()].map((bot) => bot.dispose()))
  await Promise.all([slack.close(), lighthouse.close()])
})

const nameRow = z.object({ application_name: z.string() })

/** The name of the living replica that works on the request in this role. */
const workerOf = async (role: 'runner' | 'announcer'): Promise<string | null> => {
  const [row] = await askPostgres(
    url,
    `SELECT application_name FROM requests
       JOIN pg_locks ON locktype = 'advisory' AND mode = 'ShareLock'
         AND ((classid::BIGINT << 32) | objid::BIGINT) = hashtextextended('${role} ' || ${role}_owner, 20261123)
       JOIN pg_stat_activity USING (pid)
     WHERE ${role}_until IS NOT NULL`,
  )
  return row === undefined ? null : nameRow.parse(row).application_name
}

test('two bots share the work, and one that is killed in the middle of a rollback is replaced at once', async () => {
  await until('both connections', () => slack.connections() === 2)
  // Envelopes take turns between the two: the modal is opened by one and submitted to the other.
  const modal = await openModal(slack, ANA)
  expect(await modal.submit('The upgrade broke the shop')).toMatchObject({ response_action: 'update' })
  const card = await theCard(slack)
  await press(slack, card, ANA, 'Approve')
  await until('the refusal of the requester', () => slack.ephemerals.find(({ user }) => user === ANA))

  const rollback = lighthouse.holdRollbacks()
  await press(slack, card, BEN, 'Approve')
  await until('the call', () => lighthouse.applied() === 1)
  await until('the answer on record', async () => {
    const [entry] = await askPostgres(url, `SELECT seq FROM entries WHERE kind = 'apply_accepted'`)
    return entry !== undefined
  })
  const killed = await until('the one that follows the rollback', () => workerOf('runner'))
  const survivor = NAMES.find((name) => name !== killed) ?? ''
  await bots.get(killed)?.kill()
  const killedAt = performance.now()
  await until('the other goes on', async () => (await workerOf('runner')) === survivor)
  const takeover = performance.now() - killedAt
  console.log(`the runner's work was taken over after ${Math.round(takeover)} ms`)
  expect(takeover).toBeLessThan(TAKEN_OVER_WITHIN)

  rollback.finish()
  await until('the card shows the end', () =>
    slack.messages.find(({ ts, metadata }) => ts === card.ts && metadata.event_payload['state'] === 'succeeded'),
  )
  const ends = await until('the end', () => {
    const found = slack.messages.filter(({ metadata }) => metadata.event_payload['event'] === 'succeeded')
    return found.length > 0 && found
  })
  expect(ends).toHaveLength(1)
  expect(lighthouse.applied()).toBe(1)
  const told = slack.messages.map(({ metadata }) => metadata.event_payload['seq'])
  expect(told).toEqual([...new Set(told)])
  expect(await bots.get(survivor)?.stop()).toBe(0)
}, 180_000)
