import { expect, test } from 'vitest'
import { rolledBack } from './acts.ts'
import {
  applyTimes,
  approvedRequest,
  kindsOf,
  LONG,
  snapshotId,
  timesOf,
  told,
  USUAL,
  untilEntry,
} from './faults-acts.ts'
import { metadataOf } from './referee.ts'
import { BEN, SHOP_WEB_1, SHOP_WEB_2 } from './request.ts'
import { createStage } from './stage.ts'

const SHOP_DB_1 = 'lhins-3b9w6t1s'

const UNREADABLE = { kind: 'http-status', status: 503, work: 'not-done' } as const

test('a cloud that cannot be read for minutes is told once, and once when it is back', { timeout: LONG }, async () => {
  const stage = await createStage()
  const card = await approvedRequest(stage)
  await untilEntry(stage, card, 'apply_accepted')

  stage.lighthouse.control.addFault({ action: 'DescribeSnapshots', effect: UNREADABLE, times: null })
  await stage.wait(180_000)
  expect(timesOf(stage, card, 'cloud_unreadable')).toHaveLength(1)
  expect(told(stage, card, 'cloud_unreadable')).toContain('Tencent Cloud cannot be read')
  stage.lighthouse.control.clearFaults()
  await stage.ended(card)

  expect(timesOf(stage, card, 'cloud_unreadable')).toHaveLength(1)
  expect(timesOf(stage, card, 'cloud_readable')).toHaveLength(1)
  expect(metadataOf(stage.card(card))?.state).toBe('succeeded')
})

test('a cloud that may not be read at the last check stops the rollback', async () => {
  const stage = await createStage()
  const card = await stage.request()
  stage.lighthouse.control.addFault({
    action: 'DescribeSnapshots',
    effect: { kind: 'error', code: 'UnauthorizedOperation.NoPermission' },
    times: null,
  })

  await stage.person(BEN).click(card.ts, 'Approve')
  await stage.ended(card)

  const words = told(stage, card, 'failed')
  expect(words).toContain('A check right before the call stopped the rollback.')
  expect(words).toContain('UnauthorizedOperation.NoPermission')
  expect(words).toContain('Nothing was run and nothing was changed.')
  expect(applyTimes(stage)).toEqual([])
})

test('a cloud that cannot be read at the last check is waited for', async () => {
  const stage = await createStage()
  const card = await stage.request()
  stage.lighthouse.control.addFault({ effect: UNREADABLE, times: null })
  await stage.person(BEN).click(card.ts, 'Approve')
  await untilEntry(stage, card, 'cloud_unreadable')
  await stage.wait(30_000)
  expect(applyTimes(stage)).toEqual([])

  stage.lighthouse.control.clearFaults()
  await stage.ended(card)

  expect(rolledBack(stage)).toEqual([SHOP_WEB_1])
})

test('an approval does not keep for longer than it says while the cloud cannot be read', async () => {
  const stage = await createStage({ approvalTtl: 60_000 })
  const card = await stage.request()
  stage.lighthouse.control.addFault({ effect: UNREADABLE, times: null })

  await stage.person(BEN).click(card.ts, 'Approve')
  await untilEntry(stage, card, 'expired')
  await stage.ended(card)

  expect(told(stage, card, 'expired')).toContain('approved but not begun in time')
  expect(applyTimes(stage)).toEqual([])
})

test('reads that come over the rate limit are repeated without a word', async () => {
  const stage = await createStage()
  const card = await approvedRequest(stage)
  await untilEntry(stage, card, 'apply_accepted')

  stage.lighthouse.control.addFault({
    action: 'DescribeSnapshots',
    effect: { kind: 'error', code: 'RequestLimitExceeded' },
    times: 3,
  })
  await stage.ended(card)

  expect(kindsOf(stage, card)).not.toContain('cloud_unreadable')
  expect(metadataOf(stage.card(card))?.state).toBe('succeeded')
})

test('rollbacks of one region are looked at with one call, and a vanished snapshot does not blind the others', {
  timeout: LONG,
}, async () => {
  const stage = await createStage({
    lighthouse: { settings: { refusesUnknownSnapshotIds: true, rollback: { milliseconds: 60_000 } } },
  })
  const wishes = [
    { instance: SHOP_WEB_1 },
    { instance: SHOP_WEB_2 },
    { instance: SHOP_DB_1, snapshot: { text: 'before-schema-migration' } },
  ]
  const cards = []
  for (const wish of wishes) cards.push(await stage.request(wish))
  for (const { ts } of cards) await stage.person(BEN).click(ts, 'Approve')
  for (const card of cards) await untilEntry(stage, card, 'apply_accepted')

  await stage.wait(5_000)
  const since = stage.now()
  await stage.wait(20_000)
  const looks = stage.lighthouse.control
    .calls()
    .filter(({ action, at }) => action === 'DescribeSnapshots' && at > since)
  expect(looks.length).toBeGreaterThan(1)
  // One rollback is looked at every 2 to 10 s.
  expect(looks.length).toBeLessThanOrEqual(11)

  stage.lighthouse.control.deleteSnapshot(snapshotId(stage, USUAL))
  const [vanished, ...others] = cards
  for (const card of others) {
    await stage.ended(card)
    expect(metadataOf(stage.card(card))?.state).toBe('succeeded')
    expect(kindsOf(stage, card)).not.toContain('cloud_unreadable')
  }
  if (vanished !== undefined) await untilEntry(stage, vanished, 'unconfirmed')
})
