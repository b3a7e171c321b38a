import type { Clock } from '../../../sandbox/clock.ts'

/** The emulators' clock, standing still until the test moves it. */
export type DrivenClock = Clock & {
  /** Moves time forward and does what comes due on the way, in order. */
  readonly advance: (milliseconds: number) => void
  /** How many actions wait. */
  readonly waiting: () => number
}

/** @param start milliseconds since the UNIX epoch; absent: the real now, which the SDK's signatures need */
export function createDrivenClock(start = Date.now()): DrivenClock {
  let now = start
  const waiting = new Set<{ readonly at: number; readonly action: () => void }>()
  return {
    now: () => now,
    after: (milliseconds, action) => {
      const entry = { at: now + milliseconds, action }
      waiting.add(entry)
      return () => waiting.delete(entry)
    },
    advance: (milliseconds) => {
      const end = now + milliseconds
      for (;;) {
        const [next] = [...waiting].filter(({ at }) => at <= end).sort((one, other) => one.at - other.at)
        if (!next) break
        waiting.delete(next)
        now = next.at
        next.action()
      }
      now = end
    },
    waiting: () => waiting.size,
  }
}
