import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { createInterface } from 'node:readline'

/** An emulator that runs as a program of its own. */
export type Program = { readonly url: string; readonly stop: () => Promise<void> }

const START_PATIENCE = 20_000
const STOP_PATIENCE = 3_000

/**
 * Starts an emulator and waits for its line `ready URL`. It has a channel to this process and ends with it, however
 * this process ends.
 *
 * @throws where it ends before it is ready, with what it said
 */
export const startProgram = async (
  file: string,
  args: readonly string[],
  environment: Readonly<Record<string, string>>,
): Promise<Program> => {
  const child = spawn(process.execPath, [file, ...args], {
    env: { ...process.env, ...environment },
    stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
  })
  return { url: await readyUrl(child, file), stop: () => stopChild(child) }
}

const readyUrl = (child: ChildProcess, file: string): Promise<string> =>
  new Promise((resolve, reject) => {
    const said: string[] = []
    const listen = (line: string): void => {
      said.push(line)
      const url = /^ready (\S+)$/.exec(line)?.[1]
      if (url !== undefined) resolve(url)
    }
    for (const stream of [child.stdout, child.stderr]) {
      if (stream !== null) createInterface({ input: stream }).on('line', listen)
    }
    const patience = setTimeout(
      () => reject(new Error(`${file} does not get ready:\n${said.join('\n')}`)),
      START_PATIENCE,
    )
    child.once('exit', (code) => reject(new Error(`${file} ended with ${code}:\n${said.join('\n')}`)))
    child.once('error', reject)
    void Promise.resolve().then(() => patience.unref())
  })

/** Ends a child in order, or by force where it does not take the hint. */
export const stopChild = async (child: ChildProcess): Promise<void> => {
  if (child.exitCode !== null || child.signalCode !== null) return
  const ended = once(child, 'exit')
  child.kill('SIGTERM')
  const force = setTimeout(() => child.kill('SIGKILL'), STOP_PATIENCE)
  await ended
  clearTimeout(force)
}
