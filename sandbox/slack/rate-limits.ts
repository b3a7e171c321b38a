import { TIERS } from './limits.ts'

/** How often a method may be called. */
export type RateRule =
  /** So many calls in any minute, for the whole workspace. */
  | { readonly kind: 'minute'; readonly calls: number }
  /** One a second for each channel, with short bursts. */
  | { readonly kind: 'channel' }

export const tier2: RateRule = { kind: 'minute', calls: TIERS.tier2 }
export const tier3: RateRule = { kind: 'minute', calls: TIERS.tier3 }
export const tier4: RateRule = { kind: 'minute', calls: TIERS.tier4 }
/** "Special" methods, which Slack limits to hundreds of calls a minute. */
export const generous: RateRule = { kind: 'minute', calls: 600 }
export const posting: RateRule = { kind: 'channel' }

const MINUTE = 60_000
/** How many messages may come at once in a channel before one a second holds. */
export const POSTING_BURST = 5

export type RateLimits = {
  /** Counts the call; answers the seconds to wait, at least 1, if it comes too soon, else undefined. */
  readonly admit: (method: string, rule: RateRule, channelId: string) => number | undefined
  readonly setEnabled: (isEnabled: boolean) => void
  readonly isEnabled: () => boolean
}

/** Slack's rate limits on the clock that `now` reads (milliseconds). */
export const createRateLimits = (now: () => number): RateLimits => {
  const recent = new Map<string, number[]>()
  const buckets = new Map<string, { readonly tokens: number; readonly at: number }>()
  let enabled = true

  const admitByMinute = (method: string, calls: number): number | undefined => {
    const since = now() - MINUTE
    const times = (recent.get(method) ?? []).filter((at) => at > since)
    recent.set(method, times)
    const oldest = times[0]
    if (times.length >= calls && oldest !== undefined) return Math.max(1, Math.ceil((oldest - since) / 1000))
    times.push(now())
    return undefined
  }
  const admitByChannel = (channelId: string): number | undefined => {
    const bucket = buckets.get(channelId) ?? { tokens: POSTING_BURST, at: now() }
    const tokens = Math.min(POSTING_BURST, bucket.tokens + (now() - bucket.at) / 1000)
    if (tokens < 1) return Math.max(1, Math.ceil(1 - tokens))
    buckets.set(channelId, { tokens: tokens - 1, at: now() })
    return undefined
  }

  return {
    admit: (method, rule, channelId) => {
      if (!enabled) return undefined
      return rule.kind === 'minute' ? admitByMinute(method, rule.calls) : admitByChannel(channelId)
    },
    setEnabled: (isEnabled) => {
      enabled = isEnabled
    },
    isEnabled: () => enabled,
  }
}
