/**
 * How often a running rollback is looked at: rarely while there is much left, often near the end, and never more than
 * twice as many looks as the waiter of Terraform's resource would have taken for a rollback of that length (its looks:
 * 1 s after the start, 3 s later, 6 s later, then every 10 s; API facts, section 6).
 */
export type LookHistory = {
  /** Milliseconds since the UNIX epoch, as all times here: when the rollback began. */
  readonly startedAt: number
  /** Looks that this history asked for; looks that came earlier, with those of others, cost no call. */
  readonly looks: number
  /** The highest percent that was seen, 0 to 100. */
  readonly percent: number
  /** When the percent was first seen at that height; the start where it never rose. */
  readonly risenAt: number
  /** When the next look is wanted. */
  readonly nextLookAt: number
}

const FIRST_LOOK = 1_000
const SHORTEST = 2_000
const LONGEST = 10_000
/** From this percent on the end may come at any time. */
const NEAR_THE_END = 90

/** When Terraform's waiter looks for the n-th time (n from 1), in milliseconds after the start. */
const terraformLook = (number: number): number => [0, FIRST_LOOK, 4_000][number] ?? 10_000 + (number - 3) * LONGEST

/** @param startedAt when the rollback began: when its call was answered, or was found to run */
export const beginHistory = (startedAt: number): LookHistory => ({
  startedAt,
  looks: 0,
  percent: 0,
  risenAt: startedAt,
  nextLookAt: startedAt + FIRST_LOOK,
})

/**
 * @param at when the look was taken
 * @param percent what it showed; null where it could not be read
 */
export function recordLook(history: LookHistory, at: number, percent: number | null): LookHistory {
  const wasAskedFor = at >= history.nextLookAt
  const hasRisen = percent !== null && percent > history.percent
  const seen: LookHistory = {
    ...history,
    looks: history.looks + (wasAskedFor ? 1 : 0),
    ...(hasRisen ? { percent: Math.min(100, percent), risenAt: at } : {}),
  }
  const within = seen.startedAt + terraformLook(Math.ceil(seen.looks / 2))
  return { ...seen, nextLookAt: Math.max(at + wantedPause(seen, at), within) }
}

/** @returns the milliseconds from `now` until the next look is wanted, 0 or more. */
export const nextLookIn = (history: LookHistory, now: number): number => Math.max(0, history.nextLookAt - now)

/**
 * @returns the milliseconds that the rollback will still take at the speed it had until its percent rose last; null
 * where that cannot be said: nothing rose yet, or it has stood still for longer than that speed allows.
 */
export function estimateRemaining({ startedAt, percent, risenAt }: LookHistory, now: number): number | null {
  if (percent <= 0 || risenAt <= startedAt) return null
  const remaining = ((risenAt - startedAt) * (100 - percent)) / percent - (now - risenAt)
  return remaining > 0 ? remaining : null
}

function wantedPause(history: LookHistory, now: number): number {
  if (history.percent >= NEAR_THE_END) return SHORTEST
  const remaining = estimateRemaining(history, now)
  // Standing still: the longer it has lasted, the longer it may last.
  const pause = remaining === null ? (now - history.risenAt) / 3 : remaining / 3
  return Math.min(LONGEST, Math.max(SHORTEST, Math.round(pause)))
}
