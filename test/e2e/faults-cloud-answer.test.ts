import { describe, expect, test } from 'vitest'
import type { FaultInput } from '../../sandbox/lighthouse/control-api.ts'
import { rolledBack } from './acts.ts'
import {
  applyTimes,
  approvedRequest,
  breakApply,
  cardWords,
  kindsOf,
  LONG,
  snapshotId,
  timesOf,
  told,
  USUAL,
  untilEntry,
} from './faults-acts.ts'
import { linksIn, wordsIn } from './reading.ts'
import { metadataOf } from './referee.ts'
import { BEN, SHOP_WEB_1 } from './request.ts'
import { createStage } from './stage.ts'

type Effect = FaultInput['effect']

const WITHOUT_ANSWER = (work: 'done' | 'not-done'): readonly Effect[] => [
  { kind: 'drop', work },
  { kind: 'http-status', status: 500, work },
  { kind: 'http-status', status: 502, work },
  { kind: 'malformed-json', work },
  { kind: 'no-response-member', work },
]

describe('the call took effect, but no readable answer came', () => {
  test.each(WITHOUT_ANSWER('done'))('the rollback is found and followed: $kind $status', async (effect) => {
    const stage = await createStage()
    breakApply(stage, effect)

    const card = await approvedRequest(stage)
    await stage.ended(card)

    expect(kindsOf(stage, card)).toEqual(expect.arrayContaining(['answer_lost', 'rollback_found', 'succeeded']))
    expect(told(stage, card, 'answer_lost')).toContain('never sent a second time')
    expect(told(stage, card, 'succeeded')).toContain('could also have started it by hand')
    expect(metadataOf(stage.card(card))?.state).toBe('succeeded')
    expect(applyTimes(stage)).toHaveLength(1)
  })

  test('a body that never ends and an answer that never begins are given up', { timeout: LONG }, async () => {
    const stage = await createStage()
    breakApply(stage, { kind: 'stalled-body', work: 'done' })
    const first = await approvedRequest(stage)
    await untilEntry(stage, first, 'apply_intended')
    breakApply(stage, { kind: 'no-answer', work: 'done' })
    const second = await approvedRequest(stage, { instance: 'lhins-8m2c5x7d' })

    // The time-outs of the SDK are real ones; driven time runs ahead of them.
    for (const card of [first, second]) {
      await untilEntry(stage, card, 'answer_lost', 3_600_000)
      await stage.ended(card)
      expect(kindsOf(stage, card)).toEqual(expect.arrayContaining(['rollback_found', 'succeeded']))
    }
    expect(applyTimes(stage)).toHaveLength(2)
  })
})

describe('the call was lost on its way', () => {
  test.each(WITHOUT_ANSWER('not-done').slice(0, 2))(
    'nobody learns what happened, and it is not sent again: $kind $status',
    {
      timeout: LONG,
    },
    async (effect) => {
      const stage = await createStage()
      breakApply(stage, effect)

      const card = await approvedRequest(stage)
      await untilEntry(stage, card, 'unconfirmed', 300_000)
      await stage.ended(card)

      const [lostAt = 0] = timesOf(stage, card, 'answer_lost')
      const [endedAt = 0] = timesOf(stage, card, 'unconfirmed')
      expect(endedAt - lostAt).toBeGreaterThanOrEqual(120_000)
      expect(endedAt - lostAt).toBeLessThan(130_000)
      const looks = stage.lighthouse.control
        .calls()
        .filter(({ action, at }) => action === 'DescribeSnapshots' && at >= lostAt && at <= endedAt)
      expect(looks.length).toBeGreaterThanOrEqual(5)
      const words = told(stage, card, 'unconfirmed')
      expect(words).toContain('Whether the system disk was rolled back could not be learned.')
      expect(words).toContain('no new rollback showed')
      expect(words).toContain('A person must look')
      expect(applyTimes(stage)).toHaveLength(1)
      expect(rolledBack(stage)).toEqual([])
    },
  )

  test('the instance is held until the call can have no effect any more, then it is free', {
    timeout: LONG,
  }, async () => {
    const stage = await createStage()
    breakApply(stage, { kind: 'drop', work: 'not-done' })
    const card = await approvedRequest(stage)
    await untilEntry(stage, card, 'unconfirmed', 300_000)
    const ben = stage.person(BEN)
    await ben.command('/lighthouse', `rollback ${SHOP_WEB_1}`)
    await stage.until('a link to the request that holds it', () =>
      linksIn(ben.modal()?.modal.blocks).some((link) => link.includes(`p${card.ts.replace('.', '')}`)),
    )
    await ben.closeModal()

    await untilEntry(stage, card, 'released', 600_000)

    const [intendedAt = 0] = timesOf(stage, card, 'apply_intended')
    const [releasedAt = 0] = timesOf(stage, card, 'released')
    expect(releasedAt - intendedAt).toBeGreaterThanOrEqual(365_000)
    expect(releasedAt - intendedAt).toBeLessThan(385_000)
    await stage.until('the card saying so', () => cardWords(stage, card).includes('no longer under watch'))
    const again = await approvedRequest(stage)
    await stage.ended(again)
    expect(rolledBack(stage)).toEqual([SHOP_WEB_1])
  })

  test('a rollback that shows after the end is told, followed and shown on the card', { timeout: LONG }, async () => {
    const stage = await createStage()
    breakApply(stage, { kind: 'drop', work: 'not-done' })
    const card = await approvedRequest(stage)
    await untilEntry(stage, card, 'unconfirmed', 300_000)

    const requestId = stage.lighthouse.control.rollBackByHand({
      instanceId: SHOP_WEB_1,
      snapshotId: snapshotId(stage, USUAL),
    })
    await stage.until('what became of it', () => {
      const [, last] = timesOf(stage, card, 'outcome_learned')
      return last
    })

    await stage.until('the end being told', () => cardWords(stage, card).includes('has succeeded'))
    const learned = stage.messages(card).filter((message) => metadataOf(message)?.event === 'outcome_learned')
    expect(learned.map(({ blocks }) => wordsIn(blocks))).toEqual([
      expect.stringContaining(`is running (request ${requestId}`),
      expect.stringContaining(`has succeeded (request ${requestId})`),
    ])
    expect(metadataOf(stage.card(card))?.state).toBe('unconfirmed')
  })

  test('an older rollback to the same snapshot is not taken for it', { timeout: LONG }, async () => {
    const stage = await createStage()
    stage.lighthouse.control.rollBackByHand({ instanceId: SHOP_WEB_1, snapshotId: snapshotId(stage, USUAL) })
    await stage.wait(40_000)
    breakApply(stage, { kind: 'drop', work: 'not-done' })

    const card = await approvedRequest(stage)
    await untilEntry(stage, card, 'unconfirmed', 300_000)

    expect(kindsOf(stage, card)).not.toContain('rollback_found')
    expect(told(stage, card, 'unconfirmed')).not.toContain('Somebody else')
  })

  test('somebody’s rollback to another snapshot is named and never taken for it', { timeout: LONG }, async () => {
    const stage = await createStage()
    breakApply(stage, { kind: 'drop', work: 'not-done' })
    const card = await approvedRequest(stage)
    await untilEntry(stage, card, 'answer_lost')
    const other = snapshotId(stage, 'nightly-1')

    const requestId = stage.lighthouse.control.rollBackByHand({ instanceId: SHOP_WEB_1, snapshotId: other })
    await untilEntry(stage, card, 'unconfirmed', 300_000)
    await stage.ended(card)

    const words = told(stage, card, 'unconfirmed')
    expect(words).toContain('Somebody else’s rollback of the same disk was seen instead')
    expect(words).toContain(other)
    expect(words).toContain(requestId)
  })
})
