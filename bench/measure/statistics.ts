/** Order statistics of samples, and how sure they are. */

/** @param share from 0 to 1. @returns the quantile with linear interpolation; NaN without samples */
export const quantile = (samples: readonly number[], share: number): number => {
  const sorted = Float64Array.from(samples).sort()
  const place = (sorted.length - 1) * share
  const below = sorted[Math.floor(place)] ?? Number.NaN
  const above = sorted[Math.ceil(place)] ?? Number.NaN
  return below + (above - below) * (place - Math.floor(place))
}

export const median = (samples: readonly number[]): number => quantile(samples, 0.5)

/** How steep the line is that fits the points best (least squares), in `y` for each `x`; NaN of fewer than two. */
export const slope = (points: readonly { readonly x: number; readonly y: number }[]): number => {
  const mean = (of: 'x' | 'y') => points.reduce((sum, point) => sum + point[of], 0) / points.length
  const [meanX, meanY] = [mean('x'), mean('y')]
  const about = (of: 'x' | 'y') =>
    points.reduce((sum, point) => sum + (point.x - meanX) * (point[of] - (of === 'x' ? meanX : meanY)), 0)
  return about('y') / about('x')
}

export type Interval = readonly [low: number, high: number]

const RESAMPLES = 1_000
const CONFIDENCE = 0.95

/** Mulberry32: the same samples give the same interval, on every machine. */
const createRandom = (): (() => number) => {
  let state = 0x9e3779b9
  return () => {
    state = (state + 0x6d2b79f5) | 0
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state)
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32
  }
}

/**
 * The 95 % confidence interval of a statistic by the bootstrap (percentiles of 1,000 resamples).
 *
 * @param count how many samples there are; of pairs, how many pairs, which are drawn together
 * @param statisticOf the statistic of the samples with these indexes
 */
export const bootstrap = (count: number, statisticOf: (drawn: readonly number[]) => number): Interval => {
  const random = createRandom()
  const found = Array.from({ length: RESAMPLES }, () =>
    statisticOf(Array.from({ length: count }, () => Math.floor(random() * count))),
  )
  const tail = (1 - CONFIDENCE) / 2
  return [quantile(found, tail), quantile(found, 1 - tail)]
}
