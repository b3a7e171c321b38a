import { mock } from 'node:test'
import connection from 'tencentcloud-sdk-nodejs-lighthouse/tencentcloud/common/http/http_connection.js'
import type { Clock as EmulatorClock } from '../../sandbox/clock.ts'
import type { Clock } from '../../src/services/clock.ts'
import { createDrivenClock } from '../../test/support/driven-clock.ts'

/** One driven time for the bot and both emulators. */
export type BenchClock = {
  readonly bot: Clock
  readonly emulators: EmulatorClock
  /** Moves time to the next sleeper, but at most so many milliseconds. */
  readonly step: (most: number) => Promise<void>
  readonly dispose: () => void
}

export const createBenchClock = (): BenchClock => {
  const clock = createDrivenClock(Date.now())
  const due = new Set<{ readonly at: number }>()
  const dispose = signAt(clock.now)

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
    step: async (most) => {
      let next = Number.POSITIVE_INFINITY
      for (const { at } of due) next = Math.min(next, at)
      await clock.advance(Math.min(most, Math.max(1, next - clock.now())))
    },
    dispose,
  }
}

/** Turns of the queue of promises in which the SDK comes to read the time. */
const TURNS_UNTIL_SIGNED = 8

/**
 * Lets the SDK sign at the driven time: it takes its time from `Date` alone, a few turns of the queue of promises after
 * it was called, before anything else can happen. Later than that nobody sees another `Date`.
 */
const signAt = (now: () => number): (() => void) => {
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
