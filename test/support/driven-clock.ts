import type { Clock } from '../../src/services/clock.ts'

/** A clock that stands still until the test moves it. */
export type DrivenClock = Clock & {
  /**
   * Moves time forward by `milliseconds`: wakes every sleeper in the order of its time, and lets what it does settle
   * (promises and anything else that needs no I/O) before time goes on.
   */
  readonly advance: (milliseconds: number) => Promise<void>
  /**
   * Moves time forward from sleeper to sleeper until the condition holds.
   * @param limit driven milliseconds after which it gives up and throws; an hour where it is left out
   */
  readonly runUntil: (condition: () => boolean, limit?: number) => Promise<void>
  /** How many are asleep. */
  readonly sleepers: () => number
}

type Sleeper = { readonly at: number; readonly wake: () => void }

/** Turns of the event loop in which chains of promises come to rest. */
const TURNS = 5

const settle = async (): Promise<void> => {
  for (let turn = 0; turn < TURNS; turn += 1) await new Promise((resolve) => setImmediate(resolve))
}

/** @param start milliseconds since the UNIX epoch; the monotonic clock starts at 0 */
export function createDrivenClock(start = Date.UTC(2026, 10, 23, 12)): DrivenClock {
  let elapsed = 0
  const sleepers = new Set<Sleeper>()

  const next = (): Sleeper | undefined =>
    [...sleepers].reduce<Sleeper | undefined>((one, other) => (one && one.at <= other.at ? one : other), undefined)

  const wakeNext = async (sleeper: Sleeper): Promise<void> => {
    elapsed = Math.max(elapsed, sleeper.at)
    sleepers.delete(sleeper)
    sleeper.wake()
    await settle()
  }

  return {
    now: () => start + elapsed,
    monotonic: () => elapsed,
    sleep: (milliseconds, signal) =>
      new Promise((resolve, reject) => {
        if (signal?.aborted) return reject(signal.reason)
        const abort = () => {
          sleepers.delete(sleeper)
          reject(signal?.reason)
        }
        const sleeper: Sleeper = {
          at: elapsed + Math.max(0, milliseconds),
          wake: () => {
            signal?.removeEventListener('abort', abort)
            resolve()
          },
        }
        signal?.addEventListener('abort', abort, { once: true })
        sleepers.add(sleeper)
      }),
    advance: async (milliseconds) => {
      const end = elapsed + milliseconds
      await settle()
      for (let sleeper = next(); sleeper && sleeper.at <= end; sleeper = next()) await wakeNext(sleeper)
      elapsed = end
      await settle()
    },
    runUntil: async (condition, limit = 3_600_000) => {
      const end = elapsed + limit
      await settle()
      while (!condition()) {
        const sleeper = next()
        if (!sleeper) throw new Error('the condition does not hold, and nobody is asleep who could change that')
        if (sleeper.at > end) throw new Error(`the condition did not hold within ${limit} ms`)
        await wakeNext(sleeper)
      }
    },
    sleepers: () => sleepers.size,
  }
}
