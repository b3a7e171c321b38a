import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { Client } from 'pg'
import { aRequest } from '../../../test/support/requests.ts'

/** Writes a request that went all the way into a ledger's tables, as many times as asked, each under an id of its own. */

const past = () => aRequest().opened().approved().accepted().succeeded()
/** Ids in no order, as real ones are. */
const ID = {
  sqlite: `printf('rb-past%06d', n * 7919 % 1000003)`,
  postgres: `'rb-past' || lpad((n::bigint * 7919 % 1000003)::text, 6, '0')`,
}
const INTO_ENTRIES = 'INSERT INTO entries (request_id, seq, at, actor, kind, data, hash)'
const INTO_REQUESTS =
  'INSERT INTO requests (request_id, seq, hash, phase, instance_key, holds_instance, news, announced_news)'

export const writeSqliteHistory = (folder: string, count: number): void => {
  const { entries, built } = past()
  const database = new DatabaseSync(join(folder, 'ledger.sqlite'))
  database.exec('PRAGMA synchronous = OFF; BEGIN')
  const numbers = `WITH RECURSIVE numbers(n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM numbers WHERE n < ${count})`
  const entry = database.prepare(`${numbers} ${INTO_ENTRIES} SELECT ${ID.sqlite}, ?, ?, ?, ?, ?, ? FROM numbers`)
  for (const { seq, at, actor, kind, data, hash } of entries) {
    entry.run(seq, at, actor, kind, JSON.stringify(data), hash)
  }
  database
    .prepare(
      `${numbers} ${INTO_REQUESTS} SELECT ${ID.sqlite}, ?, ?, ?, 'ap-singapore/lhins-' || n, 0, ?, ? FROM numbers`,
    )
    .run(built.seq, built.hash, built.phase, built.seq, built.seq)
  database.exec('COMMIT; PRAGMA wal_checkpoint(TRUNCATE)')
  database.close()
}

export const writePostgresHistory = async (url: string, count: number): Promise<void> => {
  const { entries, built } = past()
  const client = new Client({ connectionString: url })
  await client.connect()
  try {
    for (const { seq, at, actor, kind, data, hash } of entries) {
      await client.query(
        `${INTO_ENTRIES} SELECT ${ID.postgres}, $1::int, $2::bigint, $3, $4, $5, $6 FROM generate_series(1, ${count}) n`,
        [seq, at, actor, kind, JSON.stringify(data), hash],
      )
    }
    await client.query(
      `${INTO_REQUESTS} SELECT ${ID.postgres}, $1::int, $2, $3, 'ap-singapore/lhins-' || n, 0, $1::int, $1::int
       FROM generate_series(1, ${count}) n`,
      [built.seq, built.hash, built.phase],
    )
    // As a server does by itself some time after so much was written.
    await client.query('VACUUM ANALYZE')
  } finally {
    await client.end()
  }
}
