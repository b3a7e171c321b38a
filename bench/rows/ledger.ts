import { z } from 'zod'
import { createDatabase, startPostgres } from '../../test/support/postgres.ts'
import { type Figure, figureOf } from '../measure/figure.ts'
import { startProgram } from '../process/program.ts'
import { inTurns, type Row, type RowOptions } from './row.ts'

const PAST_REQUESTS = 100_000
const GOAL = { of: 'ratioToFloor', atMost: 1.2 } as const
const livedSchema = z.object({ append: z.number(), claim: z.number() })

/** What the history costs: an append and a claim beside those on an empty ledger, on both stores. */
export const ledger: Row = {
  id: 'ledger',
  run: async (options) => [...(await onStore('SQLite', options, {})), ...(await onPostgres(options))],
}

const onPostgres = async (options: RowOptions): Promise<readonly Figure[]> => {
  const server = await startPostgres()
  try {
    const [BENCH_EMPTY, BENCH_FULL] = [await createDatabase(server.url), await createDatabase(server.url)]
    return await onStore('PostgreSQL', options, { BENCH_EMPTY, BENCH_FULL })
  } finally {
    await server.dispose()
  }
}

const onStore = async (
  store: string,
  { isQuick }: RowOptions,
  places: Readonly<Record<string, string>>,
): Promise<readonly Figure[]> => {
  const history = isQuick ? PAST_REQUESTS / 10 : PAST_REQUESTS
  const program = await startProgram('programs/ledger.ts', { BENCH_HISTORY: String(history), ...places }, z.null())
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
        name: `ledger, ${what}, ${store}, ${history.toLocaleString('en-US')} past requests`,
        unit: 'ms',
        samples: full[what],
        floor: empty[what],
        goal: GOAL,
      }),
    )
  } finally {
    await program.stop()
  }
}

type Side = { readonly append: number[]; readonly claim: number[] }
const newSide = (): Side => ({ append: [], claim: [] })
