import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { rmSync } from 'node:fs'
import { join } from 'node:path'
import { inject } from 'vitest'
import { QUICK_START } from './programs.ts'
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

const BUILT = join(import.meta.dirname, '../../dist/start.js')

/** What is started: what `npm start` does, or the same with all its libraries in one file, in half of the time. */
export type StartedFrom = 'the build' | 'one file'

const startOf = (from: StartedFrom) => {
  if (from === 'the build') return { program: [BUILT], compiled: process.env['NODE_COMPILE_CACHE'] }
  const { bot, compiled } = inject('programs')
  return { program: [...QUICK_START, bot], compiled }
}

export const createBotProcess = (
  environment: Readonly<Record<string, string>>,
  from: StartedFrom = 'one file',
): BotProcess => {
  const { program, compiled } = startOf(from)
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
      const started = spawn(process.execPath, program, {
        cwd: dataDir,
        env: {
          PATH: process.env['PATH'],
          NODE_COMPILE_CACHE: compiled,
          DATA_DIR: join(dataDir, 'data'),
          PORT: '0',
          ...environment,
        },
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
