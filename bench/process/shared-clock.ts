import type { Clock } from '../../sandbox/clock.ts'

/** Name of the variable that carries the base to the programs. */
export const CLOCK_BASE = 'BENCH_CLOCK_BASE'

const sinceBoot = (): number => Number(process.hrtime.bigint()) / 1e6

/** What added to the system's monotonic clock gives the time of day now, in milliseconds. */
export const newClockBase = (): string => String(Date.now() - sinceBoot())

/**
 * One clock for all processes of a run: the system's monotonic one, which is the same in each of them, shifted to the
 * time of day. So a moment in one process can be compared with a moment in another to the microsecond.
 */
export const createSharedClock = (base: number): Clock => ({
  now: () => base + sinceBoot(),
  after: (milliseconds, action) => {
    const timer = setTimeout(action, milliseconds)
    return () => clearTimeout(timer)
  },
})
