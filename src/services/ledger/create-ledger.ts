import { EventEmitter } from 'node:events'
import { NOT_BEGUN } from '../rollback/request.ts'
import { appendEntry, holderOf, holdsClaim, readEntries } from './append.ts'
import { type Claim, LEASE, type Ledger, type Role } from './ledger.ts'
import { toClaim, toNews, toRequestId, toTelling } from './rows.ts'
import type { Sql, SqlEngine } from './sql-engine.ts'

/** The ledger over a database: all its meaning is here and in `append.ts`, all that differs between engines is not. */
export const createLedger = (engine: SqlEngine): Ledger => {
  const changes = new EventEmitter<{ change: [requestId: string] }>()
  changes.setMaxListeners(0)
  /** A thousand who each wait for news of one request must not all be called for each. */
  const changesOf = new EventEmitter<Record<string, []>>()
  changesOf.setMaxListeners(0)
  const changed = (requestId: string): void => {
    changes.emit('change', requestId)
    changesOf.emit(eventOf(requestId))
  }
  engine.onToldByOthers(changed)

  /** Runs `work` only while the claim is held; answers whether it was. */
  const underClaim = (claim: Claim, work: (sql: Sql) => Promise<unknown>): Promise<boolean> =>
    engine.write(async (sql) => {
      if (!(await holdsClaim(sql, claim))) return false
      await work(sql)
      return true
    }, claim.requestId)

  return {
    now: () => engine.read(async (sql) => sql.now),

    append: async (append) => {
      const outcome = await appendEntry(engine, append)
      if (outcome.ok) changed(append.requestId)
      return outcome
    },

    read: (requestId) =>
      engine.read(async (sql) => {
        const recorded = await readEntries(sql, requestId)
        const [row] = await sql.all('SELECT news, progress FROM requests WHERE request_id = $1', [requestId])
        return recorded === null || row === undefined ? null : { ...recorded, ...toNews(row) }
      }),

    holderOf: (instanceKey) =>
      engine.read(async (sql) => {
        const requestId = await holderOf(sql, instanceKey)
        return requestId === null ? null : ((await readEntries(sql, requestId))?.request ?? null)
      }),

    claim: async (role, owner, limit, toBegin) => {
      await engine.stayPresent(role, owner)
      const bound = toBegin === undefined ? [] : [toBegin]
      const statement = claimStatement(engine, role, toBegin !== undefined)
      return engine.write(async (sql) => {
        const rows = await sql.all(statement, [owner, sql.now + LEASE, sql.now, limit, ...bound])
        return rows.map((row) => toClaim(row, role, owner))
      })
    },

    renew: (role, owner) =>
      engine.write(async (sql) => {
        const rows = await sql.all(renewStatement(engine, role), [sql.now + LEASE, owner])
        return new Set(rows.map(toRequestId))
      }),

    release: async (claim) => {
      await underClaim(claim, (sql) =>
        sql.all(`UPDATE requests SET ${claim.role}_until = NULL WHERE request_id = $1`, [claim.requestId]),
      )
    },

    saveProgress: async (claim, progress) => {
      const isHeld = await underClaim(claim, async (sql) => {
        await sql.all('UPDATE requests SET progress = $1, news = news + 1 WHERE request_id = $2', [
          JSON.stringify(progress),
          claim.requestId,
        ])
        await engine.tellOthers(sql, claim.requestId)
      })
      if (isHeld) changed(claim.requestId)
      return isHeld
    },

    tellings: (requestId) =>
      engine.read(async (sql) => {
        const rows = await sql.all('SELECT * FROM tellings WHERE request_id = $1 ORDER BY seq', [requestId])
        return rows.map(toTelling)
      }),

    startTelling: (claim, { slot, fromSeq, seq }) =>
      underClaim(claim, (sql) =>
        sql.all(
          `INSERT INTO tellings (request_id, slot, seq, from_seq, started_at, shows_seq) VALUES ($1, $2, $3, $4, $5, $3)
           ON CONFLICT (request_id, slot, seq) DO UPDATE SET started_at = excluded.started_at`,
          [claim.requestId, slot, seq, fromSeq, sql.now],
        ),
      ),

    dropTelling: async (claim, { requestId, slot, seq }) => {
      await underClaim(claim, (sql) =>
        sql.all('DELETE FROM tellings WHERE request_id = $1 AND slot = $2 AND seq = $3 AND ts IS NULL', [
          requestId,
          slot,
          seq,
        ]),
      )
    },

    // Under no claim: what was posted was posted, whoever works on the request now.
    recordTelling: ({ requestId, slot, seq }, { ts, showsSeq, fingerprint }) =>
      engine.write(async (sql) => {
        await sql.all(
          `UPDATE tellings SET ts = $1, shows_seq = $2, fingerprint = $3
           WHERE request_id = $4 AND slot = $5 AND seq = $6 AND (ts IS NULL OR ts = $1)`,
          [ts, showsSeq, fingerprint, requestId, slot, seq],
        )
      }),

    markAnnounced: async (claim, news) => {
      await underClaim(claim, (sql) =>
        sql.all('UPDATE requests SET announced_news = $1 WHERE request_id = $2', [news, claim.requestId]),
      )
    },

    onChange: (listener) => {
      changes.on('change', listener)
      return () => changes.off('change', listener)
    },

    replicas: engine.replicas,

    onChangeOf: (requestId, listener) => {
      changesOf.on(eventOf(requestId), listener)
      return () => changesOf.off(eventOf(requestId), listener)
    },

    close: () => engine.close(),
  }
}

/** Kept apart from the names that an emitter has a meaning for. */
const eventOf = (requestId: string): string => `of ${requestId}`

const HAS_WORK: Record<Role, string> = {
  runner: 'runner_due_at <= $3',
  announcer: 'news > announced_news',
}

const NOT_BEGUN_LIST = NOT_BEGUN.map((phase) => `'${phase}'`).join(', ')

/**
 * Takes what has work and no living claim: a plain compare-and-set on the lease. Rows are locked in one order, so that
 * two replicas never wait for each other in a circle.
 * @param isBounded whether `$5` bounds how many are taken that are not begun
 */
const claimStatement = (engine: SqlEngine, role: Role, isBounded: boolean): string => {
  const isFree = `${HAS_WORK[role]} AND (${role}_until IS NULL OR ${role}_until < $3
        OR (${role}_owner <> $1 AND ${engine.ownerIsGone(role)}))`
  const bound = `AND (phase NOT IN (${NOT_BEGUN_LIST}) OR request_id IN (
        SELECT request_id FROM requests WHERE ${isFree} AND phase IN (${NOT_BEGUN_LIST}) ORDER BY request_id LIMIT $5))`
  return `UPDATE requests SET ${role}_owner = $1, ${role}_claim = ${role}_claim + 1, ${role}_until = $2
    WHERE request_id IN (
      SELECT request_id FROM requests WHERE ${isFree} ${isBounded ? bound : ''}
      ORDER BY request_id LIMIT $4 ${engine.toUpdate})
    RETURNING request_id, ${role}_claim AS number`
}

const renewStatement = (engine: SqlEngine, role: Role): string =>
  `UPDATE requests SET ${role}_until = $1
    WHERE request_id IN (
      SELECT request_id FROM requests WHERE ${role}_owner = $2 AND ${role}_until IS NOT NULL
      ORDER BY request_id ${engine.toUpdate})
    RETURNING request_id`
