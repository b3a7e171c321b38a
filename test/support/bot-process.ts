import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { rmSync } from 'node:fs'
import { join } from 'node:path'
import { scratchFolder } from './scratch-folder.ts'

/** The bot as its users run it: a process of its own, configured by the environment alone. */
export type BotProcess = {
  readonly start: () => Promise<void>
  /** `kill -9`: nothing is said goodbye to. */
  readonly kill: () => Promise<void>
  /** SIGTERM. @returns the exit code */
  readonly stop: () => Promise<number | null>
  readonly output: () => string
  readonly dataDir: string
  readonly dispose: () => Promise<void>
}

const MAIN = join(import.meta.dirname, '../../src/main.ts')

/** Of the tests' own environment: where programs are, and where what was compiled of them is kept. */
const INHERITED = { PATH: process.env['PATH'], NODE_COMPILE_CACHE: process.env['NODE_COMPILE_CACHE'] }

export const createBotProcess = (environment: Readonly<Record<string, string>>): BotProcess => {
  const dataDir = scratchFolder('bot')
  let child: ChildProcess | null = null
  let output = ''

  const end = async (signal: NodeJS.Signals): Promise<number | null> => {
    const ending = child
    if (ending === null || ending.exitCode !== null || ending.signalCode !== null) return ending?.exitCode ?? null
    ending.kill(signal)
    await once(ending, 'exit')
    return ending.exitCode
  }

  return {
    dataDir,
    start: async () => {
      const started = spawn(process.execPath, [MAIN], {
        cwd: dataDir,
        env: { ...INHERITED, DATA_DIR: join(dataDir, 'data'), PORT: '0', ...environment },
        stdio: ['ignore', 'pipe', 'pipe'],
      })
      child = started
      const ready = new Promise<void>((resolve, reject) => {
        const listen = (chunk: Buffer) => {
          output += chunk.toString()
          if (output.includes('"msg":"ready"')) resolve()
        }
        started.stdout.on('data', listen)
        started.stderr.on('data', listen)
        // Not 'exit': what it said last may still be on its way.
        started.once('close', (code) => reject(new Error(`the bot ended with ${code}:\n${output}`)))
      })
      await ready
      output = output.replaceAll('"msg":"ready"', '"msg":"was ready"')
    },
    kill: async () => {
      await end('SIGKILL')
    },
    stop: () => end('SIGTERM'),
    output: () => output,
    dispose: async () => {
      await end('SIGKILL')
      rmSync(dataDir, { recursive: true, force: true })
    },
  }
}
