import { rmSync } from 'node:fs'
import { join } from 'node:path'
import type { SettingsChange } from '../../../sandbox/lighthouse/control-api.ts'
import { type LocalLighthouse, sandboxCredential, startLocalLighthouse } from '../../../sandbox/lighthouse/server.ts'
import { type LocalSlack, startLocalSlack } from '../../../sandbox/slack/server.ts'
import { operatorCredential } from '../../e2e/operator.ts'
import type { StoredRequest } from '../../e2e/records.ts'
import { findViolations } from '../../e2e/referee.ts'
import { oneRegionEnvironment } from '../../support/bot-environment.ts'
import type { Programs } from '../../support/programs.ts'
import { scratchFolder } from '../../support/scratch-folder.ts'
import { type Bot, createBot } from './bot.ts'
import { createBusyWorkspace, createSmallFleet } from './places.ts'
import type { Store } from './store.ts'
import { createWorldTime, type WorldTime } from './time.ts'

/** A local Slack, a local Lighthouse, a store and the bots between them, all in one time that leaps over waiting. */
export type World = {
  readonly time: WorldTime
  readonly slack: LocalSlack
  readonly lighthouse: LocalLighthouse
  readonly store: Store
  readonly bots: readonly Bot[]
  /** Every request as the store had it a moment ago, oldest first. */
  readonly seen: () => readonly StoredRequest[]
  /** @returns what `look` gives as soon as it gives something; undefined after so many milliseconds of the world */
  readonly until: <Value>(look: () => Value | undefined | false | null, limit: number) => Promise<Value | undefined>
  /** Waits until every request has ended, holds nothing and is told. @returns what is wrong then */
  readonly rest: (limit?: number) => Promise<readonly string[]>
  readonly dispose: () => Promise<void>
}

const MINUTE = 60_000
/** How often the store is looked at, in milliseconds of the world. */
const LOOK = 500

export const createWorld = async (options: {
  readonly programs: Programs
  readonly replicas: number
  /** @param folder for the world alone; gone after it */
  readonly openStore: (folder: string) => Promise<Store> | Store
  readonly environment?: Readonly<Record<string, string>>
  /** How long the cloud takes for things, where it is not as long as usual. */
  readonly cloud?: SettingsChange
  /** How far the processes' clocks may be apart, in milliseconds. */
  readonly skew?: number
}): Promise<World> => {
  const folder = scratchFolder('storm')
  const store = await options.openStore(folder)
  const emulators: { slack?: LocalSlack; lighthouse?: LocalLighthouse } = {}
  const time = createWorldTime({
    file: join(folder, 'time'),
    signs: () => (emulators.slack?.calls().length ?? 0) + (emulators.lighthouse?.control.callCount() ?? 0),
    quiet: () => emulators.slack?.quiet() !== false && emulators.lighthouse?.quiet() !== false,
    onLeap: store.onLeap,
  })
  const { clock } = time
  const slack = await startLocalSlack({
    clock,
    workspace: createBusyWorkspace(),
    rateClock: 'injected',
    triggerClock: 'injected',
    socketClock: 'injected',
  })
  const lighthouse = await startLocalLighthouse({
    clock,
    rateClock: 'injected',
    fleet: createSmallFleet(clock.now()),
    ...(options.cloud !== undefined && { settings: options.cloud }),
    credentials: [sandboxCredential, operatorCredential],
  })
  Object.assign(emulators, { slack, lighthouse })
  const environment = {
    ...oneRegionEnvironment(slack, lighthouse),
    ...store.environment,
    ...options.environment,
  }
  const bots = Array.from({ length: options.replicas }, (_, index) =>
    createBot({
      name: `bot-${index + 1}`,
      slot: index + 1,
      folder,
      programs: options.programs,
      environment,
      time,
    }),
  )

  let seen: readonly StoredRequest[] = []
  let isOver = false
  const look = async (): Promise<void> => {
    while (!isOver) {
      seen = await store.seen()
      await time.sleep(LOOK)
    }
  }
  const looking = look()

  const until: World['until'] = async (wanted, limit) => {
    const end = time.now() + limit
    for (;;) {
      const found = wanted()
      if (found !== undefined && found !== false && found !== null) return found
      if (time.now() >= end) return undefined
      await time.sleep(LOOK)
    }
  }

  return {
    time,
    slack,
    lighthouse,
    store,
    bots,
    seen: () => seen,
    until,
    rest: async (limit = 90 * MINUTE) => {
      const judge = async () =>
        findViolations({
          slack,
          lighthouse,
          records: await store.records(),
          isOver: true,
          ...(options.skew !== undefined && { skew: options.skew }),
        })
      await until(() => seen.every(({ request }) => request?.end && !request.holdsInstance), limit)
      const end = time.now() + 5 * MINUTE
      for (;;) {
        const violations = await judge()
        if (violations.length === 0 || time.now() > end) return violations
        await time.sleep(2_000)
      }
    },
    dispose: async () => {
      isOver = true
      await Promise.all(bots.map((bot) => bot.kill()))
      await Promise.race([looking, new Promise((resolve) => setTimeout(resolve, 1_500))])
      await time.stop()
      await Promise.all([slack.close(), lighthouse.close()])
      await store.close()
      rmSync(folder, { recursive: true, force: true })
    },
  }
}
