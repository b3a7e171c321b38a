/** Two ledgers on SQLite, side by side on one disk: one is empty, the other has BENCH_HISTORY past requests. */
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { z } from 'zod'
import { systemClock } from '../../src/services/clock.ts'
import { createLedger } from '../../src/services/ledger/create-ledger.ts'
import type { Claim, Ledger } from '../../src/services/ledger/ledger.ts'
import { openSqlite } from '../../src/services/ledger/sqlite-engine.ts'
import { BOT_ACTOR, type EntryContent } from '../../src/services/rollback/entry.ts'
import { aRequest } from '../../test/support/requests.ts'
import { serve } from '../process/serve.ts'

const history = z.coerce.number().int().min(1).parse(process.env['BENCH_HISTORY'])
const OWNER = 'bench'

/** A request that went all the way, as many times as asked. */
const writeHistory = (folder: string, count: number): void => {
  const past = aRequest().opened().approved().accepted().succeeded()
  const database = new DatabaseSync(join(folder, 'ledger.sqlite'))
  database.exec('PRAGMA synchronous = OFF; BEGIN')
  const numbers = `WITH RECURSIVE numbers(n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM numbers WHERE n < ${count})`
  for (const { seq, at, actor, kind, data, hash } of past.entries) {
    database
      .prepare(
        `${numbers} INSERT INTO entries (request_id, seq, at, actor, kind, data, hash)
         SELECT printf('rb-past%06d', n * 7919 % 1000003), ?, ?, ?, ?, ?, ? FROM numbers`,
      )
      .run(seq, at, actor, kind, JSON.stringify(data), hash)
  }
  database
    .prepare(
      `${numbers} INSERT INTO requests (request_id, seq, hash, phase, instance_key, holds_instance, news, announced_news)
       SELECT printf('rb-past%06d', n * 7919 % 1000003), ?, ?, ?, 'ap-singapore/lhins-' || n, 0, ?, ? FROM numbers`,
    )
    .run(past.built.seq, past.built.hash, past.built.phase, past.built.seq, past.built.seq)
  database.exec('COMMIT; PRAGMA wal_checkpoint(TRUNCATE)')
  database.close()
}

const open = (folder: string): Ledger => createLedger(openSqlite(folder, systemClock))

const folders = {
  empty: mkdtempSync(join(tmpdir(), 'keeper-bench-')),
  full: mkdtempSync(join(tmpdir(), 'keeper-bench-')),
}
process.once('exit', () => {
  for (const folder of Object.values(folders)) rmSync(folder, { recursive: true, force: true })
})
process.once('SIGTERM', () => process.exit(0))

await open(folders.full).close()
writeHistory(folders.full, history)
const ledgers = { empty: open(folders.empty), full: open(folders.full) }

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
  const [claim, [held]] = await timed(() => ledger.claim('runner', OWNER, 100))
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
