import { z } from 'zod'
import { figureOf } from '../measure/figure.ts'
import { startProgram } from '../process/program.ts'
import { inTurns, type Row } from './row.ts'

const PAST_REQUESTS = 100_000
const GOAL = { of: 'ratioToFloor', atMost: 1.2 } as const
const livedSchema = z.object({ append: z.number(), claim: z.number() })

/** What the history costs: an append and a claim beside those on an empty ledger. */
export const ledger: Row = {
  id: 'ledger',
  run: async ({ isQuick }) => {
    const program = await startProgram(
      'programs/ledger.ts',
      { BENCH_HISTORY: String(isQuick ? PAST_REQUESTS / 10 : PAST_REQUESTS) },
      z.null(),
    )
    try {
      const full = newSide()
      const empty = newSide()
      const side = (which: 'full' | 'empty', into: Side) => async () => {
        const { append, claim } = await program.call(which, null, livedSchema)
        into.append.push(append)
        into.claim.push(claim)
      }
      await inTurns(20, [side('full', newSide()), side('empty', newSide())])
      await inTurns(isQuick ? 50 : 1_000, [side('full', full), side('empty', empty)])
      return (['append', 'claim'] as const).map((what) =>
        figureOf({
          name: `ledger, ${what}, SQLite, 100,000 past requests`,
          unit: 'ms',
          samples: full[what],
          floor: empty[what],
          goal: GOAL,
        }),
      )
    } finally {
      await program.stop()
    }
  },
}

type Side = { readonly append: number[]; readonly claim: number[] }
const newSide = (): Side => ({ append: [], claim: [] })
