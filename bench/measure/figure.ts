import { z } from 'zod'
import { bootstrap, type Interval, quantile } from './statistics.ts'

/**
 * One line of the table and one object of the JSON file. Ratios compare medians of samples that were taken in the same
 * run, in turns. `met` is null where the interval stands on both sides of the goal ("undecided"), or without a goal.
 */
const figureSchema = z.strictObject({
  name: z.string(),
  value: z.number(),
  unit: z.string(),
  /** In the same unit; null where nothing was measured. */
  floor: z.number().nullable(),
  peer: z.number().nullable(),
  ratioToFloor: z.number().nullable(),
  ratioToPeer: z.number().nullable(),
  goal: z.string().nullable(),
  met: z.boolean().nullable(),
  /** Quartiles of the samples, in the unit. */
  spread: z.tuple([z.number(), z.number()]),
  /** The 95 % confidence interval of what the goal is about (a ratio or the value); null without a goal. */
  interval: z.tuple([z.number(), z.number()]).nullable(),
  samples: z.number().int().min(1),
})
export type Figure = z.infer<typeof figureSchema>

/** What of a figure stands in the JSON file. */
export const writtenSchema = figureSchema.omit({ spread: true, interval: true, samples: true })
export type Written = z.infer<typeof writtenSchema>

export const writtenOf = ({ spread: _, interval: __, samples: ___, ...written }: Figure): Written => written

/** What a figure must not exceed, or must reach. */
export type Goal = { readonly of: 'value' | 'ratioToFloor' | 'ratioToPeer' } & (
  | { readonly atMost: number }
  | { readonly atLeast: number }
)

export type Measured = {
  readonly name: string
  readonly unit: string
  readonly samples: readonly number[]
  /** Taken in turns with `samples`, the n-th beside the n-th. */
  readonly floor?: readonly number[]
  readonly peer?: readonly number[]
  readonly goal?: Goal
  /** Which quantile of all sides stands in the figure, from 0 to 1; the median where it is left out. */
  readonly at?: number
}

/** @throws RangeError where there are no samples */
export const figureOf = (measured: Measured): Figure => {
  const { name, unit, samples, floor, peer, goal, at = 0.5 } = measured
  if (samples.length === 0) throw new RangeError(`${name}: nothing was measured`)
  const value = quantile(samples, at)
  const ratioTo = (side: readonly number[] | undefined): number | null => {
    const ratio = side === undefined ? Number.NaN : value / quantile(side, at)
    return Number.isFinite(ratio) ? ratio : null
  }
  const interval = goal === undefined ? null : intervalOf(measured, goal, at)
  return {
    name,
    value,
    unit,
    floor: floor === undefined ? null : quantile(floor, at),
    peer: peer === undefined ? null : quantile(peer, at),
    ratioToFloor: ratioTo(floor),
    ratioToPeer: ratioTo(peer),
    goal: goal === undefined ? null : goalInWords(goal, unit),
    met: goal === undefined || interval === null ? null : isMet(interval, goal),
    spread: [quantile(samples, 0.25), quantile(samples, 0.75)],
    interval: interval === null ? null : [...interval],
    samples: samples.length,
  }
}

const isMet = ([low, high]: Interval, goal: Goal): boolean | null => {
  if ('atLeast' in goal) {
    if (low >= goal.atLeast) return true
    return high < goal.atLeast ? false : null
  }
  if (high <= goal.atMost) return true
  return low > goal.atMost ? false : null
}

const goalInWords = (goal: Goal, unit: string): string => {
  const bound = 'atLeast' in goal ? `≥ ${goal.atLeast}` : `≤ ${goal.atMost}`
  if (goal.of === 'value') return `${bound} ${unit}`
  return `${bound} × ${goal.of === 'ratioToFloor' ? 'floor' : 'peer'}`
}

const intervalOf = ({ samples, floor, peer }: Measured, goal: Goal, at: number): Interval => {
  const pick = (from: readonly number[], drawn: readonly number[]) => drawn.map((index) => from[index] ?? Number.NaN)
  if (goal.of === 'value') return bootstrap(samples.length, (drawn) => quantile(pick(samples, drawn), at))
  const side = (goal.of === 'ratioToFloor' ? floor : peer) ?? []
  return bootstrap(
    Math.min(samples.length, side.length),
    (drawn) => quantile(pick(samples, drawn), at) / quantile(pick(side, drawn), at),
  )
}

/** A second figure of the same samples that is only reported. */
export const reported = (measured: Measured, at: number): Figure => {
  const { goal: _, ...rest } = measured
  return figureOf({ ...rest, name: `${measured.name}, p${Math.round(at * 100)}`, at })
}
