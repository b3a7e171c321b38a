import { expect, test } from 'vitest'
import { ACTIONS, CALLS_PER_SECOND } from '../../../src/services/lighthouse/action.ts'
import { createPacing, PRIORITY, pacedCalls } from '../../../src/services/lighthouse/pacing.ts'
import { createDrivenClock } from '../../support/driven-clock.ts'

const mostInAnySecond = (times: readonly number[]): number =>
  Math.max(...times.map((from) => times.filter((time) => time >= from && time < from + 1_000).length))

test.each(ACTIONS)('%s never goes over nine tenths of its limit in any second, and uses them', async (action) => {
  const clock = createDrivenClock()
  const pacing = createPacing(clock)
  const limit = pacedCalls(action)
  expect(limit).toBeLessThanOrEqual(CALLS_PER_SECOND[action] * 0.9)
  const times: number[] = []
  const wave = (count: number) =>
    Array.from({ length: count }, () =>
      pacing.place(action, PRIORITY.background).then(() => times.push(clock.monotonic())),
    )

  const calls = wave(Math.ceil(limit / 2))
  await clock.advance(700)
  calls.push(...wave(limit * 3))
  await clock.runUntil(() => times.length === calls.length)

  expect(mostInAnySecond(times)).toBe(limit)
})

test('a rollback goes before the refreshes that came earlier', async () => {
  const clock = createDrivenClock()
  const pacing = createPacing(clock)
  const order: string[] = []
  const limit = pacedCalls('DescribeSnapshots')
  const ask = (name: string, priority: 0 | 1 | 2) =>
    pacing.place('DescribeSnapshots', priority).then(() => order.push(name))
  await Promise.all(Array.from({ length: limit }, () => ask('first second', PRIORITY.background)))

  void ask('waits for the next place', PRIORITY.background)
  await clock.advance(0)
  void ask('refresh', PRIORITY.background)
  void ask('watch', PRIORITY.watching)
  void ask('rollback', PRIORITY.decision)
  await clock.advance(1_000)

  expect(order.slice(limit)).toEqual(['waits for the next place', 'rollback', 'watch', 'refresh'])
})

test('a call that is given up while it waits takes no place', async () => {
  const clock = createDrivenClock()
  const pacing = createPacing(clock)
  const limit = pacedCalls('DescribeRegions')
  const place = (signal?: AbortSignal) => pacing.place('DescribeRegions', PRIORITY.background, signal)
  await Promise.all(Array.from({ length: limit }, () => place()))
  const given = new AbortController()
  const lost = place(given.signal)
  await clock.advance(500)

  given.abort(new Error('no longer wanted'))

  await expect(lost).rejects.toThrow('no longer wanted')
  const times: number[] = []
  for (let call = 0; call < limit; call += 1) void place().then(() => times.push(clock.monotonic()))
  await clock.advance(500)
  expect(times).toEqual(Array.from({ length: limit }, () => 1_000))
})
