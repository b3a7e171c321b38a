import { z } from 'zod'
import { LedgerRefused } from './ledger.ts'
import { MIGRATIONS } from './schema.ts'
import type { SqlRow } from './sql-engine.ts'

type Ask = (text: string) => Promise<readonly SqlRow[]>

/** The oldest version that has all that is used here, as `server_version_num` writes it. */
export const OLDEST = 120_000
export const tooOld = () => new LedgerRefused('This PostgreSQL is too old. Use version 12 or later.')
/** How long a replica waits for another one's migration, in milliseconds. */
const PATIENCE = 60_000
/** Any number that no other program on the database takes its advisory locks by: the ASCII codes of `keeper`. */
const MIGRATION_LOCK = '118074450896242'

/**
 * The store's clock, in one place: milliseconds since the UNIX epoch. Not `now()`, which stands still from the
 * transaction's beginning: a deadline is compared after the row's lock was waited for.
 */
const CLOCK = `CREATE FUNCTION keeper_now() RETURNS BIGINT LANGUAGE sql VOLATILE
  AS 'SELECT (extract(epoch FROM clock_timestamp()) * 1000)::BIGINT'`

const serverRow = z.object({ version: z.coerce.number() })
const schemaRow = z.object({ version: z.coerce.number().nullable() })

/**
 * Brings the tables to this version of the program. Any number of replicas may do so at once: one works, the others
 * wait for it and find everything done. All or nothing, by one transaction.
 * @param ask runs one statement on one connection
 * @throws LedgerRefused where the server is too old, or the tables are newer than this program
 */
export const migratePostgres = async (ask: Ask): Promise<void> => {
  const [server] = await ask(`SELECT current_setting('server_version_num') AS version`)
  if (serverRow.parse(server).version < OLDEST) {
    throw tooOld()
  }
  await ask('BEGIN ISOLATION LEVEL READ COMMITTED')
  try {
    await ask(`SET LOCAL lock_timeout = ${PATIENCE}`)
    await ask(`SET LOCAL statement_timeout = ${PATIENCE}`)
    await ask(`SELECT pg_advisory_xact_lock(${MIGRATION_LOCK})`)
    await ask('CREATE TABLE IF NOT EXISTS keeper_schema (version INTEGER PRIMARY KEY)')
    await bringUp(ask)
    await ask('COMMIT')
  } catch (error) {
    // The connection is thrown away by the caller where not even this arrives.
    await ask('ROLLBACK').catch(() => undefined)
    throw error
  }
}

const bringUp = async (ask: Ask): Promise<void> => {
  const [row] = await ask('SELECT max(version) AS version FROM keeper_schema')
  const version = schemaRow.parse(row).version ?? 0
  if (version > MIGRATIONS.length) {
    throw new LedgerRefused(
      `The store was written by a newer Lighthouse Keeper (schema ${version}, this one knows ${MIGRATIONS.length}). Start that version.`,
    )
  }
  if (version === 0) await ask(CLOCK)
  for (const [index, statements] of MIGRATIONS.entries()) {
    if (index < version) continue
    for (const statement of statements) await ask(statement)
    await ask(`INSERT INTO keeper_schema (version) VALUES (${index + 1})`)
  }
}
