import { config as loadDotenv } from 'dotenv'
import { pino } from 'pino'
import { problemLines, readConfig } from './config.ts'
import { systemClock } from './services/clock.ts'
import { LedgerLocked, LedgerUnavailable } from './services/ledger/ledger.ts'
import { errorFields } from './services/log.ts'
import { settle } from './settle.ts'
import { CannotStart } from './start-checks.ts'

/** One process: reads the environment, starts the bot, and ends it in order on SIGTERM and SIGINT. */

loadDotenv({ quiet: true })
const read = readConfig(process.env)
if (!read.ok) {
  console.error('Lighthouse Keeper cannot start; please mend this in the environment or in .env:')
  for (const line of problemLines(read.problems)) console.error(`  • ${line}`)
  process.exit(1)
}

const log = pino({ level: read.config.logLevel, base: null })
const stopping = new AbortController()

// A library's forgotten promise must neither end the process nor pass unseen.
process.on('unhandledRejection', (reason) =>
  log.error(errorFields(reason), 'a promise was rejected and nobody listened'),
)

/** The latest moment at which a stop ends, in milliseconds, whatever still hangs. */
const LATEST_EXIT = 9_500

const stopOn = (signal: NodeJS.Signals, stop: () => Promise<void>) =>
  process.once(signal, () => {
    log.info({ signal }, 'stopping')
    stopping.abort(new Error(signal))
    setTimeout(() => process.exit(0), LATEST_EXIT).unref()
    stop().then(
      () => process.exit(0),
      (error: unknown) => {
        log.error(errorFields(error), 'the stop did not go smoothly')
        process.exit(0)
      },
    )
  })

let stop = async (): Promise<void> => undefined
for (const signal of ['SIGTERM', 'SIGINT'] as const) stopOn(signal, () => stop())

try {
  // After the signals are listened to: this takes most of a start.
  const { startKeeper } = await import('./app.ts')
  const keeper = await startKeeper(read.config, { clock: systemClock, log, signal: stopping.signal })
  stop = keeper.stop
  log.info({ port: keeper.statusPort }, 'ready')
  settle()
} catch (error) {
  if (!stopping.signal.aborted) {
    const isForAPerson =
      error instanceof CannotStart || error instanceof LedgerLocked || error instanceof LedgerUnavailable
    if (isForAPerson) console.error(`Lighthouse Keeper cannot start: ${error.message}`)
    else log.fatal(errorFields(error), 'Lighthouse Keeper cannot start')
    process.exit(1)
  }
}
