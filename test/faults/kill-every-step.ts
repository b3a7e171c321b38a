import type { Programs } from '../support/programs.ts'
import { ask, type Decision, decide } from './world/people.ts'
import { APPROVERS, requesterOf } from './world/places.ts'
import type { Store } from './world/store.ts'
import { createWorld, type World } from './world/world.ts'

/** One life of a request, as people want it. */
type Life = { readonly dryRun?: boolean; readonly safety?: boolean; readonly decision: Decision['what'] }

const LIVES: readonly Life[] = [
  { decision: 'Approve' },
  { decision: 'Deny' },
  { decision: 'Cancel' },
  { decision: 'Approve', dryRun: true },
  { decision: 'Approve', safety: true },
  { decision: 'Approve' },
]

/** Generations of lives without a single kill after which what is left counts as not met again. */
const PATIENCE = 3
/** How often somebody asks: while one start after the other is killed, time leaps from one to the next. */
const TRIES = 1_000

/** Long enough for progress to be told, and no longer: each look of the bot costs time, and shows no new step. */
const QUICK_CLOUD = {
  stopMilliseconds: 1_000,
  startMilliseconds: 1_000,
  createSnapshotMilliseconds: 4_000,
  rollback: { milliseconds: 6_000 },
}

export type StepsKilled = {
  /** The steps that a life without faults has. */
  readonly steps: ReadonlySet<string>
  readonly killed: ReadonlySet<string>
  /** Steps that did not come again: some only do where things happen to meet in the order of the first lives. */
  readonly notMet: readonly string[]
  /** Effects after which nothing was ever killed, however far its request had come. */
  readonly neverKilledAt: readonly string[]
  readonly kills: number
  readonly requests: number
  readonly violations: readonly string[]
}

/**
 * A step is the gap between one effect and the next: killed after the one or before the other, the process leaves the
 * same world behind. So each effect is killed after it was made. Commits that only keep a lease or progress are left to
 * the kills at random.
 */
const isStep = (step: string): boolean =>
  step.endsWith(' after') && (!step.includes(': store ') || /INSERT entries|tellings/.test(step))

/** The step without how far its request had come. */
const effectOf = (step: string): string => step.slice(step.indexOf(': ') + 2)

const live = async (world: World, lives: readonly Life[], first: number): Promise<void> => {
  const machines = world.lighthouse.control.state().fleet.instances.map(({ instance }) => instance.InstanceId)
  await Promise.all(
    lives.map(async ({ decision, dryRun = false, safety = false }, index) => {
      const by = requesterOf(index)
      const instanceId = machines[(first + index) % machines.length] ?? ''
      const requestId = await ask(world, { by, instanceId, dryRun, safety }, { tries: TRIES })
      if (requestId === undefined) throw new Error(`${by} could not ask for anything.`)
      const decider = decision === 'Cancel' ? by : (APPROVERS[index % APPROVERS.length] ?? '')
      await decide(world, requestId, { what: decision, by: decider })
    }),
  )
}

/**
 * Lets requests live once without faults and notes every step; then lets others live and kills the process at each of
 * those steps once, until none is left. Where a flow can be held at its step, one kill meets several of them.
 */
export const killEveryStep = async (options: {
  readonly programs: Programs
  readonly replicas: number
  readonly openStore: (folder: string) => Promise<Store> | Store
  /** So many worlds at once share the work. */
  readonly lanes: number
}): Promise<StepsKilled> => {
  const { programs, replicas, openStore, lanes } = options
  const violations: string[] = []
  const killed = new Set<string>()
  let kills = 0
  let requests = 0

  const inWorld = async (work: (world: World) => Promise<void>): Promise<void> => {
    const world = await createWorld({ programs, replicas, openStore, cloud: QUICK_CLOUD })
    try {
      await work(world)
      violations.push(...(await world.rest()))
      if (violations.length > 0) violations.push(...world.bots.map((bot) => bot.output()))
      requests += world.seen().length
    } finally {
      await world.dispose()
    }
  }

  const steps = new Set<string>()
  await inWorld(async (world) => {
    for (const bot of world.bots) bot.start()
    await live(world, LIVES, 0)
    await world.rest()
    for (const bot of world.bots) for (const step of bot.takeReport().steps.filter(isStep)) steps.add(step)
  })
  const left = new Set(steps)

  const killAll = (world: World, isOver: () => boolean) =>
    world.bots.map(async (bot) => {
      for (;;) {
        bot.start({ steps: [...left] })
        await bot.ended()
        for (const step of bot.takeReport().killedAt) {
          killed.add(step)
          left.delete(step)
        }
        if (isOver()) return
        kills += 1
      }
    })

  let unmet = 0
  const lane = () =>
    inWorld(async (world) => {
      let isOver = false
      const killing = killAll(world, () => isOver)
      for (let generation = 0; left.size > 0 && unmet < PATIENCE && violations.length === 0; generation += 1) {
        const before = kills
        await live(world, LIVES, generation)
        violations.push(...(await world.rest()))
        unmet = kills === before ? unmet + 1 : 0
      }
      isOver = true
      await Promise.all(world.bots.map((bot) => bot.kill()))
      await Promise.all(killing)
      for (const bot of world.bots) bot.start()
    })
  await Promise.all(Array.from({ length: lanes }, lane))
  const effectsKilledAt = new Set([...killed].map(effectOf))
  const neverKilledAt = [...left].map(effectOf).filter((effect) => !effectsKilledAt.has(effect))
  return { steps, killed, notMet: [...left], neverKilledAt, kills, requests, violations }
}
