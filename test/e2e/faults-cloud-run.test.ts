import { expect, test } from 'vitest'
import { rolledBack } from './acts.ts'
import { approvedRequest, kindsOf, LONG, snapshotId, timesOf, told, USUAL, untilEntry } from './faults-acts.ts'
import { wordsIn } from './reading.ts'
import { metadataOf } from './referee.ts'
import { SHOP_WEB_1 } from './request.ts'
import { createStage } from './stage.ts'

test('a rollback that runs under another id than the answer is followed after a minute, both ids told', {
  timeout: LONG,
}, async () => {
  const stage = await createStage({ lighthouse: { settings: { rollback: { requestId: 'different' } } } })

  const card = await approvedRequest(stage)
  await untilEntry(stage, card, 'rollback_found')
  await stage.ended(card)

  const [acceptedAt = 0] = timesOf(stage, card, 'apply_accepted')
  const [foundAt = 0] = timesOf(stage, card, 'rollback_found')
  expect(foundAt - acceptedAt).toBeGreaterThanOrEqual(60_000)
  expect(foundAt - acceptedAt).toBeLessThan(75_000)
  const answered = stage.lighthouse.control.executed()[0]?.requestId ?? ''
  const shown = stage.record(card).request?.following?.cloudRequestId ?? ''
  expect(shown).not.toBe(answered)
  expect(told(stage, card, 'succeeded')).toContain(
    `answered the call with ${answered} and shows the rollback as ${shown}`,
  )
})

test('a rollback that the cloud reports as failed is told so, with what may have changed', async () => {
  const stage = await createStage({ lighthouse: { settings: { rollback: { outcome: 'fails' } } } })

  const card = await approvedRequest(stage)
  await stage.ended(card)

  const words = told(stage, card, 'failed')
  expect(words).toContain('accepted the rollback and reported that it failed')
  expect(words).toContain('may have been changed in part')
  expect(words).toContain(stage.lighthouse.control.executed()[0]?.requestId)
  expect(metadataOf(stage.card(card))?.state).toBe('failed')
  expect(rolledBack(stage)).toEqual([SHOP_WEB_1])
})

test('an instance that does not come to rest within five minutes is named with its state', {
  timeout: LONG,
}, async () => {
  const stage = await createStage({ lighthouse: { settings: { startMilliseconds: 3_600_000 } } })

  const card = await approvedRequest(stage)
  await untilEntry(stage, card, 'succeeded', 600_000)
  await stage.ended(card)

  const [rolledBackAt = 0] = timesOf(stage, card, 'rolled_back')
  const [endedAt = 0] = timesOf(stage, card, 'succeeded')
  expect(endedAt - rolledBackAt).toBeGreaterThanOrEqual(300_000)
  expect(endedAt - rolledBackAt).toBeLessThan(310_000)
  const words = told(stage, card, 'succeeded')
  expect(words).toContain('had not come to rest')
  expect(words).toContain('starting')
})

test('an instance that cannot be read any more at the end of the five minutes is named with the state seen last', {
  timeout: LONG,
}, async () => {
  const stage = await createStage({ lighthouse: { settings: { startMilliseconds: 3_600_000 } } })

  const card = await approvedRequest(stage)
  await untilEntry(stage, card, 'rolled_back')
  await stage.wait(280_000)
  stage.lighthouse.control.addFault({
    action: 'DescribeInstances',
    effect: { kind: 'http-status', status: 502, work: 'not-done' },
    times: null,
  })
  await untilEntry(stage, card, 'succeeded', 60_000)
  await stage.ended(card)

  const words = told(stage, card, 'succeeded')
  expect(words).toContain('had not come to rest')
  expect(words).toContain('starting')
})

test('a percentage that stands at 99 is shown as it is, without a guess of the time left', {
  timeout: LONG,
}, async () => {
  const steps = [
    { at: 0.1, percent: 99 },
    { at: 1, percent: 99 },
  ]
  const stage = await createStage({ lighthouse: { settings: { rollback: { milliseconds: 240_000, steps } } } })

  const card = await approvedRequest(stage)
  await untilEntry(stage, card, 'apply_accepted')
  await stage.wait(180_000)

  const words = told(stage, card, 'apply_accepted')
  expect(words).toMatch(/99 ?%/)
  expect(words).toMatch(/3 minutes.* so far/)
  expect(words).not.toContain('left')
  await stage.ended(card)
  expect(metadataOf(stage.card(card))?.state).toBe('succeeded')
})

test('a snapshot that vanishes while its rollback runs leaves the outcome open', { timeout: LONG }, async () => {
  const stage = await createStage()
  const card = await approvedRequest(stage)
  await untilEntry(stage, card, 'apply_accepted')

  stage.lighthouse.control.deleteSnapshot(snapshotId(stage, USUAL))
  await untilEntry(stage, card, 'unconfirmed')
  await stage.ended(card)

  expect(told(stage, card, 'unconfirmed')).toContain('The snapshot vanished while its rollback was followed.')
})

test('an instance that is terminated while its rollback runs leaves the outcome open', { timeout: LONG }, async () => {
  const stage = await createStage()
  const card = await approvedRequest(stage)
  await untilEntry(stage, card, 'apply_accepted')

  stage.lighthouse.control.deleteInstance(SHOP_WEB_1)
  await untilEntry(stage, card, 'unconfirmed')
  await stage.ended(card)

  expect(told(stage, card, 'unconfirmed')).toContain('A person must look')
})

test('an instance that is terminated right after its rollback is told as not readable', async () => {
  const stage = await createStage()
  const card = await approvedRequest(stage)
  await untilEntry(stage, card, 'rolled_back')

  stage.lighthouse.control.deleteInstance(SHOP_WEB_1)
  await stage.ended(card)

  expect(told(stage, card, 'succeeded')).toContain('The instance could not be read any more')
})

test('somebody’s rollback to another snapshot during ours does not hide how ours ended', async () => {
  const stage = await createStage()
  const card = await approvedRequest(stage)
  await untilEntry(stage, card, 'apply_accepted')

  stage.lighthouse.control.rollBackByHand({ instanceId: SHOP_WEB_1, snapshotId: snapshotId(stage, 'nightly-1') })
  await stage.ended(card)

  expect(kindsOf(stage, card).at(-1)).toBe('succeeded')
  expect(stage.record(card).request?.following?.cloudRequestId).toBe(stage.lighthouse.control.executed()[0]?.requestId)
})

test('what was shown while it ran stays true: no percentage ever falls', async () => {
  const stage = await createStage()
  const card = await approvedRequest(stage)
  await stage.ended(card)

  const run = stage.slack.thread(card.ts).find((message) => metadataOf(message)?.event === 'apply_accepted')
  const shown = [...(run?.history ?? []), ...(run === undefined ? [] : [run])].map(({ blocks }) => wordsIn(blocks))
  const percents = shown.flatMap((words) => /(\d+) ?%/.exec(words)?.[1] ?? []).map(Number)
  expect(percents).toEqual(percents.toSorted((one, other) => one - other))
})
