import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { pino } from 'pino'
import type { LoggedCall as CloudCall, RollbackPlan } from '../../sandbox/lighthouse/control-api.ts'
import { sandboxCredential, startLocalLighthouse } from '../../sandbox/lighthouse/server.ts'
import { startLocalSlack } from '../../sandbox/slack/server.ts'
import { startKeeper } from '../../src/app.ts'
import { createFleet, instanceIdOf } from '../programs/fleet.ts'
import { createBenchClock } from './clock.ts'
import { APPROVER, requestIdOf, writeRequests } from './seeds.ts'
import { createTraffic } from './traffic.ts'

/** One rollback that the cloud will run. */
export type PlannedRollback = { readonly number: number; readonly plan: Partial<RollbackPlan> }

/** How one rollback went, in milliseconds of driven time. */
export type Ended = {
  readonly number: number
  /** When the cloud had finished. */
  readonly finishedAt: number
  /** When the end stood in the thread. */
  readonly toldAt: number
}

export type DrivenRun = {
  readonly ended: readonly Ended[]
  readonly cloudCalls: readonly CloudCall[]
  /** Calls that were refused because they came too often. */
  readonly tooOften: { readonly cloud: number; readonly slack: number }
  /** Driven milliseconds. */
  readonly took: number
  /** Microseconds of processor time, of the bot and both emulators together. */
  readonly processorTime: number
  /** The most resident memory that was seen, in MiB; of the bot and both emulators together. */
  readonly memory: number
}

const LONGEST_STEP = 30_000
const CALM_TURNS = 3
/** Turns without a sign of life after which what is still in flight counts as waiting for time. */
const WAITING_TURNS = 6
const MINUTE = 60_000
const MOST_PRESSES = 5

const turn = (): Promise<void> => new Promise((resolve) => setTimeout(resolve, 1))

/**
 * Carries requests from a start of the bot to their ends, in driven time: the real bot at Slack's real pace
 * between both emulators, over real HTTP and sockets, with all rate limits on. An instance is up again the moment its
 * rollback is over, so that the finish is one moment.
 *
 * @param clickEvery milliseconds between the clicks on Approve, once all cards are in the channel; approved before the
 *   bot starts where it is left out
 * @throws where not all ends are told within `limit` driven milliseconds
 */
export const runDriven = async (
  rollbacks: readonly PlannedRollback[],
  { limit, clickEvery }: { readonly limit: number; readonly clickEvery?: number },
): Promise<DrivenRun> => {
  const clock = createBenchClock()
  const size = Math.max(...rollbacks.map(({ number }) => number)) + 1
  const fleet = createFleet(size, clock.bot.now())
  const slack = await startLocalSlack({ clock: clock.emulators })
  const lighthouse = await startLocalLighthouse({
    clock: clock.emulators,
    rateClock: 'injected',
    fleet,
    settings: { startMilliseconds: 0 },
  })
  for (const { number, plan } of rollbacks) {
    lighthouse.control.addFault({ effect: { kind: 'rollback', plan }, instanceId: instanceIdOf(number) })
  }
  const folder = mkdtempSync(join(tmpdir(), 'keeper-bench-'))
  const { signal } = new AbortController()
  const log = pino({ level: 'silent' })
  let memory = 0
  let looks = 0

  const activity = (): string =>
    [slack.calls().length, lighthouse.control.calls().length, slack.sockets.unacknowledged()].join()
  const comeToRest = async (): Promise<void> => {
    let seen = activity()
    for (let calm = 0; calm < (slack.quiet() && lighthouse.quiet() ? CALM_TURNS : WAITING_TURNS); calm += 1) {
      await turn()
      const now = activity()
      if (now !== seen) calm = 0
      seen = now
    }
    looks += 1
    if (looks % 100 === 0) memory = Math.max(memory, process.memoryUsage.rss() / 2 ** 20)
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
      await clock.step(LONGEST_STEP)
    }
  }

  try {
    await writeRequests(folder, clock.bot, {
      fleet,
      numbers: rollbacks.map(({ number }) => number),
      isApproved: clickEvery === undefined,
    })
    const startedAt = clock.bot.now()
    const processorAtStart = process.cpuUsage()
    const keeper = await drive(
      startKeeper(
        {
          slack: {
            botToken: slack.botToken,
            appToken: slack.appToken,
            channelId: slack.channelId,
            apiUrl: slack.apiUrl,
          },
          cloud: { endpoint: lighthouse.url, credential: sandboxCredential, regions: null, proxyEnvironment: {} },
          approvers: { kind: 'channel' },
          approvalsRequired: 1,
          requestTtl: 180 * MINUTE,
          approvalTtl: 60 * MINUTE,
          databaseUrl: null,
          dataDir: folder,
          port: 0,
          language: 'en',
          logLevel: 'error',
        },
        { clock: clock.bot, log, signal },
      ),
    )
    const traffic = createTraffic(slack, lighthouse)
    const until = async (what: string, isSo: () => boolean): Promise<void> => {
      for (;;) {
        await comeToRest()
        traffic.read()
        if (isSo()) return
        if (clock.bot.now() - startedAt > limit) throw new Error(`${what}: not within ${limit / 1000} s`)
        await clock.step(LONGEST_STEP)
      }
    }
    if (clickEvery !== undefined) {
      await until('all cards', () => traffic.cards.size >= rollbacks.length)
      for (const { number } of rollbacks) {
        const clickedAt = clock.bot.now()
        const ts = traffic.cards.get(requestIdOf(number)) ?? ''
        // The 3 s of an acknowledgement are real ones, and a busy machine may miss them: people press again.
        for (let press = 1; ; press += 1) {
          const pressed = await drive(slack.person(APPROVER).click(ts, 'Approve'))
          if (pressed.kind === 'done') break
          if (press === MOST_PRESSES) throw new Error(pressed.text)
        }
        while (clock.bot.now() < clickedAt + clickEvery) {
          await clock.step(clickedAt + clickEvery - clock.bot.now())
          await comeToRest()
          traffic.read()
        }
      }
    }
    const { ends } = traffic
    await until('all ends', () => ends.size >= rollbacks.length)
    const { user, system } = process.cpuUsage(processorAtStart)
    const took = clock.bot.now() - startedAt
    await drive(keeper.stop())
    const executed = new Map(lighthouse.control.executed().map((call) => [call.instanceIds[0] ?? '', call.at]))
    return {
      ended: rollbacks.map(({ number, plan }) => ({
        number,
        finishedAt: (executed.get(instanceIdOf(number)) ?? Number.NaN) + (plan.milliseconds ?? Number.NaN),
        toldAt: ends.get(requestIdOf(number)) ?? Number.NaN,
      })),
      cloudCalls: traffic.cloudCalls,
      tooOften: traffic.tooOften(),
      took,
      processorTime: user + system,
      memory: Math.max(memory, process.memoryUsage.rss() / 2 ** 20),
    }
  } finally {
    await Promise.all([slack.close(), lighthouse.close()])
    clock.dispose()
    rmSync(folder, { recursive: true, force: true })
  }
}
