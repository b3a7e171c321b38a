import { expect, test } from 'vitest'
import { createLanes, type Lane, SLACK_PACE } from '../../../src/services/announcer/lanes.ts'
import { createDrivenClock } from '../../support/driven-clock.ts'

const MINUTE = 60_000
const { signal } = new AbortController()

/** When each turn came while so many replicas had more to send than they may. */
const turnsOf = async (lane: Lane, replicas: number): Promise<readonly number[]> => {
  const clock = createDrivenClock()
  const times: number[] = []
  for (let replica = 0; replica < replicas; replica += 1) {
    const lanes = createLanes(SLACK_PACE, clock, { of: () => 0, among: () => replicas })
    const send = async () => {
      for (;;) {
        await lanes.turn(lane, 0, signal)
        times.push(clock.monotonic())
      }
    }
    void send()
  }
  await clock.advance(3 * MINUTE)
  return times
}

const mostWithin = (times: readonly number[], milliseconds: number): number =>
  Math.max(...times.map((from) => times.filter((time) => time >= from && time <= from + milliseconds).length))

test.each([1, 2, 3, 4, 5, 6, 7, 8])(
  '%i replicas together edit at most 50 times in any minute, and nearly that',
  async (replicas) => {
    const times = await turnsOf('edit', replicas)
    expect(mostWithin(times, MINUTE)).toBeLessThanOrEqual(50)
    expect(times.length / 3).toBeGreaterThan(45)
  },
)

test.each([1, 2, 3])('%i replicas together post about once a second, each in its turn', async (replicas) => {
  const times = await turnsOf('post', replicas)
  expect(times.length).toBeLessThanOrEqual(180)
  expect(times.length).toBeGreaterThan(165)
  // What comes at once is no more than one of each.
  expect(mostWithin(times, 1_000)).toBe(replicas)
})
