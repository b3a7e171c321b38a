import { Refusal } from './refusal.ts'

/** Refuses a call of a key to an action that is above `perSecond` in the second before it. */
export type RateLimiter = (secretId: string, action: string, perSecond: number) => void

/**
 * A sliding second for each key and action, over all regions together: the vendor does not say whether regions count
 * apart, and this is the stricter reading. Refused calls do not count.
 *
 * @param now milliseconds on a clock that runs with real time even where a test drives the emulator's
 */
export function createRateLimiter(now: () => number): RateLimiter {
  const admitted = new Map<string, number[]>()
  return (secretId, action, perSecond) => {
    const key = `${secretId} ${action}`
    const at = now()
    const recent = (admitted.get(key) ?? []).filter((time) => at - time < 1000)
    admitted.set(key, recent)
    if (recent.length >= perSecond) {
      throw new Refusal('RequestLimitExceeded', {
        english: `Request rate is above the limit of ${perSecond} per second.`,
        chinese: `请求频率超过每秒 ${perSecond} 次的限制。`,
      })
    }
    recent.push(at)
  }
}
