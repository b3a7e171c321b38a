import type { Config } from './config.ts'
import type { Clock } from './services/clock.ts'
import { createLedger } from './services/ledger/create-ledger.ts'
import { type Ledger, LedgerRefused, LedgerUnavailable } from './services/ledger/ledger.ts'
import { openSqlite } from './services/ledger/sqlite-engine.ts'
import type { Log } from './services/log.ts'
import { CannotStart } from './start-checks.ts'

/** The first and the longest pause before the store is tried again, in milliseconds. */
const AGAIN = 1_000
const LONGEST = 15_000

type Waiting = { readonly clock: Clock; readonly log: Log; readonly signal: AbortSignal }

/**
 * Opens the store that the configuration names: the PostgreSQL of `DATABASE_URL`, or the embedded one in `DATA_DIR`.
 * A PostgreSQL that is not there is waited for, with a line in the log each time.
 * @throws CannotStart where PostgreSQL refuses; LedgerLocked, LedgerUnavailable for the embedded store
 */
export const openLedger = async (
  { databaseUrl, dataDir }: Pick<Config, 'databaseUrl' | 'dataDir'>,
  waiting: Waiting,
): Promise<Ledger> =>
  createLedger(databaseUrl === null ? openSqlite(dataDir, waiting.clock) : await untilThere(databaseUrl, waiting))

const untilThere = async (url: string, { clock, log, signal }: Waiting) => {
  // Not loaded where it is not used.
  const { openPostgres } = await import('./services/ledger/postgres-engine.ts')
  for (let pause = AGAIN; ; pause = Math.min(pause * 2, LONGEST)) {
    signal.throwIfAborted()
    try {
      return await openPostgres(url, { clock, log })
    } catch (error) {
      if (error instanceof LedgerRefused) throw new CannotStart(error.message, { cause: error })
      if (!(error instanceof LedgerUnavailable)) throw error
      log.warn(
        { why: error.message, store: placeOf(url), againInSeconds: pause / 1_000 },
        'the store of DATABASE_URL does not answer; trying again',
      )
      await clock.sleep(pause, signal)
    }
  }
}

/** Where the database is, without user and password. */
const placeOf = (url: string): string => {
  const { host, pathname } = new URL(url)
  return `${host}${pathname}`
}
