import { type ChildProcess, spawn } from 'node:child_process'
import { createInterface } from 'node:readline'

/** The bot's process as the panel shows it. Times are milliseconds since the epoch. */
export type BotState = {
  readonly running: boolean
  readonly frozen: boolean
  readonly pid: number | null
  /** When the present process began, or the last one ended. */
  readonly since: number
  /** How often it was started again. */
  readonly restarts: number
  readonly lastExit: { readonly code: number | null; readonly signal: string | null } | null
  /** Its newest lines, oldest first. */
  readonly log: readonly string[]
}

export type Bot = {
  readonly state: () => BotState
  /** False where it runs already. */
  readonly start: () => boolean
  readonly signal: (signal: NodeJS.Signals) => boolean
  /** Resolves once it says that it is ready. @throws where it ends before that, with its last lines */
  readonly ready: () => Promise<void>
  /** Ends it and waits for its end, however deep it sleeps. */
  readonly close: () => Promise<void>
}

const LEASH = new URL('./ends-with-launcher.ts', import.meta.url).href
const LINES_KEPT = 200
const READY_PATIENCE = 30_000

/**
 * The bot as a child of its own, the very program that `npm start` runs; only people start it again.
 *
 * @param folder where it runs; it exists
 * @param environment all of its variables
 */
export const createBot = (file: string, folder: string, environment: Readonly<Record<string, string>>): Bot => {
  let child: ChildProcess | null = null
  let frozen = false
  let since = Date.now()
  let starts = 0
  let lastExit: BotState['lastExit'] = null
  let log: readonly string[] = []
  const readers = new Set<() => void>()

  const keep = (line: string): void => {
    log = [...log, line].slice(-LINES_KEPT)
    for (const read of readers) read()
  }
  const isRunning = (): boolean => child !== null && child.exitCode === null && child.signalCode === null

  const start = (): boolean => {
    if (isRunning()) return false
    const started = spawn(process.execPath, ['--import', LEASH, file], {
      // Neither this shell's variables nor a .env beside the sources may reach the sandbox's bot.
      cwd: folder,
      env: { PATH: process.env['PATH'], ...environment },
      stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
    })
    child = started
    frozen = false
    since = Date.now()
    starts += 1
    for (const stream of [started.stdout, started.stderr]) {
      if (stream !== null) createInterface({ input: stream }).on('line', keep)
    }
    started.once('exit', (code, signal) => {
      lastExit = { code, signal }
      frozen = false
      since = Date.now()
      keep(`(the bot ended: ${signal ?? `exit code ${code}`})`)
    })
    return true
  }

  return {
    state: () => ({
      running: isRunning(),
      frozen,
      pid: isRunning() ? (child?.pid ?? null) : null,
      since,
      restarts: Math.max(0, starts - 1),
      lastExit,
      log,
    }),
    start,
    signal: (signal) => {
      if (!isRunning() || child === null) return false
      if (signal === 'SIGSTOP') frozen = true
      if (signal === 'SIGCONT') frozen = false
      return child.kill(signal)
    },
    ready: () =>
      new Promise((resolve, reject) => {
        const patience = setTimeout(
          () => end(new Error(`The bot does not get ready:\n${log.join('\n')}`)),
          READY_PATIENCE,
        )
        const end = (error?: Error): void => {
          clearTimeout(patience)
          readers.delete(look)
          if (error === undefined) resolve()
          else reject(error)
        }
        const look = (): void => {
          if (log.some((line) => line.includes('"msg":"ready"'))) end()
          else if (!isRunning()) end(new Error(`The bot ended before it was ready:\n${log.join('\n')}`))
        }
        readers.add(look)
        look()
      }),
    close: async () => {
      const ending = child
      if (ending === null || !isRunning()) return
      const ended = new Promise((resolve) => ending.once('exit', resolve))
      // A frozen process takes no SIGTERM before it is thawed; SIGKILL needs neither.
      ending.kill('SIGKILL')
      await ended
    },
  }
}
