import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { createInterface } from 'node:readline'
import { sandboxEnvironment } from './environment.ts'

/** An emulator that runs as a program of its own. */
export type Program = {
  readonly url: string
  readonly stop: () => Promise<void>
  /** Resolves when it ends, with how: `exit code 1`, `SIGKILL`. */
  readonly ended: Promise<string>
}

const START_PATIENCE = 20_000
const STOP_PATIENCE = 3_000

/**
 * Starts an emulator and waits for its line `ready URL`. It has a channel to this process and ends with it, however
 * this process ends.
 *
 * @throws where it does not get ready, with what it said; it runs no longer then
 */
export const startProgram = async (
  file: string,
  args: readonly string[],
  environment: Readonly<Record<string, string>>,
): Promise<Program> => {
  const child = spawn(process.execPath, [file, ...args], {
    env: sandboxEnvironment(process.env, environment),
    stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
  })
  const ended = new Promise<string>((resolve) => {
    child.once('exit', (code, signal) => resolve(howItEnded(code, signal)))
  })
  try {
    return { url: await readyUrl(child, ended, file), stop: () => stopChild(child), ended }
  } catch (error) {
    await stopChild(child)
    throw error
  }
}

export const howItEnded = (code: number | null, signal: string | null): string => signal ?? `exit code ${code}`

const readyUrl = (child: ChildProcess, ended: Promise<string>, file: string): Promise<string> =>
  new Promise((resolve, reject) => {
    const said: string[] = []
    const fail = (what: string): void => {
      clearTimeout(patience)
      reject(new Error([`${file} ${what}`, ...said].join('\n')))
    }
    const patience = setTimeout(() => fail('does not get ready:'), START_PATIENCE)
    for (const stream of [child.stdout, child.stderr]) {
      if (stream === null) continue
      createInterface({ input: stream }).on('line', (line) => {
        const url = /^ready (\S+)$/.exec(line)?.[1]
        if (url === undefined) {
          said.push(line)
          return
        }
        clearTimeout(patience)
        resolve(url)
      })
    }
    void ended.then((how) => fail(`ended before it was ready (${how}):`))
    child.once('error', (error) => fail(error.message))
  })

/** Whether a child's process is gone; its last lines may still be on their way. */
export const hasExited = (child: ChildProcess): boolean => child.exitCode !== null || child.signalCode !== null

/** Ends a child in order, or by force where it does not take the hint. */
export const stopChild = async (child: ChildProcess): Promise<void> => {
  if (child.pid === undefined || hasExited(child)) return
  const ended = once(child, 'exit')
  child.kill('SIGTERM')
  const force = setTimeout(() => child.kill('SIGKILL'), STOP_PATIENCE)
  await ended
  clearTimeout(force)
}
