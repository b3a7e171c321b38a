import { CHAIN_START, hashOf } from '../rollback/digest.ts'
import type { Entry } from '../rollback/entry.ts'
import { fold } from '../rollback/fold.ts'
import { instanceKey, type RollbackRequest, runnerDueAt } from '../rollback/request.ts'
import type { Append, AppendOutcome, Claim } from './ledger.ts'
import { toRequest, toRequestId } from './rows.ts'
import type { Sql, SqlEngine } from './sql-engine.ts'

const ENTRIES_OF = 'SELECT * FROM entries WHERE request_id = $1 ORDER BY seq'

export const readEntries = async (sql: Sql, requestId: string) => toRequest(await sql.all(ENTRIES_OF, [requestId]))

/** True while the claim is the newest of its role on the request. */
export const holdsClaim = async (sql: Sql, claim: Claim): Promise<boolean> => {
  const rows = await sql.all(
    `SELECT request_id FROM requests WHERE request_id = $1 AND ${claim.role}_claim = $2 AND ${claim.role}_owner = $3`,
    [claim.requestId, claim.number, claim.owner],
  )
  return rows.length === 1
}

/**
 * One change of state: reads the request, folds the new entry onto it, and writes entry and row, all in one
 * transaction. The row moves only from the `seq` the caller decided on (compare and set), and time is the store's:
 * a deadline is compared with the very `at` that the entry gets.
 */
export const appendEntry = async (engine: SqlEngine, append: Append): Promise<AppendOutcome> => {
  try {
    return await engine.write(async (sql) => {
      const outcome = await appendIn(sql, append)
      if (outcome.ok) await engine.tellOthers(sql, append.requestId)
      return outcome
    }, append.requestId)
  } catch (error) {
    if (!engine.isUniqueViolation(error)) throw error
    return whoWasFirst(engine, append)
  }
}

const appendIn = async (sql: Sql, append: Append): Promise<AppendOutcome> => {
  const { requestId, after, content, actor, claim } = append
  const current = (await readEntries(sql, requestId))?.request ?? null
  if ((current?.seq ?? 0) !== after) return { ok: false, why: 'moved' }
  if (claim !== undefined && !(await holdsClaim(sql, claim))) return { ok: false, why: 'claim_lost' }

  const unsigned = { ...content, requestId, seq: after + 1, at: sql.now, actor }
  const entry: Entry = { ...unsigned, hash: hashOf(unsigned, current?.hash ?? CHAIN_START) }
  const request = fold(current, entry)
  if (request === null) return { ok: false, why: 'not_allowed' }

  await sql.all(
    'INSERT INTO entries (request_id, seq, at, actor, kind, data, hash) VALUES ($1, $2, $3, $4, $5, $6, $7)',
    [requestId, entry.seq, entry.at, actor, entry.kind, JSON.stringify(entry.data), entry.hash],
  )
  const moved = current === null ? await insertRow(sql, request) : await moveRow(sql, request, after)
  // The entry's primary key makes this impossible; were it not, nothing may be half written.
  if (!moved) throw new Error(`The row of request ${requestId} is not at entry ${after}`)
  return { ok: true, request, entry }
}

const insertRow = async (sql: Sql, request: RollbackRequest): Promise<boolean> => {
  const { region, instanceId } = request.submission
  await sql.all(
    `INSERT INTO requests (request_id, seq, hash, phase, instance_key, holds_instance, runner_due_at)
     VALUES ($1, $2, $3, $4, $5, $6, $7)`,
    [
      request.requestId,
      request.seq,
      request.hash,
      request.phase,
      instanceKey(region, instanceId),
      request.holdsInstance ? 1 : 0,
      runnerDueAt(request),
    ],
  )
  return true
}

const moveRow = async (sql: Sql, request: RollbackRequest, from: number): Promise<boolean> => {
  const rows = await sql.all(
    `UPDATE requests SET seq = $1, hash = $2, phase = $3, holds_instance = $4, runner_due_at = $5, news = news + 1
     WHERE request_id = $6 AND seq = $7 RETURNING request_id`,
    [
      request.seq,
      request.hash,
      request.phase,
      request.holdsInstance ? 1 : 0,
      runnerDueAt(request),
      request.requestId,
      from,
    ],
  )
  return rows.length === 1
}

const whoWasFirst = async (engine: SqlEngine, append: Append): Promise<AppendOutcome> => {
  const { content } = append
  if (content.kind !== 'submitted') return { ok: false, why: 'moved' }
  const key = instanceKey(content.data.region, content.data.instanceId)
  const holder = await engine.read((sql) => holderOf(sql, key))
  // Released in between: for the caller the same as any other race.
  return holder === null ? { ok: false, why: 'moved' } : { ok: false, why: 'instance_held', by: holder }
}

/** The id of the request that holds an instance. */
export const holderOf = async (sql: Sql, key: string): Promise<string | null> => {
  const rows = await sql.all('SELECT request_id FROM requests WHERE instance_key = $1 AND holds_instance = 1', [key])
  return rows[0] === undefined ? null : toRequestId(rows[0])
}
