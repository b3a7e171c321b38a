import { join } from 'node:path'
import { Pool } from 'pg'
import { systemClock } from '../../../src/services/clock.ts'
import { createLedger } from '../../../src/services/ledger/create-ledger.ts'
import { openPostgres } from '../../../src/services/ledger/postgres-engine.ts'
import { createRecordReader, groupRows, readRecords, type StoredRequest } from '../../e2e/records.ts'
import { createQuietLog } from '../../support/quiet-log.ts'

/** The store of a world, as the storm needs it: to configure the bots, to shift its clock, and to read it from outside. */
export type Store = {
  readonly kind: 'sqlite' | 'postgres'
  readonly environment: Readonly<Record<string, string>>
  readonly onLeap: (offset: number) => Promise<void>
  /** What is in it, read when it has changed. */
  readonly seen: () => Promise<readonly StoredRequest[]>
  /** What is in it, all of it, read now. */
  readonly records: () => Promise<readonly StoredRequest[]>
  readonly close: () => Promise<void>
}

export const createSqliteStore = (folder: string): Store => {
  const data = join(folder, 'data')
  const reader = createRecordReader(data)
  return {
    kind: 'sqlite',
    environment: { DATA_DIR: data },
    onLeap: () => Promise.resolve(),
    seen: () => Promise.resolve(reader.read()),
    records: () => Promise.resolve(readRecords(data)),
    close: () => Promise.resolve(reader.close()),
  }
}

/** The store's clock runs with the world: `keeper_now()` adds what the sequence says. */
const LEAPING_CLOCK = `CREATE SEQUENCE world_offset;
  CREATE OR REPLACE FUNCTION keeper_now() RETURNS BIGINT LANGUAGE sql VOLATILE
  AS 'SELECT (extract(epoch FROM clock_timestamp()) * 1000)::BIGINT + last_value - 1 FROM world_offset'`

/**
 * @param url of an empty database
 * @param through gives the URL by which the bots reach the database, where something stands between
 */
export const createPostgresStore = async (url: string, through?: (url: string) => Promise<string>): Promise<Store> => {
  await createLedger(await openPostgres(url, { clock: systemClock, log: createQuietLog().log })).close()
  // What runs on a connection while the server goes away is told by its rejection.
  const pool = new Pool({ connectionString: url, max: 2 })
  pool.on('error', () => undefined)
  await pool.query(LEAPING_CLOCK)
  const read = async (): Promise<readonly StoredRequest[]> => {
    const { rows } = await pool.query<Record<string, unknown>>('SELECT * FROM entries ORDER BY at, seq')
    return groupRows(rows)
  }
  let version = ''
  let known: readonly StoredRequest[] = []
  return {
    kind: 'postgres',
    environment: { DATABASE_URL: (await through?.(url)) ?? url },
    onLeap: async (offset) => {
      // The server may be away at the moment: the next leap sets it right.
      await pool.query('SELECT setval($1, $2)', ['world_offset', Math.floor(offset) + 1]).catch(() => undefined)
    },
    seen: async () => {
      try {
        const { rows } = await pool.query<Record<string, unknown>>('SELECT count(*) AS entries FROM entries')
        const newest = String(rows[0]?.['entries'])
        if (newest !== version) known = await read()
        version = newest
      } catch {
        // The server is away at the moment.
      }
      return known
    },
    records: read,
    close: () => pool.end(),
  }
}
