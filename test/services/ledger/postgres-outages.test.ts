import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { openLedger } from '../../../src/open-ledger.ts'
import { type Clock, systemClock } from '../../../src/services/clock.ts'
import { createLedger } from '../../../src/services/ledger/create-ledger.ts'
import { LEASE, type Ledger, LedgerUnavailable } from '../../../src/services/ledger/ledger.ts'
import { lookAtPostgres } from '../../../src/services/ledger/look-at-postgres.ts'
import { openPostgres } from '../../../src/services/ledger/postgres-engine.ts'
import type { SqlEngine } from '../../../src/services/ledger/sql-engine.ts'
import { CannotStart } from '../../../src/start-checks.ts'
import {
  askPostgres,
  createDatabase,
  emptyDatabase,
  type PostgresServer,
  startPostgres,
} from '../../support/postgres.ts'
import { createQuietLog } from '../../support/quiet-log.ts'
import { startTcpProxy, type TcpProxy } from '../../support/tcp-proxy.ts'
import { until } from '../../support/until.ts'
import { append, approval, aWaiting, submitted } from './given.ts'

let server: PostgresServer
let url: string
let quiet: ReturnType<typeof createQuietLog>
beforeAll(async () => {
  server = await startPostgres()
  url = await createDatabase(server.url)
})
afterAll(() => server.dispose())
beforeEach(async () => {
  await emptyDatabase(url)
  quiet = createQuietLog()
})

/** As the whole text of a query, which ends with a zero; `READ COMMITTED` is another. */
const COMMIT = 'COMMIT\0'

const open = async (at: string) => createLedger(await openPostgres(at, { clock: systemClock, log: quiet.log }))

/** Resolves with what `act` gives once the store takes it again. */
const whenItAnswers = <Value>(what: string, act: () => Promise<Value>) =>
  until(what, () =>
    act().catch((error: unknown) => {
      if (error instanceof LedgerUnavailable) return null
      throw error
    }),
  )

describe('when PostgreSQL goes away and comes back', () => {
  let ledger: Ledger
  beforeEach(async () => {
    ledger = await open(url)
  })
  afterEach(() => ledger.close())

  for (const how of ['maintenance', 'crash'] as const) {
    test(`the ledger goes on with everything that was answered (${how})`, async () => {
      await aWaiting(ledger, 'rb-1')
      expect(await ledger.claim('runner', 'one', 10)).toEqual([])
      const before = await ledger.read('rb-1')
      await server.stop(...(how === 'crash' ? (['crash'] as const) : []))
      await expect(ledger.read('rb-1')).rejects.toThrow(LedgerUnavailable)
      await expect(append(ledger, 'rb-1', 2, approval())).rejects.toThrow(LedgerUnavailable)
      await server.start()
      expect(await whenItAnswers('the read', () => ledger.read('rb-1'))).toEqual(before)
      expect((await append(ledger, 'rb-1', 2, approval())).ok).toBe(true)
    })
  }

  test('replicas hear of each other again, and a living owner keeps its claims', async () => {
    const other = await open(url)
    const heard: string[] = []
    other.onChange((requestId) => heard.push(requestId))
    await append(ledger, 'rb-1', 0, submitted())
    expect(await ledger.claim('runner', 'one', 10)).toHaveLength(1)
    await server.stop()
    await server.start()
    const taken = await whenItAnswers('the claim', () => other.claim('runner', 'two', 10))
    await until('the sessions', () => quiet.lines().filter((line) => line.includes('answers again')).length === 2)
    expect([...taken, ...(await other.claim('runner', 'two', 10))]).toEqual([])
    await append(ledger, 'rb-2', 0, submitted('lhins-second'))
    await until('the wake', () => heard.includes('rb-2'))
    await other.close()
  })
})

describe('when the way to PostgreSQL breaks', () => {
  let proxy: TcpProxy
  let ledger: Ledger
  beforeEach(async () => {
    proxy = await startTcpProxy({ host: '127.0.0.1', port: Number(new URL(url).port) })
    const through = new URL(url)
    through.port = String(proxy.port)
    ledger = await open(through.href)
  })
  afterEach(async () => {
    await ledger.close()
    await proxy.close()
  })

  test('in the middle of a transaction, nothing of it stays', async () => {
    await aWaiting(ledger, 'rb-1')
    proxy.cutAt('UPDATE requests', 'request')
    await expect(append(ledger, 'rb-1', 2, approval())).rejects.toThrow(LedgerUnavailable)
    expect((await ledger.read('rb-1'))?.entries).toHaveLength(2)
    expect((await append(ledger, 'rb-1', 2, approval())).ok).toBe(true)
  })

  test('before the COMMIT arrives, nothing was committed', async () => {
    await aWaiting(ledger, 'rb-1')
    proxy.cutAt(COMMIT, 'request')
    await expect(append(ledger, 'rb-1', 2, approval())).rejects.toThrow(LedgerUnavailable)
    expect((await ledger.read('rb-1'))?.request.phase).toBe('awaiting_decision')
  })

  test('after the COMMIT arrived, it is not said to have failed or worked, and a read shows that it did', async () => {
    await aWaiting(ledger, 'rb-1')
    proxy.cutAt(COMMIT, 'answer')
    await expect(append(ledger, 'rb-1', 2, approval())).rejects.toThrow(LedgerUnavailable)
    const recorded = await ledger.read('rb-1')
    expect(recorded?.request.phase).toBe('approved')
    expect(await append(ledger, 'rb-1', 2, approval())).toEqual({ ok: false, why: 'moved' })
  })

  test('everywhere at once, the next transaction has a connection again', async () => {
    await aWaiting(ledger, 'rb-1')
    proxy.cut()
    expect((await whenItAnswers('the append', () => append(ledger, 'rb-1', 2, approval()))).ok).toBe(true)
  })
})

/** How long the server lets this process hold rows without a word. */
const patienceOf = (engine: SqlEngine) =>
  engine.read(async (sql) => {
    const [row] = await sql.all(`SELECT current_setting('idle_in_transaction_session_timeout') AS patience`)
    return row?.['patience']
  })

test('a process that is frozen with a row in its hands stops the others for no longer than a lease', async () => {
  const ledger = await open(url)
  await aWaiting(ledger, 'rb-1')
  const usual = await openPostgres(url, { clock: systemClock, log: quiet.log })
  const frozen = await openPostgres(`${url}?idle_in_transaction_session_timeout=300`, {
    clock: systemClock,
    log: quiet.log,
  })
  expect(await patienceOf(frozen)).toBe('300ms')
  const thaw = Promise.withResolvers<void>()
  const held = Promise.withResolvers<void>()
  const writing = frozen.write(async (sql) => {
    held.resolve()
    await thaw.promise
    await sql.all(`UPDATE requests SET phase = 'approved' WHERE request_id = 'rb-1'`)
  }, 'rb-1')
  await held.promise
  const begun = performance.now()
  expect((await append(ledger, 'rb-1', 2, approval())).ok).toBe(true)
  expect(performance.now() - begun).toBeGreaterThan(250)
  // The same, in less time than the product's own patience would take.
  expect(await patienceOf(usual)).toBe('3s')
  expect(LEASE).toBeGreaterThan(3_000)
  thaw.resolve()
  await expect(writing).rejects.toThrow(LedgerUnavailable)
  await Promise.all([frozen.close(), usual.close()])
  await ledger.close()
})

/** Time of which waiting takes little. */
const briefly: Clock = {
  ...systemClock,
  sleep: (milliseconds, signal) => systemClock.sleep(milliseconds / 20, signal),
}

describe('at the start', () => {
  const start = (databaseUrl: string, signal = new AbortController().signal) =>
    openLedger({ databaseUrl, dataDir: '' }, { clock: briefly, log: quiet.log, signal })

  test('a wrong password ends it with a sentence that does not hold the password', async () => {
    const wrong = new URL(url)
    wrong.password = 'not-the-password'
    const error: unknown = await start(wrong.href).catch((reason: unknown) => reason)
    expect(error).toBeInstanceOf(CannotStart)
    expect(String(error)).toMatch(/password authentication failed.*Check the user and the password in DATABASE_URL/)
    expect(`${error}${quiet.lines()}`).not.toContain('not-the-password')
  })

  test('an unknown database ends it with a sentence', async () => {
    await expect(start(new URL('/nowhere', url).href)).rejects.toThrow(/"nowhere" does not exist.*Create that database/)
  })

  test('a server without TLS ends it where TLS is asked for', async () => {
    await expect(start(`${url}?sslmode=verify-full`)).rejects.toThrow(/does not support SSL.*sslmode/)
  })

  test('a server that is not there yet is waited for, with a line that names it and no password', async () => {
    await server.stop()
    const opening = start(url)
    await until('the line', () => quiet.lines().find((line) => line.includes('does not answer; trying again')))
    await server.start()
    const ledger = await opening
    expect((await append(ledger, 'rb-1', 0, submitted())).ok).toBe(true)
    expect(quiet.lines().join()).toContain(new URL(url).host)
    expect(quiet.lines().join()).not.toContain(new URL(url).password)
    await ledger.close()
  })

  test('waiting ends when the process is told to stop', async () => {
    await server.stop()
    const stopping = new AbortController()
    const opening = start(url, stopping.signal)
    await until('the line', () => quiet.lines().length > 0)
    stopping.abort(new Error('SIGTERM'))
    await expect(opening).rejects.toThrow()
    await server.start()
  })
})

describe('the look of npm run doctor', () => {
  test('finds a database that can be used, before and after the tables are there, and makes none', async () => {
    expect(await lookAtPostgres(url)).toBe('can be prepared')
    expect(await lookAtPostgres(url)).toBe('can be prepared')
    await (await open(url)).close()
    expect(await lookAtPostgres(url)).toBe('prepared')
  })

  test('tells a user that may make no tables, and a server that is not there', async () => {
    await askPostgres(
      url,
      `REVOKE CREATE ON SCHEMA public FROM PUBLIC; DROP ROLE IF EXISTS guest; CREATE ROLE guest LOGIN PASSWORD 'guest'`,
    )
    const guest = new URL(url)
    guest.username = 'guest'
    guest.password = 'guest'
    await expect(lookAtPostgres(guest.href)).rejects.toThrow(/may make no tables.*GRANT/)
    await expect(open(guest.href)).rejects.toThrow(/permission denied.*GRANT/)
    await server.stop()
    await expect(lookAtPostgres(url)).rejects.toThrow(LedgerUnavailable)
    await server.start()
  })
})
