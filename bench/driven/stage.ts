import { rmSync } from 'node:fs'
import { pino } from 'pino'
import { z } from 'zod'
import { sandboxCredential } from '../../sandbox/lighthouse/server.ts'
import { startKeeper } from '../../src/app.ts'
import { createLedger } from '../../src/services/ledger/create-ledger.ts'
import { openSqlite } from '../../src/services/ledger/sqlite-engine.ts'
import { settle } from '../../src/settle.ts'
import { scratchFolder } from '../../test/support/scratch-folder.ts'
import type { Program } from '../process/program.ts'
import { createFleet, instanceIdOf } from '../programs/fleet.ts'
import { type BenchClock, createBenchClock, signAt } from './clock.ts'
import { lookSchema, openedSchema, outcomeSchema, plannedSchema, trafficSchema } from './emulators.ts'
import { requestIdOf, writeRequests } from './seeds.ts'

export const runOrderSchema = z.object({
  rollbacks: z.array(plannedSchema),
  /** Driven milliseconds after which it is given up. */
  limit: z.number(),
  /**
   * Milliseconds between the clicks on Approve, once all cards are in the channel; approved before the bot starts where
   * it is left out.
   */
  clickEvery: z.number().optional(),
})
export type RunOrder = z.infer<typeof runOrderSchema>

export const drivenRunSchema = trafficSchema.omit({ applied: true }).extend({
  /** How each rollback went: when the cloud had finished, and when the end stood in the thread, in driven time. */
  ended: z.array(z.object({ requestId: z.string(), finishedAt: z.number(), toldAt: z.number() })),
  /** Driven milliseconds. */
  took: z.number(),
  /** Microseconds of processor time of the bot's process. */
  processorTime: z.number(),
  /** The most resident memory that was seen of the bot's process, in MiB. */
  memory: z.number(),
})
export type DrivenRun = z.infer<typeof drivenRunSchema>

const LONGEST_STEP = 30_000
const CALM_LOOKS = 3
/** Looks without a sign of life after which what is still in flight counts as waiting for time. */
const WAITING_LOOKS = 8
const MINUTE = 60_000
const MOST_PRESSES = 20
const MEMORY_EVERY = 100

const turn = (): Promise<void> => new Promise((resolve) => setImmediate(resolve))

/**
 * Carries requests from a start of the bot to their ends, in driven time: the real bot in this process at Slack's real
 * pace, both emulators in another, over real HTTP and sockets, with all rate limits on. Its store is in memory where
 * there is such a place: a commit's wait for the disk is no driven time.
 * @throws where not all ends are told within the limit
 */
export const runDriven = async ({ rollbacks, limit, clickEvery }: RunOrder, emulators: Program): Promise<DrivenRun> => {
  const startedAt = Date.now()
  const clock = createBenchClock(startedAt)
  const endSigning = signAt(clock.bot.now)
  const size = Math.max(...rollbacks.map(({ number }) => number)) + 1
  const { slack, lighthouse } = await emulators.call('open', { now: startedAt, size, rollbacks }, openedSchema)
  const folder = scratchFolder('bench')
  const { comeToRest, drive, step, memory } = createDriver(clock, emulators)
  try {
    const ledger = createLedger(openSqlite(folder, clock.bot))
    await writeRequests(ledger, clock.bot, {
      fleet: createFleet(size, startedAt),
      numbers: rollbacks.map(({ number }) => number),
      isApproved: clickEvery === undefined,
    })
    await ledger.close()
    const processorAtStart = process.cpuUsage()
    const keeper = await drive(
      startKeeper(configFor(slack, lighthouse, folder), {
        clock: clock.bot,
        log: pino({ level: 'silent' }),
        signal: new AbortController().signal,
      }),
    )
    settle()
    const until = async (what: string, count: 'cards' | 'ends'): Promise<void> => {
      while ((await comeToRest())[count] < rollbacks.length) {
        if (clock.bot.now() - startedAt > limit) throw new Error(`${what}: not within ${limit / 1000} s`)
        await step(LONGEST_STEP)
      }
    }
    if (clickEvery !== undefined) {
      await until('all cards', 'cards')
      for (const { number } of rollbacks) {
        const clickedAt = clock.bot.now()
        // The 3 s of an acknowledgement are real ones, and a busy machine may miss them: people press again.
        for (let press = 1; ; press += 1) {
          const pressed = await drive(emulators.call('approve', number, outcomeSchema))
          if (pressed.kind === 'done') break
          if (press === MOST_PRESSES) throw new Error(pressed.text)
        }
        while (clock.bot.now() < clickedAt + clickEvery) {
          await step(clickedAt + clickEvery - clock.bot.now())
          await comeToRest()
        }
      }
    }
    await until('all ends', 'ends')
    const { user, system } = process.cpuUsage(processorAtStart)
    const took = clock.bot.now() - startedAt
    const { applied, ...traffic } = await emulators.call('traffic', null, trafficSchema)
    await drive(keeper.stop())
    const appliedAt = new Map(applied)
    const toldAt = new Map(
      traffic.messages.flatMap(({ kind, event, requestId, at }) =>
        kind === 'post' && event === 'succeeded' ? [[requestId, at] as const] : [],
      ),
    )
    return {
      ...traffic,
      ended: rollbacks.map(({ number, plan }) => ({
        requestId: requestIdOf(number),
        finishedAt: (appliedAt.get(instanceIdOf(number)) ?? Number.NaN) + (plan.milliseconds ?? Number.NaN),
        toldAt: toldAt.get(requestIdOf(number)) ?? Number.NaN,
      })),
      took,
      processorTime: user + system,
      memory: memory(),
    }
  } finally {
    await emulators.call('close', null, z.null())
    endSigning()
    rmSync(folder, { recursive: true, force: true })
  }
}

/** Moves the time of both processes, as soon as neither has anything left to do in it. */
const createDriver = (clock: BenchClock, emulators: Program) => {
  let looks = 0
  let memory = 0
  let due: number | null = null

  const look = async () => {
    await turn()
    const seen = await emulators.call('look', null, lookSchema)
    looks += 1
    if (looks % MEMORY_EVERY === 0) memory = Math.max(memory, process.memoryUsage.rss() / 2 ** 20)
    due = seen.due
    return seen
  }
  const comeToRest = async () => {
    let seen = await look()
    for (let calm = 0; calm < (seen.isQuiet ? CALM_LOOKS : WAITING_LOOKS); calm += 1) {
      const now = await look()
      if (now.activity !== seen.activity) calm = 0
      seen = now
    }
    return seen
  }
  /** Moves time to what is due next, but at most so many milliseconds. */
  const step = async (most: number): Promise<void> => {
    const now = clock.bot.now()
    const next = Math.min(due ?? Number.POSITIVE_INFINITY, clock.due() ?? Number.POSITIVE_INFINITY)
    const milliseconds = Math.min(most, Math.max(1, next - now))
    await Promise.all([clock.advance(milliseconds), emulators.call('advance', milliseconds, z.null())])
  }
  const drive = async <Value>(work: Promise<Value>): Promise<Value> => {
    let isSettled = false
    const settled = () => {
      isSettled = true
    }
    work.then(settled, settled)
    for (;;) {
      await comeToRest()
      if (isSettled) return work
      await step(LONGEST_STEP)
    }
  }
  return {
    comeToRest,
    step,
    drive,
    memory: () => Math.max(memory, process.memoryUsage.rss() / 2 ** 20),
  }
}

const configFor = (
  slack: z.infer<typeof openedSchema>['slack'],
  { url }: z.infer<typeof openedSchema>['lighthouse'],
  dataDir: string,
): Parameters<typeof startKeeper>[0] => ({
  slack,
  cloud: { endpoint: url, credential: sandboxCredential, regions: null, proxyEnvironment: {} },
  approvers: { kind: 'channel' },
  approvalsRequired: 1,
  requestTtl: 180 * MINUTE,
  approvalTtl: 60 * MINUTE,
  databaseUrl: null,
  dataDir,
  port: 0,
  language: 'en',
  logLevel: 'error',
})
