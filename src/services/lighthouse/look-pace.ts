/**
 * How often a running rollback is looked at: rarely while there is much left, often near the end, and never more than
 * twice as many looks as the waiter of Terraform's resource would have taken for a rollback of that length (its looks:
 * 1 s after the start, 3 s later, 6 s later, then every 10 s; API facts, section 6). Nobody knows when a rollback that
 * stands at 99 % will end, so the looks that are left are spread evenly over the time in which it may.
 */
export type LookHistory = {
  /** Milliseconds since the UNIX epoch, as all times here: when the rollback began. */
  readonly startedAt: number
  /** Looks that this history asked for; looks that came earlier, with those of others, cost no call. */
  readonly looks: number
  /** When the last look was taken; the start before the first one. */
  readonly lookedAt: number
  /** The highest percent that was seen, 0 to 100. */
  readonly percent: number
  /** When the percent was first seen at that height; the start where it never rose. */
  readonly risenAt: number
  /** Percent a millisecond between the last look that saw it rise and the look before that; 0 where it never rose. */
  readonly speed: number
  /** When the next look is wanted. */
  readonly nextLookAt: number
}

const FIRST_LOOK = 1_000
const SHORTEST = 1_800
const LONGEST = 12_500
/** Between two of Terraform's looks, once it has settled. */
const TERRAFORM_PAUSE = 10_000
/** From this percent on the end may come at any time. */
const NEAR_THE_END = 92
/** A percent that will be at 100 within this share of the time so far is looked at as often as may be. */
const SOON_SHARE = 1 / 40
/** Looks until the end, where the percent tells when that will be. */
const LOOKS_TO_THE_END = 2.4
/** A percent that has become slower than so many times its speed in all is believed no more. */
const SLOWED = 2
/** A percent that stands still near the end may do so for this share of the time that it took until there. */
const STANDSTILL = 0.78
/** How long that is at least, in milliseconds. */
const LEAST_STANDSTILL = 3_000
/** Where the percent tells nothing, pauses grow to this share of the time so far, from so many milliseconds on. */
const BLIND_SHARE = 1 / 20
const BLIND = 3_500

/** When Terraform's waiter looks for the n-th time (n from 1), in milliseconds after the start. */
const terraformLook = (number: number): number =>
  [0, FIRST_LOOK, 4_000][number] ?? 10_000 + (number - 3) * TERRAFORM_PAUSE

/** How many looks Terraform's waiter has taken after so many milliseconds. */
const terraformLooks = (elapsed: number): number =>
  elapsed < terraformLook(3)
    ? [1, 2].filter((number) => terraformLook(number) <= elapsed).length
    : 3 + Math.floor((elapsed - terraformLook(3)) / TERRAFORM_PAUSE)

/** @param startedAt when the rollback began: when its call was answered, or was found to run */
export const beginHistory = (startedAt: number): LookHistory => ({
  startedAt,
  looks: 0,
  lookedAt: startedAt,
  percent: 0,
  risenAt: startedAt,
  speed: 0,
  nextLookAt: startedAt + FIRST_LOOK,
})

/**
 * @param at when the look was taken
 * @param percent what it showed; null where it could not be read
 */
export function recordLook(history: LookHistory, at: number, percent: number | null): LookHistory {
  const wasAskedFor = at >= history.nextLookAt
  const seen: LookHistory = {
    ...history,
    looks: history.looks + (wasAskedFor ? 1 : 0),
    lookedAt: at,
    ...(percent !== null && percent > history.percent ? rise(history, at, Math.min(100, percent)) : {}),
  }
  const within = seen.startedAt + terraformLook(Math.ceil(seen.looks / 2))
  return { ...seen, nextLookAt: Math.max(at + wantedPause(seen), within) }
}

const rise = ({ percent: before, lookedAt }: LookHistory, at: number, percent: number) => ({
  percent,
  risenAt: at,
  speed: (percent - before) / Math.max(1, at - lookedAt),
})

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

/** @returns the milliseconds from the last look until the next one, if nothing forbids it */
function wantedPause(history: LookHistory): number {
  const { percent, lookedAt, risenAt, speed, startedAt } = history
  const elapsed = lookedAt - startedAt
  const isRising = risenAt === lookedAt
  const atThisSpeed = isRising ? (100 - percent) / speed : Number.POSITIVE_INFINITY
  const inAll = estimateRemaining(history, lookedAt)
  if (percent >= NEAR_THE_END) {
    const soonest = Math.min(atThisSpeed, inAll ?? Number.POSITIVE_INFINITY)
    return soonest < elapsed * SOON_SHARE ? SHORTEST : evenPause(history)
  }
  if (inAll !== null && atThisSpeed < SLOWED * inAll)
    return between(SHORTEST, Math.min(inAll, atThisSpeed) / LOOKS_TO_THE_END, LONGEST)
  return between(BLIND, elapsed * BLIND_SHARE, LONGEST)
}

/** Spreads the looks that are left until the end of the standstill evenly over it. */
function evenPause({ looks, lookedAt, risenAt, startedAt }: LookHistory): number {
  const standstill = Math.max(LEAST_STANDSTILL, STANDSTILL * (risenAt - startedAt) - (lookedAt - risenAt))
  // Terraform's looks come in steps: an end falls somewhere after the last one, which allows one or two looks more.
  const allowed = 2 * terraformLooks(lookedAt + standstill - startedAt) + 1.75
  return between(SHORTEST, standstill / Math.max(1, allowed - looks), TERRAFORM_PAUSE / 2)
}

const between = (least: number, wanted: number, most: number): number =>
  Math.min(most, Math.max(least, Math.round(wanted)))
