import type { Figure } from '../measure/figure.ts'

/** One subject of the benchmarks; it may give several figures. */
export type Row = {
  /** For `--only`. */
  readonly id: string
  readonly run: (options: RowOptions) => Promise<readonly Figure[]>
}

export type RowOptions = {
  /** Few samples, to try things; its figures are no verdict. */
  readonly isQuick: boolean
}

/** Runs both sides in turns, so that whatever else the machine does meets both. */
export const inTurns = async (rounds: number, sides: readonly (() => Promise<void>)[]): Promise<void> => {
  for (let round = 0; round < rounds; round += 1) {
    // Who goes first changes: a drift within a round must not always favour the same side.
    const order = round % 2 === 0 ? sides : sides.toReversed()
    for (const side of order) await side()
  }
}
