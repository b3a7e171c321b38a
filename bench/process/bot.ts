import { spawn } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { sandboxEnvironment } from '../../sandbox/launcher/environment.ts'
import { keeperFlags } from './keeper-flags.ts'
import { endChild } from './program.ts'

/** A bot as its users run it: a process of its own that knows nothing but its environment. */
export type Bot = {
  /** From the process's start to its line that it is ready, in milliseconds. */
  readonly readyAfter: number
  /** Resident memory now, in MiB. */
  readonly memory: () => number
  readonly stop: () => Promise<void>
}

const ROOT = join(import.meta.dirname, '../..')
const START_PATIENCE = 60_000

/** The product's own program, as `npm start` runs it. */
export const KEEPER = 'dist/start.js'

/**
 * Starts a bot and waits until it says that it is ready.
 * @param file under the repository's folder
 * @param kept where it runs and keeps its data, as of an earlier start; a new folder for itself where it is left out
 */
export const startBot = async (
  file: string,
  environment: Readonly<Record<string, string>>,
  kept?: string,
): Promise<Bot> => {
  const folder = kept ?? newFolder()
  const startedAt = performance.now()
  const child = spawn(
    process.execPath,
    [...process.execArgv, ...(file === KEEPER ? keeperFlags : []), join(ROOT, file)],
    {
      cwd: folder,
      env: sandboxEnvironment(process.env, { DATA_DIR: join(folder, 'data'), PORT: '0', ...environment }),
      stdio: ['ignore', 'pipe', 'pipe'],
    },
  )
  const said: string[] = []
  const ready = new Promise<number>((resolve, reject) => {
    const patience = setTimeout(
      () => reject(new Error(`${file} does not get ready:\n${said.join('\n')}`)),
      START_PATIENCE,
    )
    for (const stream of [child.stdout, child.stderr]) {
      createInterface({ input: stream }).on('line', (line) => {
        said.push(line)
        if (said.length > 50) said.shift()
        if (!line.includes('"msg":"ready"')) return
        clearTimeout(patience)
        resolve(performance.now() - startedAt)
      })
    }
    child.once('exit', (code, signal) => {
      clearTimeout(patience)
      reject(new Error(`${file} ended (${signal ?? code}):\n${said.join('\n')}`))
    })
  })
  const stop = async () => {
    await endChild(child, 'SIGKILL')
    if (kept === undefined) rmSync(folder, { recursive: true, force: true })
  }
  try {
    return { readyAfter: await ready, memory: () => residentMemory(child.pid ?? 0), stop }
  } catch (error) {
    await stop()
    throw error
  }
}

/** A folder for a bot to run in. */
export const newFolder = (): string => mkdtempSync(join(tmpdir(), 'keeper-bench-'))

const residentMemory = (pid: number): number => {
  const [, kilobytes = 'NaN'] = /^VmRSS:\s+(\d+) kB$/m.exec(readFileSync(`/proc/${pid}/status`, 'utf8')) ?? []
  return Number(kilobytes) / 1024
}
