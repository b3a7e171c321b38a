import { type ClientConfig, escapeLiteral, Pool, type PoolClient } from 'pg'
import { z } from 'zod'
import type { Clock } from '../clock.ts'
import type { Log } from '../log.ts'
import { LedgerRefused, LedgerUnavailable } from './ledger.ts'
import { asksToTryAgain, fromDriver, isBroken, isUniqueViolation, refusalOf } from './postgres-errors.ts'
import { migratePostgres } from './postgres-migrations.ts'
import { createReplicas } from './postgres-replicas.ts'
import { CHANGES, openSession, presenceKey } from './postgres-session.ts'
import type { Sql, SqlEngine, SqlRow, SqlValue } from './sql-engine.ts'

/** How many transactions run at once; more wait for a connection. */
const CONNECTIONS = 10
/** How long anything is waited for, in milliseconds: a connection, a row that others hold, an answer. */
const PATIENCE = 5_000
/**
 * How long the server lets a process hold rows without a word, in milliseconds: less than a lease, so that a frozen
 * process does not stop the others.
 */
const SILENCE = 3_000
/** How long after a start of the server an owner of claims that is not connected is not taken for dead, in milliseconds. */
const COMING_BACK = 2_000
/** How often a transaction is tried that the server ended to resolve a deadlock. */
const TRIES = 5

/** What is read has one snapshot: entries and row must belong together. */
const BEGIN_READ = 'BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY'
/**
 * Under READ COMMITTED a statement sees what was committed while it waited for the row's lock. An answered commit is
 * on the disk, whatever the server's default: a lost `apply_intended` would allow a second call.
 */
const BEGIN_WRITE = 'BEGIN ISOLATION LEVEL READ COMMITTED; SET LOCAL synchronous_commit = on'
const NOW = 'SELECT keeper_now() AS now, pg_backend_pid() AS backend'

/** Several statements in one text are answered with a list of results. */
const beginning = z
  .array(z.object({ rows: z.array(z.unknown()) }))
  .transform((results) => results.at(-1)?.rows[0])
  .pipe(z.object({ now: z.coerce.number(), backend: z.number() }))

/**
 * The store on a PostgreSQL that several replicas share. Tables are created or brought up to date.
 * @param url `postgres://user:password@host:port/database`, with the options of libpq that `pg` knows (`sslmode`, …)
 * @throws LedgerRefused where a person must change something, LedgerUnavailable where the server is not there
 */
export const openPostgres = async (
  url: string,
  { clock, log }: { readonly clock: Clock; readonly log: Log },
): Promise<SqlEngine> => {
  const config: ClientConfig = {
    connectionString: url,
    fallback_application_name: 'lighthouse-keeper',
    keepAlive: true,
    connectionTimeoutMillis: PATIENCE,
    query_timeout: PATIENCE + SILENCE,
    statement_timeout: PATIENCE,
    lock_timeout: PATIENCE,
    idle_in_transaction_session_timeout: SILENCE,
  }
  const pool = new Pool({ ...config, max: CONNECTIONS })
  // A connection that breaks while nothing runs on it emits an error; what runs on it is told by its own rejection.
  pool.on('error', (error) => log.debug({ why: error.message }, 'an idle connection to the store ended'))
  pool.on('connect', (client) => client.on('error', () => undefined))
  await prepare(pool).catch(async (error: unknown) => {
    await pool.end()
    throw refusalOf(error) ?? fromDriver(error)
  })

  // Notices of our own transactions come back to us as well; the ledger has told its listeners already.
  const ownBackends = new Set<number>()
  const backendOf = new WeakMap<object, number>()
  // The system gives the numbers of ended processes to new ones.
  pool.on('remove', (client) => ownBackends.delete(backendOf.get(client) ?? 0))
  let hear: (requestId: string) => void = () => undefined
  const session = openSession(config, {
    clock,
    log,
    onNotice: (requestId, backend) => {
      if (!ownBackends.has(backend)) hear(requestId)
    },
  })

  await session.connected().catch(async (error: unknown) => {
    await Promise.all([session.close(), pool.end()])
    throw error
  })

  const transaction = async <Result>(begin: string, work: (sql: Sql) => Promise<Result>): Promise<Result> => {
    const client = await connect(pool)
    let isSound = false
    try {
      const { now, backend } = beginning.parse(await answered(client.query(`${begin}; ${NOW}`)))
      ownBackends.add(backend)
      backendOf.set(client, backend)
      const result = await work({ now, all: (text, parameters) => rowsOf(client, text, parameters) })
      await commit(client)
      isSound = true
      return result
    } catch (error) {
      isSound = !isBroken(error) && (await rollback(client))
      throw error
    } finally {
      // A connection on which something is still unanswered is never used again.
      client.release(!isSound)
    }
  }

  const write: SqlEngine['write'] = async (work, requestId) => {
    const held =
      requestId === undefined
        ? ''
        : `; SELECT 1 FROM requests WHERE request_id = ${escapeLiteral(requestId)} FOR NO KEY UPDATE`
    for (let left = TRIES; ; left -= 1) {
      try {
        return await transaction(`${BEGIN_WRITE}${held}`, work)
      } catch (error) {
        if (left === 1 || !asksToTryAgain(error)) throw error
      }
    }
  }

  return {
    read: (work) => transaction(BEGIN_READ, work),
    write,
    toUpdate: 'FOR NO KEY UPDATE',
    isUniqueViolation,
    stayPresent: (role, owner) => session.stayPresent(`${role} ${owner}`),
    // Whoever can have the lock alone knows that nobody holds it; it ends with the transaction. After a restart of the
    // server all sessions are gone, and their processes are given a moment to come back. A lock a role: runner and
    // announcer of the one who takes over ask at the same time, and would each take the other for the owner.
    ownerIsGone: (role) =>
      `(clock_timestamp() - pg_postmaster_start_time() > INTERVAL '${COMING_BACK} milliseconds'
        AND pg_try_advisory_xact_lock(${presenceKey(`'${role} ' || ${role}_owner`)}))`,
    tellOthers: async (sql, requestId) => {
      await sql.all(`SELECT pg_notify('${CHANGES}', $1)`, [requestId])
    },
    onToldByOthers: (listener) => {
      hear = listener
    },
    replicas: createReplicas(session),
    close: async () => {
      await session.close()
      await pool.end()
    },
  }
}

/** Whatever the driver rejects with becomes an error of the ledger. */
const answered = async <Answer>(answer: Promise<Answer>): Promise<Answer> => {
  try {
    return await answer
  } catch (error) {
    throw fromDriver(error)
  }
}

const connect = (pool: Pool): Promise<PoolClient> => answered(pool.connect())

const rowsOf = async (
  client: PoolClient,
  text: string,
  parameters: readonly SqlValue[] = [],
): Promise<readonly SqlRow[]> => (await answered(client.query<SqlRow>(text, [...parameters]))).rows

/** Without an answer nobody knows whether it was committed: the caller reads again. */
const commit = async (client: PoolClient): Promise<void> => {
  const { command } = await answered(client.query('COMMIT'))
  // The server answers the COMMIT of a transaction that has failed with a silent ROLLBACK.
  if (command !== 'COMMIT')
    throw new LedgerUnavailable('PostgreSQL rolled a transaction back instead of committing it.')
}

const rollback = (client: PoolClient): Promise<boolean> =>
  client.query('ROLLBACK').then(
    () => true,
    () => false,
  )

const prepare = async (pool: Pool): Promise<void> => {
  const client = await connect(pool).catch((error: unknown) => {
    // Not a word of the URL: it holds the password.
    if (error instanceof TypeError || error instanceof URIError) throw new LedgerRefused('DATABASE_URL cannot be read.')
    throw error
  })
  try {
    await migratePostgres((text) => rowsOf(client, text))
    client.release()
  } catch (error) {
    client.release(true)
    throw error
  }
}
