import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { type Programs, QUICK_START } from '../../support/programs.ts'
import { isFreezing, type Orders, type Rest, readRest, VARIABLE } from '../bot/orders.ts'
import type { WorldTime } from './time.ts'

/** One bot: a process after the other, each with its own orders. */
export type Bot = {
  readonly name: string
  /** Starts a process. It need not get far: what becomes of it is told by `isAlive` and `ended`. */
  readonly start: (orders?: Partial<Pick<Orders, 'steps' | 'killAfter' | 'freezeAt'>>) => void
  readonly kill: () => Promise<void>
  /** SIGTERM. @returns the exit code, and how long it took in milliseconds of real time */
  readonly stop: () => Promise<{ readonly code: number | null; readonly milliseconds: number }>
  readonly freeze: () => void
  readonly thaw: () => void
  readonly isFrozen: () => boolean
  readonly isAlive: () => boolean
  /** Resolves when the process that runs now has ended. */
  readonly ended: () => Promise<void>
  /** Whether it has been ready since its newest start. */
  readonly isReady: () => boolean
  /** The steps that were met since the last look: `phase: what side`. */
  readonly takeReport: () => Report
  readonly output: () => string
}

export type Report = {
  readonly steps: readonly string[]
  /** Those of its orders at which the process, or a flow of it, was when it was killed. */
  readonly killedAt: readonly string[]
}

const NO_ORDERS = { steps: [], killAfter: null, freezeAt: null }
const MOST_OUTPUT = 200_000

export const createBot = (options: {
  readonly name: string
  readonly slot: number
  readonly folder: string
  readonly programs: Programs
  readonly environment: Readonly<Record<string, string>>
  readonly time: WorldTime
}): Bot => {
  const { name, slot, folder, programs, environment, time } = options
  const reportFile = join(folder, `${name}.steps`)
  let child: ChildProcess | null = null
  let exit: Promise<void> = Promise.resolve()
  let leave: () => void = () => undefined
  let isFrozen = false
  let isReady = false
  let output = ''
  let read = 0
  let count = 0
  let settle: (rest: Rest | null) => void = () => undefined

  const isAlive = () => child !== null && child.exitCode === null && child.signalCode === null

  const go = (): Promise<Rest | null> => {
    const asked = child
    if (asked === null || !isAlive() || isFrozen || !asked.connected) return Promise.resolve(null)
    count += 1
    const number = count
    return new Promise((resolve) => {
      settle = (rest) => {
        if (rest === null || rest.rest === number) resolve(rest)
      }
      asked.send({ go: number }, (error) => error && resolve(null))
    })
  }

  const start: Bot['start'] = (orders = {}) => {
    const given: Orders = { timeFile: time.file, slot, reportFile, ...NO_ORDERS, ...orders }
    const started = spawn(process.execPath, [...QUICK_START, '--import', programs.preload, programs.bot], {
      cwd: folder,
      env: {
        PATH: process.env['PATH'],
        PORT: '0',
        NODE_COMPILE_CACHE: programs.compiled,
        [VARIABLE]: JSON.stringify(given),
        ...environment,
      },
      stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
    })
    child = started
    isFrozen = false
    isReady = false
    const listen = (chunk: Buffer) => {
      output = `${output}${chunk}`.slice(-MOST_OUTPUT)
      if (output.includes('"msg":"ready"')) isReady = true
    }
    output = `${output.replaceAll('"msg":"ready"', '"msg":"was ready"')}\n--- start ---\n`
    started.stdout?.on('data', listen)
    started.stderr?.on('data', listen)
    started.on('message', (message) => {
      const rest = readRest(message)
      if (rest !== null) settle(rest)
      if (isFreezing(message)) {
        isFrozen = true
        settle(null)
      }
    })
    started.on('error', () => settle(null))
    const left = time.join({ go, onHeld: kill })
    leave = left
    exit = once(started, 'exit').then(() => {
      left()
      settle(null)
    })
  }

  const kill = async (): Promise<void> => {
    if (!isAlive()) return
    child?.kill('SIGKILL')
    leave()
    await exit
  }

  return {
    name,
    start,
    kill,
    stop: async () => {
      const since = performance.now()
      const stopping = child
      if (isAlive()) stopping?.kill('SIGTERM')
      await exit
      return { code: stopping?.exitCode ?? null, milliseconds: performance.now() - since }
    },
    freeze: () => {
      if (!isAlive()) return
      isFrozen = true
      child?.kill('SIGSTOP')
      settle(null)
    },
    thaw: () => {
      if (!isAlive()) return
      child?.kill('SIGCONT')
      isFrozen = false
    },
    isFrozen: () => isFrozen,
    isAlive,
    ended: () => exit,
    isReady: () => isReady,
    takeReport: () => {
      const text = existsSync(reportFile) ? readFileSync(reportFile, 'utf8') : ''
      const lines = text
        .slice(read)
        .split('\n')
        .filter((line) => line !== '')
      read = text.length
      const marked = /^(killed|held|frozen) /
      return {
        steps: lines.filter((line) => !marked.test(line)),
        killedAt: lines.filter((line) => /^(killed|held) /.test(line)).map((line) => line.replace(marked, '')),
      }
    },
    output: () => output,
  }
}
