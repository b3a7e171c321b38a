import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import { DatabaseSync, type StatementSync } from 'node:sqlite'
import type { Clock } from '../clock.ts'
import { LedgerLocked, LedgerUnavailable } from './ledger.ts'
import { MIGRATIONS } from './schema.ts'
import type { Sql, SqlEngine, SqlRow, SqlValue } from './sql-engine.ts'

/**
 * The embedded store in a folder on a local disk: `ledger.sqlite` (WAL, `synchronous=FULL`, so that a commit is on
 * the disk before it is answered).
 * @throws LedgerLocked where another process has it open
 */
export const openSqlite = (folder: string, clock: Clock): SqlEngine => {
  mkdirSync(folder, { recursive: true })
  const lock = takeLock(folder)
  const database = new DatabaseSync(join(folder, 'ledger.sqlite'))
  database.exec('PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL; PRAGMA busy_timeout = 2000')
  migrate(database)
  // Whoever has the lock is the only process left: claims of the one before are void.
  database.exec('UPDATE requests SET runner_until = NULL, announcer_until = NULL')

  const statements = new Map<string, StatementSync>()
  const prepared = (text: string): StatementSync => {
    const known = statements.get(text)
    if (known !== undefined) return known
    const statement = database.prepare(text)
    statements.set(text, statement)
    return statement
  }
  const all: Sql['all'] = async (text, parameters = []): Promise<readonly SqlRow[]> =>
    prepared(text).all(named(parameters))

  // One connection: transactions queue up, and none can see the inside of another.
  let last: Promise<unknown> = Promise.resolve()
  const transaction = <Result>(work: (sql: Sql) => Promise<Result>): Promise<Result> => {
    const run = async () => {
      try {
        database.exec('BEGIN IMMEDIATE')
        const result = await work({ all, now: clock.now() })
        database.exec('COMMIT')
        return result
      } catch (error) {
        if (database.isTransaction) database.exec('ROLLBACK')
        throw isOutage(error) ? unavailable(error) : error
      }
    }
    const result = last.then(run, run)
    last = result.catch(() => undefined)
    return result
  }

  return {
    read: transaction,
    write: transaction,
    toUpdate: '',
    isUniqueViolation,
    // One process alone has this store: there are no others to tell, and the claims of the one before are void.
    stayPresent: async () => undefined,
    ownerIsGone: () => 'FALSE',
    tellOthers: async () => undefined,
    onToldByOthers: () => undefined,
    replicas: null,
    close: async () => {
      await last
      database.close()
      lock.close()
    },
  }
}

const named = (parameters: readonly SqlValue[]): Record<string, SqlValue> =>
  Object.fromEntries(parameters.map((value, index) => [`$${index + 1}`, value]))

const unavailable = (error: unknown): LedgerUnavailable =>
  new LedgerUnavailable(
    `The embedded store did not answer: ${error instanceof Error ? error.message : String(error)}`,
    {
      cause: error,
    },
  )

/** Whether SQLite itself failed (busy, disk full, input/output), other than by a unique index. */
const isOutage = (error: unknown): boolean => error instanceof Error && 'errcode' in error && !isUniqueViolation(error)

const isUniqueViolation = (error: unknown): boolean =>
  error instanceof Error && error.message.includes('UNIQUE constraint failed')

/**
 * An exclusive transaction held open on a second file: the system frees it when the process dies, however it dies.
 * A file with a process id would go stale after `kill -9`, and in a container every process is number 1.
 */
const takeLock = (folder: string): DatabaseSync => {
  const lock = new DatabaseSync(join(folder, 'ledger.lock'))
  try {
    lock.exec('PRAGMA busy_timeout = 0; BEGIN EXCLUSIVE')
    return lock
  } catch {
    lock.close()
    throw new LedgerLocked(
      `Another Lighthouse Keeper already uses the store in ${folder}. Stop it first, or give this one a DATA_DIR of its own.`,
    )
  }
}

const migrate = (database: DatabaseSync): void => {
  const row = database.prepare('PRAGMA user_version').get()
  const version = Number(row?.['user_version'] ?? 0)
  if (version > MIGRATIONS.length) {
    throw new LedgerUnavailable(
      `The store was written by a newer Lighthouse Keeper (schema ${version}, this one knows ${MIGRATIONS.length}). Start that version.`,
    )
  }
  for (const [index, statements] of MIGRATIONS.entries()) {
    if (index < version) continue
    database.exec(`BEGIN IMMEDIATE; ${statements.join(';')}; PRAGMA user_version = ${index + 1}; COMMIT`)
  }
}
