import type { LocalLighthouse } from '../../sandbox/lighthouse/server.ts'

/** Below the documented calls a second, by as many as may be sent at once. */
const MOST_CALLS: ReadonlyMap<string, number> = new Map([
  ['DescribeInstances', 80],
  ['DescribeRegions', 8],
])
const MOST_OTHER_CALLS = 15
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
      return [...recent].some(([action, times]) => times.length >= (MOST_CALLS.get(action) ?? MOST_OTHER_CALLS))
    },
  }
}
