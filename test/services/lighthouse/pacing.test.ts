import fc from 'fast-check'
import { expect, test } from 'vitest'
import { ACTIONS, CALLS_PER_SECOND } from '../../../src/services/lighthouse/action.ts'
import { createPacing, type Pacing, PRIORITY, pacedCalls } from '../../../src/services/lighthouse/pacing.ts'
import { WHOLE_SHARE } from '../../../src/services/share.ts'
import { createDrivenClock, type DrivenClock } from '../../support/driven-clock.ts'

const mostInAnySecond = (times: readonly number[]): number =>
  Math.max(...times.map((from) => times.filter((time) => time >= from && time < from + 1_000).length))

/** Sends and is answered at once. @returns when */
const sendAt = async (pacing: Pacing, clock: DrivenClock, ...place: Parameters<Pacing['place']>): Promise<number> => {
  const ended = await pacing.place(...place)
  ended()
  return clock.monotonic()
}

test.each(ACTIONS)('%s never goes over nine tenths of its limit in any second, and uses them', async (action) => {
  const clock = createDrivenClock()
  const pacing = createPacing(clock, WHOLE_SHARE)
  const limit = pacedCalls(action)
  expect(limit).toBeLessThanOrEqual(CALLS_PER_SECOND[action] * 0.9)
  const times: number[] = []
  const wave = (count: number) =>
    Array.from({ length: count }, () =>
      sendAt(pacing, clock, action, PRIORITY.background).then((time) => times.push(time)),
    )

  const calls = wave(Math.ceil(limit / 2))
  await clock.advance(700)
  calls.push(...wave(limit * 3))
  await clock.runUntil(() => times.length === calls.length)

  expect(mostInAnySecond(times)).toBe(limit)
})

test('a rollback goes before the refreshes that came earlier', async () => {
  const clock = createDrivenClock()
  const pacing = createPacing(clock, WHOLE_SHARE)
  const order: string[] = []
  const limit = pacedCalls('DescribeSnapshots')
  const ask = (name: string, priority: 0 | 1 | 2) =>
    sendAt(pacing, clock, 'DescribeSnapshots', priority).then(() => order.push(name))
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
  const pacing = createPacing(clock, WHOLE_SHARE)
  const limit = pacedCalls('DescribeRegions')
  const place = (signal?: AbortSignal) => sendAt(pacing, clock, 'DescribeRegions', PRIORITY.background, signal)
  await Promise.all(Array.from({ length: limit }, () => place()))
  const given = new AbortController()
  const lost = place(given.signal)
  await clock.advance(500)

  given.abort(new Error('no longer wanted'))

  await expect(lost).rejects.toThrow('no longer wanted')
  const times: number[] = []
  for (let call = 0; call < limit; call += 1) void place().then((time) => times.push(time))
  await clock.advance(500)
  expect(times).toEqual(Array.from({ length: limit }, () => 1_000))
})

test('however long calls are on their way, the cloud never gets more than the limit in a second', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.array(fc.record({ there: fc.nat(500), back: fc.nat(500) }), { minLength: 40, maxLength: 80 }),
      async (journeys) => {
        const clock = createDrivenClock()
        const pacing = createPacing(clock, WHOLE_SHARE)
        const arrivals: number[] = []
        for (const { there, back } of journeys) {
          void pacing.place('DescribeSnapshots', PRIORITY.watching).then(async (ended) => {
            await clock.sleep(there)
            arrivals.push(clock.monotonic())
            await clock.sleep(back)
            ended()
          })
        }
        await clock.runUntil(() => arrivals.length === journeys.length)
        expect(mostInAnySecond(arrivals)).toBeLessThanOrEqual(pacedCalls('DescribeSnapshots'))
      },
    ),
    { numRuns: 20 },
  )
})

test('there is room for the decisions of two seconds of the scarcest call, less those that wait', async () => {
  const clock = createDrivenClock()
  const pacing = createPacing(clock, WHOLE_SHARE)
  const scarcest = Math.min(...ACTIONS.map(pacedCalls))
  const ask = (count: number, priority: 0 | 2) => {
    for (let call = 0; call < count; call += 1) void sendAt(pacing, clock, 'DescribeInstancesDeniedActions', priority)
  }
  expect(pacing.room()).toBe(2 * scarcest)
  ask(scarcest, PRIORITY.decision)
  await clock.advance(0)
  ask(1, PRIORITY.decision)
  await clock.advance(0)
  // The next in turn is no longer counted, and what is not a decision never is.
  ask(5, PRIORITY.decision)
  ask(100, PRIORITY.background)
  await clock.advance(0)
  expect(pacing.room()).toBe(2 * scarcest - 5)
  ask(5 * scarcest, PRIORITY.decision)
  expect(pacing.room()).toBe(0)
  await clock.advance(60_000)
  expect(pacing.room()).toBe(2 * scarcest)
})

test('each of three processes has room for what its own share of the calls takes', () => {
  const share = { of: (places: number) => places / 3, among: () => 3 }
  expect(createPacing(createDrivenClock(), share).room()).toBe(6)
})

test('calls that never get an answer hold the others up for two seconds at most', async () => {
  const clock = createDrivenClock()
  const pacing = createPacing(clock, WHOLE_SHARE)
  for (let call = 0; call < pacedCalls('DescribeSnapshots'); call += 1) {
    await pacing.place('DescribeSnapshots', PRIORITY.background)
  }
  let sentAt: number | null = null
  void sendAt(pacing, clock, 'DescribeSnapshots', PRIORITY.decision).then((time) => {
    sentAt = time
  })
  await clock.advance(5_000)
  expect(sentAt).toBe(2_000)
})
