/**
 * Two ledgers side by side, one of them with BENCH_HISTORY past requests: on SQLite, or on the two databases of
 * PostgreSQL that BENCH_EMPTY and BENCH_FULL name.
 */
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { z } from 'zod'
import { systemClock } from '../../src/services/clock.ts'
import { createLedger } from '../../src/services/ledger/create-ledger.ts'
import type { Claim, Ledger } from '../../src/services/ledger/ledger.ts'
import { openPostgres } from '../../src/services/ledger/postgres-engine.ts'
import { openSqlite } from '../../src/services/ledger/sqlite-engine.ts'
import { BOT_ACTOR, type EntryContent } from '../../src/services/rollback/entry.ts'
import { createQuietLog } from '../../test/support/quiet-log.ts'
import { serve } from '../process/serve.ts'
import { writePostgresHistory, writeSqliteHistory } from './acts/ledger-history.ts'

const { BENCH_HISTORY: history, ...places } = z
  .object({
    BENCH_HISTORY: z.coerce.number().int().min(1),
    BENCH_EMPTY: z.string().optional(),
    BENCH_FULL: z.string().optional(),
  })
  .parse(process.env)
const OWNER = 'bench'

const onSqlite = async () => {
  const folderOf = (name: string) => {
    const folder = mkdtempSync(join(tmpdir(), `keeper-bench-${name}-`))
    process.once('exit', () => rmSync(folder, { recursive: true, force: true }))
    return folder
  }
  const open = (folder: string) => createLedger(openSqlite(folder, systemClock))
  const full = folderOf('full')
  await open(full).close()
  writeSqliteHistory(full, history)
  return { empty: open(folderOf('empty')), full: open(full) }
}

const onPostgres = async (emptyUrl: string, fullUrl: string) => {
  const open = async (url: string) =>
    createLedger(await openPostgres(url, { clock: systemClock, log: createQuietLog().log }))
  const [empty, full] = await Promise.all([open(emptyUrl), open(fullUrl)])
  await writePostgresHistory(fullUrl, history)
  return { empty, full }
}

process.once('SIGTERM', () => process.exit(0))
const ledgers =
  places.BENCH_EMPTY === undefined || places.BENCH_FULL === undefined
    ? await onSqlite()
    : await onPostgres(places.BENCH_EMPTY, places.BENCH_FULL)

const timed = async <Result>(work: () => Promise<Result>): Promise<readonly [number, Result]> => {
  const begun = performance.now()
  const result = await work()
  return [performance.now() - begun, result]
}

const submission = (number: number): EntryContent => ({
  kind: 'submitted',
  data: {
    requester: 'U0ANADUART',
    region: 'ap-singapore',
    instanceId: `lhins-new${number}`,
    instanceName: `shop-web-${number}`,
    snapshotId: 'lhsnap-8c1d0e2f',
    reason: 'The upgrade broke the shop',
    viewId: null,
  },
})

let count = 0

/** One request from its submission to its refusal. @returns milliseconds of the first append and of the runner's claim */
const live = async (ledger: Ledger): Promise<{ readonly append: number; readonly claim: number }> => {
  count += 1
  const requestId = `rb-${Math.imul(count, 0x9e3779b1) >>> 0}`
  const [append, outcome] = await timed(() =>
    ledger.append({ requestId, after: 0, content: submission(count), actor: 'U0ANADUART' }),
  )
  if (!outcome.ok) throw new Error(`the append was refused: ${outcome.why}`)
  // As the runner claims: no more than so many that are not begun.
  const [claim, [held]] = await timed(() => ledger.claim('runner', OWNER, 100, 18))
  if (held?.requestId !== requestId) throw new Error('the request was not handed out')
  await end(ledger, held)
  return { append, claim }
}

const end = async (ledger: Ledger, claim: Claim): Promise<void> => {
  const { requestId } = claim
  const content: EntryContent = { kind: 'rejected', data: { rejection: { kind: 'findings', findings: [] } } }
  await ledger.append({ requestId, after: 1, content, actor: BOT_ACTOR, claim })
  await ledger.release(claim)
  const [telling] = await ledger.claim('announcer', OWNER, 100)
  const recorded = await ledger.read(requestId)
  if (telling === undefined || recorded === null) throw new Error('the request has no news')
  await ledger.markAnnounced(telling, recorded.news)
  await ledger.release(telling)
}

serve({ empty: () => live(ledgers.empty), full: () => live(ledgers.full) }, null)
