import { expect, test } from 'vitest'
import { rolledBack } from './acts.ts'
import {
  applyTimes,
  approvedRequest,
  breakApply,
  cardWords,
  kindsOf,
  snapshotId,
  told,
  untilEntry,
} from './faults-acts.ts'
import { metadataOf } from './referee.ts'
import { SHOP_WEB_1 } from './request.ts'
import { createStage } from './stage.ts'

const BUSY = { kind: 'error', code: 'UnsupportedOperation.DiskBusy' } as const

const refusalsOf = (stage: Awaited<ReturnType<typeof createStage>>) =>
  stage.lighthouse.control.calls().filter(({ action }) => action === 'ApplyInstanceSnapshot')

test.each([
  ['UnauthorizedOperation.NoPermission', 'Tencent Cloud refused the rollback.', 'and changed nothing'],
  ['InvalidParameterValue.SnapshotIdMalformed', 'Tencent Cloud refused the rollback.', 'and changed nothing'],
  [
    'Some.NewCode',
    'Tencent Cloud answered the rollback with an error.',
    'Whether anything was changed is not certain.',
  ],
])(
  'a refusal that does not pass by itself is told with code and RequestId, and never sent again: %s',
  async (code, happened, changed) => {
    const stage = await createStage()
    breakApply(stage, { kind: 'error', code, message: 'No, and no again' })

    const card = await approvedRequest(stage)
    await stage.ended(card)

    const words = told(stage, card, 'failed')
    expect(words).toContain(happened)
    expect(words).toContain(code)
    expect(words).toContain(refusalsOf(stage)[0]?.requestId)
    expect(words).toContain(changed)
    expect(metadataOf(stage.card(card))?.state).toBe('failed')
    expect(applyTimes(stage)).toHaveLength(1)
    expect(rolledBack(stage)).toEqual([])
  },
)

test('an inner error of the cloud leaves a doubt, which is told', async () => {
  const stage = await createStage()
  breakApply(stage, { kind: 'error', code: 'InternalError.TradeError' })

  const card = await approvedRequest(stage)
  await stage.ended(card)

  expect(told(stage, card, 'failed')).toContain('Whether anything was changed is not certain.')
  expect(applyTimes(stage)).toHaveLength(1)
})

test('a passing refusal is told and tried again after new checks, not before 5 s', async () => {
  const stage = await createStage()
  breakApply(stage, BUSY)

  const card = await approvedRequest(stage)
  await stage.ended(card)

  const kinds = kindsOf(stage, card)
  expect(kinds.filter((kind) => kind === 'checked' || kind.startsWith('apply'))).toEqual([
    'checked',
    'apply_intended',
    'apply_refused',
    'checked',
    'apply_intended',
    'apply_accepted',
  ])
  expect(told(stage, card, 'apply_refused')).toContain(
    'If no rollback has begun, the call is sent again in a few seconds',
  )
  const [first = 0, second = 0] = applyTimes(stage)
  expect(second - first).toBeGreaterThanOrEqual(5_000)
  expect(rolledBack(stage)).toEqual([SHOP_WEB_1])
  expect(metadataOf(stage.card(card))?.state).toBe('succeeded')
})

test('three refusals are enough', async () => {
  const stage = await createStage()
  breakApply(stage, BUSY, 9)

  const card = await approvedRequest(stage)
  await stage.ended(card)

  const times = applyTimes(stage)
  expect(times).toHaveLength(3)
  expect(Math.min((times[1] ?? 0) - (times[0] ?? 0), (times[2] ?? 0) - (times[1] ?? 0))).toBeGreaterThanOrEqual(5_000)
  expect(told(stage, card, 'failed')).toContain('UnsupportedOperation.DiskBusy')
  expect(told(stage, card, 'failed')).toContain('refused the rollback, 3 times in a row')
  expect(cardWords(stage, card)).toContain('Rollback failed')
})

test('a check that fails after a passing refusal ends it', async () => {
  const stage = await createStage()
  breakApply(stage, BUSY)
  const card = await approvedRequest(stage)
  await untilEntry(stage, card, 'apply_refused')

  stage.lighthouse.control.resizeDisk(SHOP_WEB_1, 160)
  await stage.ended(card)

  expect(told(stage, card, 'failed')).toContain('What was approved no longer holds')
  expect(applyTimes(stage)).toHaveLength(1)
})

test('a rollback by hand in the meantime is named, and nothing is tried again', async () => {
  const stage = await createStage()
  breakApply(stage, BUSY)
  const card = await approvedRequest(stage)
  await untilEntry(stage, card, 'apply_refused')
  const other = snapshotId(stage, 'nightly-1')

  const requestId = stage.lighthouse.control.rollBackByHand({ instanceId: SHOP_WEB_1, snapshotId: other })
  await stage.ended(card)

  const words = told(stage, card, 'failed')
  expect(words).toContain('Somebody else’s rollback of the same disk was seen')
  expect(words).toContain(other)
  expect(words).toContain(requestId)
  expect(applyTimes(stage)).toHaveLength(1)
})
