import fc from 'fast-check'
import { expect, test } from 'vitest'
import {
  beginHistory,
  estimateRemaining,
  type LookHistory,
  nextLookIn,
  recordLook,
} from '../../../src/services/lighthouse/look-pace.ts'

/** How many looks Terraform's waiter takes until it sees a rollback that ended after `length` milliseconds. */
const looksOfTerraform = (length: number): number => {
  let looks = 1
  let at = 1_000
  let pause = 3_000
  while (at < length) {
    looks += 1
    at += pause
    pause = Math.min(10_000, 2 * pause)
  }
  return looks
}

/** Follows a rollback to its end. @returns the looks it took, and how long after the end the last one came */
const followToTheEnd = (length: number, percentAt: (elapsed: number) => number) => {
  let history = beginHistory(0)
  let looks = 0
  for (;;) {
    const at = history.nextLookAt
    looks += 1
    if (at >= length) return { looks, late: at - length }
    history = recordLook(history, at, percentAt(at))
  }
}

/** Percent over the share of the time: rises in uneven steps and stands still in places. */
const curve = fc
  .array(fc.tuple(fc.double({ min: 0, max: 1, noNaN: true }), fc.integer({ min: 0, max: 99 })), { maxLength: 8 })
  .map(
    (points) => (share: number) => Math.max(0, ...points.filter(([at]) => at <= share).map(([, percent]) => percent)),
  )

test('Terraform’s looks are counted right', () => {
  expect([500, 1_000, 1_001, 4_000, 10_000, 20_000, 120_000, 600_000].map(looksOfTerraform)).toEqual([
    1, 1, 2, 2, 3, 4, 14, 62,
  ])
})

test('however the percent moves, a rollback takes at most twice the looks of Terraform’s waiter', () => {
  fc.assert(
    fc.property(curve, fc.integer({ min: 1, max: 3_600_000 }), (percentOf, length) => {
      const { looks } = followToTheEnd(length, (elapsed) => percentOf(elapsed / length))
      expect(looks).toBeLessThanOrEqual(2 * looksOfTerraform(length))
    }),
    { numRuns: 500 },
  )
})

test('looks are at least 1.8 s apart, and at most 12.5 s', () => {
  fc.assert(
    fc.property(curve, fc.integer({ min: 1_000, max: 3_600_000 }), (percentOf, length) => {
      let history = beginHistory(0)
      while (history.nextLookAt < length) {
        const at = history.nextLookAt
        history = recordLook(history, at, percentOf(at / length))
        expect(nextLookIn(history, at)).toBeGreaterThanOrEqual(1_800)
        expect(nextLookIn(history, at)).toBeLessThanOrEqual(12_500)
      }
    }),
  )
})

/** The worst that an end is late, over lengths around a nominal one. */
const worst = (length: number, percentOf: (share: number) => number): number =>
  Math.max(
    ...Array.from({ length: 401 }, (_, index) => {
      const real = Math.round(length * (0.9 + index / 2_000))
      return followToTheEnd(real, (elapsed) => Math.floor(percentOf(elapsed / real))).late
    }),
  )

test.each([
  [20_000, 1_800],
  [120_000, 1_800],
  [600_000, 3_250],
])('the end of an even rollback of some %i ms is seen within %i ms', (length, most) => {
  expect(worst(length, (share) => 100 * share)).toBeLessThanOrEqual(most)
})

test.each([20_000, 120_000, 600_000])('so is one of some %i ms that stands at 99, within 3.5 s', (length) => {
  const standing = (share: number) => Math.min(99, Math.max(0, (share - 0.05) * 180))
  expect(worst(length, standing)).toBeLessThanOrEqual(3_500)
})

test.each([20_000, 120_000, 600_000])('so is one of some %i ms whose percent creeps and then leaps', (length) => {
  const leaping = (share: number) => (share < 0.5 ? 10 * share : share < 0.9 ? 60 + share : 62 + 330 * (share - 0.9))
  expect(worst(length, leaping)).toBeLessThanOrEqual(3_500)
})

test('looks that come earlier, with those of others, use nothing of the budget', () => {
  const alone = recordLook(beginHistory(0), 1_000, 5)
  const early = recordLook(alone, 1_500, 6)
  expect(alone.looks).toBe(1)
  expect(early.looks).toBe(1)
})

test('the percent never falls back, and an unreadable look changes nothing of it', () => {
  const history = [40, null, 30].reduce<LookHistory>(
    (before, percent, index) => recordLook(before, 10_000 + index * 10_000, percent),
    beginHistory(0),
  )
  expect(history).toMatchObject({ percent: 40, risenAt: 10_000 })
})

test('what remains follows from the speed so far, and is unknown before and beyond it', () => {
  const started = beginHistory(0)
  const half = recordLook(started, 30_000, 50)
  expect(estimateRemaining(started, 10_000)).toBeNull()
  expect(estimateRemaining(half, 30_000)).toBe(30_000)
  expect(estimateRemaining(half, 40_000)).toBe(20_000)
  expect(estimateRemaining(half, 60_000)).toBeNull()
})
