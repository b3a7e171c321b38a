import { Client } from 'pg'
import { z } from 'zod'
import { LedgerRefused } from './ledger.ts'
import { fromDriver, refusalOf } from './postgres-errors.ts'
import { OLDEST, tooOld } from './postgres-migrations.ts'

const LOOK = `SELECT current_setting('server_version_num') AS version, to_regclass('keeper_schema') IS NOT NULL AS prepared,
  coalesce(has_schema_privilege(current_schema(), 'CREATE'), FALSE) AS may_create`
const lookRow = z.object({ version: z.coerce.number(), prepared: z.boolean(), may_create: z.boolean() })

const PATIENCE = 5_000

/**
 * Looks whether the bot could use this PostgreSQL, without changing anything there.
 * @returns whether the tables are there already, or can be made
 * @throws LedgerRefused where a person must change something, LedgerUnavailable where the server is not there
 */
export const lookAtPostgres = async (url: string): Promise<'prepared' | 'can be prepared'> => {
  const { version, prepared, may_create } = await readOnce(url).catch((error: unknown) => {
    throw refusalOf(error) ?? fromDriver(error)
  })
  if (version < OLDEST) throw tooOld()
  if (!prepared && !may_create) {
    throw new LedgerRefused(
      'The user of DATABASE_URL may make no tables. Let it: GRANT ALL ON SCHEMA public TO that user.',
    )
  }
  return prepared ? 'prepared' : 'can be prepared'
}

const readOnce = async (url: string): Promise<z.infer<typeof lookRow>> => {
  const client = new Client({ connectionString: url, connectionTimeoutMillis: PATIENCE, query_timeout: PATIENCE })
  client.on('error', () => undefined)
  try {
    await client.connect()
    return lookRow.parse((await client.query(LOOK)).rows[0])
  } finally {
    client.end().catch(() => undefined)
  }
}
