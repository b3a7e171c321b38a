import { mock } from 'node:test'
import connection from 'tencentcloud-sdk-nodejs-lighthouse/tencentcloud/common/http/http_connection.js'
import type { Clock as EmulatorClock } from '../../sandbox/clock.ts'
import type { Clock } from '../../src/services/clock.ts'
import { createDrivenClock } from '../../test/support/driven-clock.ts'

/** The driven time of one process. */
export type BenchClock = {
  readonly bot: Clock
  readonly emulators: EmulatorClock
  /** When the next sleeper wakes, in milliseconds since the epoch; null where nobody sleeps. */
  readonly due: () => number | null
  /** Moves time on by so many milliseconds. */
  readonly advance: (milliseconds: number) => Promise<void>
}

/** @param start milliseconds since the epoch */
export const createBenchClock = (start: number): BenchClock => {
  const clock = createDrivenClock(start)
  const due = new Set<{ readonly at: number }>()

  const bot: Clock = {
    now: clock.now,
    monotonic: clock.monotonic,
    sleep: async (milliseconds, signal) => {
      const sleeper = { at: clock.now() + Math.max(0, milliseconds) }
      due.add(sleeper)
      try {
        await clock.sleep(milliseconds, signal)
      } finally {
        due.delete(sleeper)
      }
    },
  }
  return {
    bot,
    emulators: {
      now: clock.now,
      after: (milliseconds, action) => {
        const cancelled = new AbortController()
        bot.sleep(milliseconds, cancelled.signal).then(action, () => undefined)
        return () => cancelled.abort()
      },
    },
    due: () => {
      let next: number | null = null
      for (const { at } of due) next = Math.min(next ?? at, at)
      return next
    },
    advance: clock.advance,
  }
}

/** Turns of the queue of promises in which the SDK comes to read the time. */
const TURNS_UNTIL_SIGNED = 8

/**
 * Lets the SDK sign at the driven time: it takes its time from `Date` alone, a few turns of the queue of promises after
 * it was called, before anything else can happen. Later than that nobody sees another `Date`.
 * @returns ends it
 */
export const signAt = (now: () => number): (() => void) => {
  const { HttpConnection } = connection
  const send = HttpConnection.doRequestWithSign3
  let signing = 0
  HttpConnection.doRequestWithSign3 = async (request) => {
    if (signing === 0) mock.timers.enable({ apis: ['Date'], now: Math.floor(now()) })
    signing += 1
    const answer = send.call(HttpConnection, request)
    for (let turn = 0; turn < TURNS_UNTIL_SIGNED; turn += 1) await Promise.resolve()
    signing -= 1
    if (signing === 0) mock.timers.reset()
    return answer
  }
  return () => {
    HttpConnection.doRequestWithSign3 = send
  }
}
