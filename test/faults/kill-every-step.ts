import type { Report } from './world/bot.ts'
import { ask, type Decision, decide } from './world/people.ts'
import { APPROVERS, requesterOf } from './world/places.ts'
import type { World } from './world/world.ts'

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

/** How often somebody asks: while one start after the other is killed, time leaps from one to the next. */
const TRIES = 1_000

/** Long enough for progress to be told, and no longer: each look of the bot costs time, and shows no new step. */
export const QUICK_CLOUD = {
  stopMilliseconds: 1_000,
  startMilliseconds: 1_000,
  createSnapshotMilliseconds: 4_000,
  rollback: { milliseconds: 6_000 },
}

/** The steps of requests' lives, and those at which nothing was killed yet. */
export type StepList = {
  readonly all: ReadonlySet<string>
  readonly left: () => readonly string[]
  /** @returns whether the process that this is the report of was killed at a step */
  readonly learn: (report: Report) => boolean
  /** Effects after which nothing was ever killed, however far its request had come. */
  readonly effectsLeft: () => readonly string[]
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

/** Lets requests live once without faults, and notes every step. */
export const findSteps = async (world: World): Promise<StepList> => {
  for (const bot of world.bots) bot.start()
  await live(world, 0)
  await world.rest()
  const all = new Set(world.bots.flatMap((bot) => bot.takeReport().steps.filter(isStep)))
  const left = new Set(all)
  const killedAfter = new Set<string>()
  return {
    all,
    left: () => [...left],
    learn: ({ killedAt }) => {
      for (const step of killedAt) {
        left.delete(step)
        killedAfter.add(effectOf(step))
      }
      return killedAt.length > 0
    },
    effectsLeft: () => [...left].map(effectOf).filter((effect) => !killedAfter.has(effect)),
  }
}

/**
 * Lets requests live while each process is killed at the first step that is left; where a flow can be held at its step,
 * one kill meets several of them. The processes are dead at the end.
 * @param generation another one gives the lives other machines
 * @returns how often a process was killed, and what is wrong with the world afterwards
 */
export const killAtSteps = async (
  world: World,
  steps: StepList,
  generation: number,
): Promise<{ readonly kills: number; readonly broken: readonly string[] }> => {
  let isOver = false
  let kills = 0
  const killing = world.bots.map(async (bot) => {
    for (;;) {
      bot.start({ steps: steps.left() })
      await bot.ended()
      steps.learn(bot.takeReport())
      if (isOver) return
      kills += 1
    }
  })
  await live(world, generation)
  const broken = await world.rest()
  isOver = true
  await Promise.all(world.bots.map((bot) => bot.kill()))
  await Promise.all(killing)
  return { kills, broken }
}

const live = async (world: World, generation: number): Promise<void> => {
  const machines = world.lighthouse.control.state().fleet.instances.map(({ instance }) => instance.InstanceId)
  await Promise.all(
    LIVES.map(async ({ decision, dryRun = false, safety = false }, index) => {
      const by = requesterOf(index)
      const instanceId = machines[(generation + index) % machines.length] ?? ''
      const requestId = await ask(world, { by, instanceId, dryRun, safety }, { tries: TRIES })
      if (requestId === undefined) throw new Error(`${by} could not ask for anything.`)
      const decider = decision === 'Cancel' ? by : (APPROVERS[index % APPROVERS.length] ?? '')
      await decide(world, requestId, { what: decision, by: decider })
    }),
  )
}
