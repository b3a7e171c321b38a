import { z } from 'zod'
import { brokenAt } from '../rollback/chain.ts'
import { type Entry, entryContentSchema } from '../rollback/entry.ts'
import { foldAll } from '../rollback/fold.ts'
import type { Progress } from '../rollback/progress.ts'
import type { RollbackRequest } from '../rollback/request.ts'
import { type Claim, LedgerCorrupt, type Role, type Telling } from './ledger.ts'
import type { SqlRow } from './sql-engine.ts'

/** Rows of the store, parsed at the door. PostgreSQL gives BIGINT as text: `z.coerce` takes both. */

const entryRow = z.object({
  request_id: z.string(),
  seq: z.coerce.number(),
  at: z.coerce.number(),
  actor: z.string(),
  kind: z.string(),
  data: z.string(),
  hash: z.string(),
})

const toEntry = (row: SqlRow): Entry => {
  const { request_id: requestId, seq, at, actor, kind, data, hash } = entryRow.parse(row)
  return { ...entryContentSchema.parse({ kind, data: JSON.parse(data) }), requestId, seq, at, actor, hash }
}

/**
 * Entries of one request, in order, as the request they tell.
 * @throws LedgerCorrupt where the chain of hashes is broken or an entry does not follow from those before it
 */
export const toRequest = (rows: readonly SqlRow[]): { request: RollbackRequest; entries: readonly Entry[] } | null => {
  if (rows.length === 0) return null
  const entries = rows.map(toEntry)
  const requestId = entries[0]?.requestId ?? '?'
  const broken = brokenAt(entries)
  if (broken !== null) {
    throw new LedgerCorrupt(`Request ${requestId}: entry ${broken} is not the one that was written (its hash differs).`)
  }
  const request = foldAll(entries)
  if (request === null) throw new LedgerCorrupt(`Request ${requestId}: an entry does not follow from those before it.`)
  return { request, entries }
}

const progressSchema = z.object({
  percent: z.number().nullable(),
  observedAt: z.number(),
  startedAt: z.number(),
  remaining: z.number().nullable(),
}) satisfies z.ZodType<Progress>

const requestRow = z.object({ news: z.coerce.number(), progress: z.string().nullable() })

export const toNews = (row: SqlRow) => {
  const { news, progress } = requestRow.parse(row)
  return { news, progress: progress === null ? null : progressSchema.parse(JSON.parse(progress)) }
}

const claimRow = z.object({ request_id: z.string(), number: z.coerce.number() })

export const toClaim = (row: SqlRow, role: Role, owner: string): Claim => {
  const { request_id: requestId, number } = claimRow.parse(row)
  return { requestId, role, owner, number }
}

const idRow = z.object({ request_id: z.string() })
export const toRequestId = (row: SqlRow): string => idRow.parse(row).request_id

const tellingRow = z.object({
  request_id: z.string(),
  slot: z.enum(['card', 'thread', 'requester']),
  seq: z.coerce.number(),
  from_seq: z.coerce.number(),
  started_at: z.coerce.number(),
  ts: z.string().nullable(),
  shows_seq: z.coerce.number(),
  fingerprint: z.string().nullable(),
})

export const toTelling = (row: SqlRow): Telling => {
  const parsed = tellingRow.parse(row)
  return {
    requestId: parsed.request_id,
    slot: parsed.slot,
    fromSeq: parsed.from_seq,
    seq: parsed.seq,
    startedAt: parsed.started_at,
    ts: parsed.ts,
    showsSeq: parsed.shows_seq,
    fingerprint: parsed.fingerprint,
  }
}
