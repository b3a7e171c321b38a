import { setTimeout as delay } from 'node:timers/promises'

/** Time as the services see it: injected, so that tests drive it instead of sleeping. */
export type Clock = {
  /** Milliseconds since the UNIX epoch. */
  readonly now: () => number
  /** Milliseconds on a clock that never jumps; only differences mean something. */
  readonly monotonic: () => number
  /** Resolves after `milliseconds`; rejects once the signal is aborted. */
  readonly sleep: (milliseconds: number, signal?: AbortSignal) => Promise<void>
}

export const systemClock: Clock = {
  now: () => Date.now(),
  monotonic: () => performance.now(),
  sleep: (milliseconds, signal) => delay(milliseconds, undefined, signal ? { signal } : {}),
}
