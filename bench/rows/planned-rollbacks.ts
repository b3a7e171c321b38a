import type { PlannedRollback } from '../driven/emulators.ts'

/** Steps of the percent that are hard to guess from: some rise at once, some stand still, some stand at 99. */
const CURVES = [
  [
    { at: 0.05, percent: 0 },
    { at: 0.4, percent: 70 },
    { at: 0.6, percent: 99 },
    { at: 1, percent: 99 },
  ],
  [
    { at: 0.5, percent: 5 },
    { at: 0.55, percent: 60 },
    { at: 0.9, percent: 62 },
    { at: 1, percent: 95 },
  ],
  [
    { at: 0, percent: 0 },
    { at: 1, percent: 99 },
  ],
]

const GOLDEN = 0.618_034

/** Different lengths around the nominal one: a watcher must be neither lucky nor unlucky with round figures. */
export const variedLength = (milliseconds: number, sample: number): number =>
  Math.round(milliseconds * (0.9 + 0.2 * ((sample * GOLDEN + 0.137) % 1)))

/** A rollback of the n-th instance. */
export const planned = (number: number, milliseconds: number): PlannedRollback => ({
  number,
  plan: { milliseconds, steps: CURVES[number % CURVES.length] ?? [] },
})
