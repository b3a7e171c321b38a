import type { LocalLighthouse } from '../../sandbox/lighthouse/server.ts'

/** Below the 20 calls a second of the local Lighthouse by as many as may be sent at once. */
const MOST_CALLS = 14
const SECOND = 1_000

/**
 * The local Lighthouse counts its calls a second in real time, the bot in driven time: where driven time runs many
 * times as fast, it must wait for the real one before the limit would strike.
 */
export const createCallPace = ({ control }: LocalLighthouse) => {
  const recent = new Map<string, number[]>()
  let seen = 0

  return {
    /** True while one more step of time could bring a call above the limit. */
    isFull: (): boolean => {
      const calls = control.calls()
      const now = performance.now()
      for (const { action } of calls.slice(seen)) recent.set(action, [...(recent.get(action) ?? []), now])
      seen = calls.length
      for (const [action, times] of recent)
        recent.set(
          action,
          times.filter((at) => now - at < SECOND),
        )
      return [...recent.values()].some((times) => times.length >= MOST_CALLS)
    },
  }
}
