import { Client, type ClientConfig } from 'pg'
import type { Clock } from '../clock.ts'
import { errorFields, type Log } from '../log.ts'
import { LedgerUnavailable } from './ledger.ts'
import { fromDriver } from './postgres-errors.ts'

/** The channel of LISTEN and NOTIFY; the payload is a request's id. */
export const CHANGES = 'keeper_changes'
/**
 * The advisory lock that stands for an owner of claims of one role; the seed keeps it apart from locks of other programs.
 * @param name an SQL expression for role and owner: `runner 7f3k9q`
 */
export const presenceKey = (name: string): string => `hashtextextended(${name}, 20261123)`

/** How often the connection is tried, in milliseconds. */
const PING = 3_000
/** How long to wait before connecting again, in milliseconds. */
const AGAIN = 250

export type PostgresSession = {
  /** Resolves once the session holds the lock of this name, and holds it as long as the session lives. */
  readonly stayPresent: (name: string) => Promise<void>
  /** Runs what the text says on the session, after all that was asked before. @throws LedgerUnavailable */
  readonly ask: (text: string) => Promise<unknown>
  /** Resolves once the session is there. @throws LedgerUnavailable */
  readonly connected: () => Promise<unknown>
  readonly close: () => Promise<void>
}

type Connection = {
  readonly client: Client
  readonly present: Set<string>
  /** One statement after the other. @throws LedgerUnavailable */
  readonly ask: (text: string, parameters?: readonly string[]) => Promise<unknown>
}

/**
 * A connection of its own, kept for as long as the process lives: it listens for changes that others committed, and
 * holds one advisory lock for each owner and role of claims. The server frees the locks when the process dies, so that
 * the claims are known to be void at once. Lost, it is opened again.
 */
export const openSession = (
  config: ClientConfig,
  { clock, log, onNotice }: { clock: Clock; log: Log; onNotice: (requestId: string, backend: number) => void },
): PostgresSession => {
  const closing = new AbortController()
  const names = new Set<string>()
  let current: Promise<Connection> | null = null
  let lost = new AbortController()

  const drop = (connection: Promise<Connection>) => {
    if (current !== connection) return
    current = null
    lost.abort()
    lost = new AbortController()
  }

  const connected = (): Promise<Connection> => {
    if (closing.signal.aborted) return Promise.reject(new LedgerUnavailable('The store is closed.'))
    if (current !== null) return current
    const client = new Client(config)
    const opening: Promise<Connection> = open(client, names).catch((error: unknown) => {
      drop(opening)
      client.connection.stream.destroy()
      throw fromDriver(error)
    })
    client.on('error', () => drop(opening))
    client.on('end', () => drop(opening))
    client.on('notification', ({ payload, processId }) => onNotice(payload ?? '', processId))
    current = opening
    return opening
  }

  const stayPresent = async (name: string): Promise<void> => {
    names.add(name)
    const connection = await connected()
    if (!connection.present.has(name)) await holdPresence(connection, name)
  }

  const keepConnected = async (): Promise<void> => {
    let isDown = false
    while (!closing.signal.aborted) {
      const attempt = connected()
      try {
        const { client, ask } = await attempt
        await ask('SELECT 1').catch((error: unknown) => {
          drop(attempt)
          client.connection.stream.destroy()
          throw error
        })
        if (isDown) log.info({}, 'the store answers again')
        isDown = false
        await clock.sleep(PING, AbortSignal.any([closing.signal, lost.signal])).catch(() => undefined)
      } catch (error) {
        if (closing.signal.aborted) return
        if (!isDown) log.warn(errorFields(error), 'the session with the store is lost; connecting again')
        isDown = true
        await clock.sleep(AGAIN, closing.signal).catch(() => undefined)
      }
    }
  }
  const keeping = keepConnected()

  return {
    stayPresent,
    ask: async (text) => (await connected()).ask(text),
    connected,
    close: async () => {
      const last = current
      closing.abort(new Error('closing'))
      // Not `end()`: it waits for an answer, and the server frees the locks either way.
      await last?.then(({ client }) => client.connection.stream.destroy()).catch(() => undefined)
      await keeping
    },
  }
}

const open = async (client: Client, names: ReadonlySet<string>): Promise<Connection> => {
  let last: Promise<unknown> = client.connect()
  const ask: Connection['ask'] = (text, parameters = []) => {
    const answer = last
      .then(() => client.query(text, [...parameters]))
      .catch((error: unknown) => {
        throw fromDriver(error)
      })
    last = answer.catch(() => undefined)
    return answer
  }
  await last
  // Whatever the server's default: what waited for a lock sees what was committed meanwhile.
  await ask(`SET default_transaction_isolation = 'read committed'; LISTEN ${CHANGES}`)
  const connection = { client, ask, present: new Set<string>() }
  for (const name of names) await holdPresence(connection, name)
  return connection
}

/** Shared: a session that the server has not yet noticed as dead must not stand in the way of its successor. */
const holdPresence = async ({ ask, present }: Connection, name: string): Promise<void> => {
  await ask(`SELECT pg_advisory_lock_shared(${presenceKey('$1')})`, [name])
  present.add(name)
}
