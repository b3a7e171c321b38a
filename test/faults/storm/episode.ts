import type { SettingsChange } from '../../../sandbox/lighthouse/control-api.ts'
import type { Programs } from '../../support/programs.ts'
import type { StepList } from '../kill-every-step.ts'
import type { Bot } from '../world/bot.ts'
import type { Store } from '../world/store.ts'
import { createWorld, type World } from '../world/world.ts'
import { CLOUD_FAULTS } from './cloud-faults.ts'
import { keepAsking } from './crowd.ts'
import { type Fault, SECOND } from './fault.ts'
import { addTo, countWorld, type Figures, newFigures } from './figures.ts'
import { AROUND_THE_GATE, MOST_SKEW, PROCESS_FAULTS } from './process-faults.ts'
import { createRandom, type Random } from './random.ts'
import { SLACK_FAULTS } from './slack-faults.ts'

/** What an episode is made of; the same plan makes the same episode. */
export type Plan = {
  readonly seed: string
  readonly replicas: number
  /** So many times a process is killed, at random effects. */
  readonly kills: number
  /** After at most so many effects a process is killed. A request alone has about 300 in its life. */
  readonly effects: number
}

export type Result = {
  readonly figures: Figures
  /** The promises that were broken, in words. */
  readonly broken: readonly string[]
  /** What the bots said, where one was. */
  readonly lastWords: readonly string[]
}

const PEOPLE = 6

export type Options = {
  readonly programs: Programs
  readonly openStore: (folder: string) => Promise<StoreInStorm> | StoreInStorm
}

/** A world in which a storm can rage, and every fault that there is in it. */
type StormyWorld = { readonly world: World; readonly faults: Readonly<Record<string, Fault>> }

/** @param requestTtl how long a request waits for its decision, as in the bot's settings */
export const openStormyWorld = async (
  { programs, openStore }: Options,
  { replicas, requestTtl, cloud }: { replicas: number; requestTtl: string; cloud?: SettingsChange },
): Promise<StormyWorld> => {
  let storeFaults: Readonly<Record<string, Fault>> = {}
  const world = await createWorld({
    programs,
    replicas,
    // The embedded store has the clock of the process; PostgreSQL has its own.
    ...(replicas === 1 && { skew: MOST_SKEW + 2 * SECOND }),
    ...(cloud !== undefined && { cloud }),
    environment: { REQUEST_TTL: requestTtl, APPROVAL_TTL: '10m' },
    openStore: async (folder) => {
      const { store, faults } = await openStore(folder)
      storeFaults = faults
      return store
    },
  })
  return { world, faults: { ...CLOUD_FAULTS, ...SLACK_FAULTS, ...PROCESS_FAULTS, ...storeFaults } }
}

/** A storm in a world of its own, and what the referee says once it has calmed down. */
export const runEpisode = async (plan: Plan, options: Options): Promise<Result> => {
  const figures = newFigures()
  const stormy = await openStormyWorld(options, { replicas: plan.replicas, requestTtl: '5m' })
  const { world } = stormy
  try {
    await rage(stormy, plan, figures)
    const broken = await world.rest()
    await countWorld(figures, world)
    return { figures, broken, lastWords: broken.length === 0 ? [] : world.bots.map(lastWords) }
  } finally {
    await world.dispose()
  }
}

/** Steps at which a process dies besides; such a death is not one at random. */
export type AlsoAt = Pick<StepList, 'left' | 'learn'>
const NOWHERE: AlsoAt = { left: () => [], learn: () => false }

/** The storm itself: people ask, faults come and go, processes die. All works again at its end, and every bot lives. */
export const rage = async (
  { world, faults }: StormyWorld,
  plan: Plan,
  figures: Figures,
  alsoAt: AlsoAt = NOWHERE,
): Promise<void> => {
  const { seed, replicas } = plan
  let isOver = false
  try {
    const blowing = blow(world, faults, createRandom(`${seed} faults`), figures, () => isOver)
    const crowd = Array.from({ length: PEOPLE }, (_, number) =>
      keepAsking(world, number, createRandom(`${seed} person ${number}`), () => isOver),
    )
    const share = Math.ceil(plan.kills / replicas)
    await Promise.all(
      world.bots.map((bot) =>
        dieOften(world, bot, { ...plan, kills: share }, createRandom(`${seed} ${bot.name}`), figures, alsoAt),
      ),
    )
    isOver = true
    await calm(world)
    await blowing
    await calm(world)
    await Promise.all(crowd)
  } finally {
    isOver = true
  }
}

export type StoreInStorm = { readonly store: Store; readonly faults: Readonly<Record<string, Fault>> }

export const lastWords = (bot: Bot): string => `--- ${bot.name}\n${bot.output()}`

/** One fault after the other, several at a time where they last. */
const blow = async (
  world: World,
  faults: Readonly<Record<string, Fault>>,
  random: Random,
  figures: Figures,
  isOver: () => boolean,
): Promise<void> => {
  const [first = '', ...names] = Object.keys(faults)
  const lasting = new Set<Promise<void>>()
  while (!isOver()) {
    await world.time.sleep(random.between(2, 20) * SECOND)
    const name = random.pick([first, ...names])
    const own = createRandom(`${random.next()}`)
    addTo(figures.faults, name)
    const work = Promise.resolve(faults[name]?.(world, own))
    lasting.add(work)
    work.finally(() => lasting.delete(work)).catch(() => undefined)
  }
  await Promise.all(lasting)
}

/** A process that is killed again and again, each time after another number of effects; at last one that lives. */
const dieOften = async (
  world: World,
  bot: Bot,
  { kills, effects }: Plan,
  random: Random,
  figures: Figures,
  alsoAt: AlsoAt,
): Promise<void> => {
  for (let killed = 0; killed < kills; ) {
    const freezes = random.chance(0.15)
    bot.start({
      killAfter: random.between(1, effects),
      freezeAt: freezes ? random.pick(AROUND_THE_GATE) : null,
      steps: alsoAt.left(),
    })
    const thawAfter = random.pick([2, 4, 6, 9, 11, 30]) * SECOND
    await endedOrThawed(world, bot, thawAfter, figures)
    if (alsoAt.learn(bot.takeReport())) continue
    killed += 1
    figures.kills += 1
    if (random.chance(0.3)) await world.time.sleep(random.between(1, 25) * SECOND)
  }
  bot.start()
}

const LONGEST_LIFE = 60 * SECOND

/** Waits for the process's end. A frozen one is woken up, and one that has nothing more to do is killed at last. */
const endedOrThawed = async (world: World, bot: Bot, thawAfter: number, figures: Figures): Promise<void> => {
  const dieBy = world.time.now() + LONGEST_LIFE
  let isOver = false
  const ended = bot.ended().then(() => {
    isOver = true
  })
  let frozenSince: number | null = null
  while (!isOver) {
    await Promise.race([ended, world.time.sleep(SECOND)])
    if (bot.isFrozen()) {
      frozenSince ??= world.time.now()
      if (world.time.now() - frozenSince < thawAfter) continue
      addTo(figures.faults, 'process: frozen around the gate')
      bot.thaw()
    }
    frozenSince = null
    if (world.time.now() > dieBy) await bot.kill()
  }
}

/** Everything that was broken works again, and every bot lives. */
const calm = async (world: World): Promise<void> => {
  world.slack.faults.clearAll()
  world.lighthouse.control.clearFaults()
  for (const [index, bot] of world.bots.entries()) {
    world.time.setError(index + 1, 0)
    bot.thaw()
    if (!bot.isAlive()) bot.start()
  }
}
