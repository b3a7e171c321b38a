import { type ChildProcess, fork } from 'node:child_process'
import { once } from 'node:events'
import { join } from 'node:path'
import { z } from 'zod'
import { sandboxEnvironment } from '../../sandbox/launcher/environment.ts'

/** A program of the benchmarks in a process of its own, told what to do over its channel to this process. */
export type Program = {
  /** @throws what went wrong there, or where the answer does not fit the schema */
  readonly call: <Answer>(act: string, input: unknown, answer: z.ZodType<Answer>) => Promise<Answer>
  readonly stop: () => Promise<void>
}

const messageSchema = z.union([
  z.object({ ready: z.unknown() }),
  z.object({ id: z.number(), error: z.string() }),
  z.object({ id: z.number(), result: z.unknown().optional() }),
])

const ROOT = join(import.meta.dirname, '..')

/**
 * @param file under `bench/`
 * @param flags for Node.js
 * @returns the program and what it said when it got ready
 */
export const startProgram = async <Ready>(
  file: string,
  environment: Readonly<Record<string, string>>,
  readySchema: z.ZodType<Ready>,
  flags: readonly string[] = [],
): Promise<Program & { readonly ready: Ready }> => {
  const child = fork(join(ROOT, file), [], {
    env: sandboxEnvironment(process.env, environment),
    execArgv: [...process.execArgv, ...flags],
    stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
  })
  const waiting = new Map<number, PromiseWithResolvers<unknown>>()
  const started = Promise.withResolvers<unknown>()
  started.promise.catch(() => undefined)
  let count = 0

  child.on('message', (message) => {
    const said = messageSchema.parse(message)
    if ('ready' in said) {
      started.resolve(said.ready)
      return
    }
    const asked = waiting.get(said.id)
    waiting.delete(said.id)
    if ('error' in said) asked?.reject(new Error(`${file}: ${said.error}`))
    else asked?.resolve(said.result)
  })
  child.once('exit', (code, signal) => {
    const error = new Error(`${file} ended (${signal ?? code})`)
    started.reject(error)
    for (const asked of waiting.values()) asked.reject(error)
  })

  const ready = readySchema.parse(await started.promise)
  return {
    ready,
    call: async (act, input, answer) => {
      count += 1
      const asked = Promise.withResolvers<unknown>()
      waiting.set(count, asked)
      child.send({ id: count, act, input })
      return answer.parse(await asked.promise)
    },
    stop: () => endChild(child, 'SIGTERM'),
  }
}

/** Ends a child and waits until it is gone. */
export const endChild = async (child: ChildProcess, signal: NodeJS.Signals): Promise<void> => {
  if (child.exitCode !== null || child.signalCode !== null) return
  const ended = once(child, 'exit')
  child.kill(signal)
  await ended
}
