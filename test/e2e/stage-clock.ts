import type { Clock as EmulatorClock } from '../../sandbox/clock.ts'
import type { Clock } from '../../src/services/clock.ts'
import { createDrivenClock } from '../support/driven-clock.ts'
import { signAt } from './signing-clock.ts'

/** One driven time for the bot, both emulators and the SDK's signatures. */
export type StageClock = {
  readonly bot: Clock
  readonly emulators: EmulatorClock
  /** Moves time to the next sleeper, but at most so many milliseconds. */
  readonly step: (most: number) => Promise<void>
  /** How many answers of the emulators wait for the clock. */
  readonly delayed: () => number
  readonly dispose: () => void
}

export const createStageClock = (): StageClock => {
  const clock = createDrivenClock(Date.now())
  const due = new Set<{ readonly at: number }>()
  let delayed = 0
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
        delayed += 1
        bot
          .sleep(milliseconds, cancelled.signal)
          .then(action, () => undefined)
          .finally(() => {
            delayed -= 1
          })
        return () => cancelled.abort()
      },
    },
    step: async (most) => {
      const next = Math.min(...[...due].map(({ at }) => at))
      await clock.advance(Math.min(most, Math.max(1, next - clock.now())))
    },
    delayed: () => delayed,
    dispose,
  }
}
