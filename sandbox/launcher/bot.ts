import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { createInterface } from 'node:readline'
import { fileURLToPath } from 'node:url'
import { type BotSettings, changedSettings, firstSettings, type SettingsChange, variablesOf } from './bot-settings.ts'
import { sandboxEnvironment } from './environment.ts'
import { hasExited, howItEnded, stopChild } from './program.ts'

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
  readonly settings: BotSettings
}

export type Bot = {
  readonly state: () => BotState
  /** False where it runs already. */
  readonly start: () => boolean
  /** False where it does not run. */
  readonly signal: (signal: NodeJS.Signals) => boolean
  /** Stops it, changes its settings and starts it again; resolves when it has been started. */
  readonly configure: (change: SettingsChange) => Promise<void>
  /** Ends it and waits for its end, however deep it sleeps. */
  readonly close: () => Promise<void>
}

export type BotOptions = {
  /** The bot's program. */
  readonly file: string
  /** Where it runs: a folder without a `.env`, or a real installation's settings would reach the sandbox. */
  readonly folder: string
  readonly environment: Readonly<Record<string, string>>
  /** Hears how it ended, each time that it does before it is closed. */
  readonly onEnd: (how: string, log: readonly string[]) => void
}

const LEASH = new URL('./ends-with-launcher.ts', import.meta.url)
const LINES_KEPT = 200

/** The bot as a child of its own, the very program that `npm start` runs; only people start it again. */
export const createBot = ({ file, folder, environment, onEnd }: BotOptions): Bot => {
  let child: ChildProcess | null = null
  let guard: ChildProcess | null = null
  let since = Date.now()
  let starts = 0
  /** Those whose end was asked for, so that there is nothing to tell of it. */
  const dismissed = new WeakSet<ChildProcess>()
  let changed: SettingsChange = {}
  let lastExit: BotState['lastExit'] = null
  let log: readonly string[] = []

  const keep = (line: string): void => {
    log = [...log, line].slice(-LINES_KEPT)
  }
  const running = (): ChildProcess | null => (child?.pid === undefined ? null : child)
  const thawed = (): void => {
    guard?.kill('SIGKILL')
    guard = null
  }

  const start = (): boolean => {
    if (running() !== null) return false
    const started = spawn(process.execPath, ['--import', LEASH.href, file], {
      cwd: folder,
      env: { ...sandboxEnvironment(process.env, environment), ...variablesOf(changed, environment) },
      stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
    })
    child = started
    since = Date.now()
    starts += 1
    for (const stream of [started.stdout, started.stderr]) {
      if (stream !== null) createInterface({ input: stream }).on('line', keep)
    }
    started.once('error', (error) => keep(`(the bot cannot be started: ${error.message})`))
    // Not 'exit': its last lines are to be in the log when its end is seen.
    started.once('close', (code, signal) => {
      if (child === started) child = null
      lastExit = { code, signal }
      since = Date.now()
      thawed()
      const how = howItEnded(code, signal)
      if (!dismissed.has(started)) onEnd(how, log)
      keep(`(the bot ended: ${how})`)
    })
    return true
  }

  const end = async (): Promise<void> => {
    const bot = running()
    if (bot === null) return
    if (!hasExited(bot)) dismissed.add(bot)
    const ended = once(bot, 'close')
    // Frozen, it would take a SIGTERM only once it is thawed, and then go on with what it did.
    if (guard !== null) bot.kill('SIGKILL')
    else await stopChild(bot)
    await ended
  }

  return {
    state: () => ({
      running: running() !== null,
      frozen: guard !== null,
      pid: running()?.pid ?? null,
      since,
      restarts: Math.max(0, starts - 1),
      lastExit,
      log,
      settings: changedSettings(firstSettings(sandboxEnvironment(process.env, environment)), changed),
    }),
    start,
    signal: (signal) => {
      const bot = running()
      if (bot === null) return false
      if (signal === 'SIGSTOP') guard ??= guardOver(bot)
      if (signal === 'SIGCONT') thawed()
      return bot.kill(signal)
    },
    configure: async (change) => {
      await end()
      changed = { ...changed, ...change }
      start()
    },
    close: end,
  }
}

/** A process beside the frozen bot that ends it with the launcher. */
const guardOver = (bot: ChildProcess): ChildProcess =>
  spawn(process.execPath, [fileURLToPath(LEASH)], {
    env: sandboxEnvironment(process.env, { SANDBOX_GUARDED_PID: String(bot.pid) }),
    stdio: ['ignore', 'ignore', 'ignore', 'ipc'],
  })
