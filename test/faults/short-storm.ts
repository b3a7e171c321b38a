import { expect, inject } from 'vitest'
import { findSteps, killAtSteps, QUICK_CLOUD } from './kill-every-step.ts'
import { lastWords, openStormyWorld, rage, type StoreInStorm } from './storm/episode.ts'
import { newFigures } from './storm/figures.ts'

/** The storm in its short form: the bot is killed at every step, and then at random among faults of all kinds. */

export const LIMIT = 600_000
/** A life is short here, so that it is mostly starts that are interrupted; in the long storm they last longer. */
const EFFECTS_OF_A_LIFE = 25
/** Generations of lives without faults in which the steps that did not come again are looked for at the end. */
const PATIENCE = 6

/**
 * @param seed of what happens at random
 * @param kills at random
 */
export const expectNoKillToMatter = async (options: {
  readonly seed: string
  readonly kills: number
  readonly replicas: number
  readonly openStore: (folder: string) => Promise<StoreInStorm> | StoreInStorm
}): Promise<void> => {
  const { seed, kills, replicas, openStore } = options
  const open = () =>
    openStormyWorld({ programs: inject('programs'), openStore }, { replicas, requestTtl: '10m', cloud: QUICK_CLOUD })
  const first = await open()
  const steps = await findSteps(first.world).finally(first.world.dispose)
  const figures = newFigures()
  const broken: string[] = []
  let killsAtSteps = 0

  const stormy = await open()
  const { world } = stormy
  const killAt = async (generation: number): Promise<void> => {
    const result = await killAtSteps(world, steps, generation)
    killsAtSteps += result.kills
    broken.push(...result.broken)
  }
  /** Some steps only come where things happen to meet in the order of the first lives. */
  const isMuchLeft = () => steps.effectsLeft().length > 0 || steps.left().length > steps.all.size / 20
  try {
    await killAt(0)
    await rage(stormy, { seed, replicas, kills, effects: EFFECTS_OF_A_LIFE }, figures, steps)
    for (let generation = 1; generation <= PATIENCE && isMuchLeft(); generation += 1) {
      await Promise.all(world.bots.map((bot) => bot.kill()))
      await killAt(generation)
      for (const bot of world.bots) bot.start()
    }
    broken.push(...(await world.rest()))
    if (broken.length > 0) broken.push(...world.bots.map(lastWords))
  } finally {
    await world.dispose()
  }
  const left = steps.left()
  console.log(`${steps.all.size} steps, ${killsAtSteps} kills; ${left.length} steps did not come again`, left)
  expect(broken).toEqual([])
  expect(figures.kills).toBe(kills)
  // Some 75, and how many depends on what meets what: far fewer, and the steps are not seen any more.
  expect(steps.all.size).toBeGreaterThan(60)
  expect(steps.effectsLeft()).toEqual([])
  expect(left.length).toBeLessThan(steps.all.size / 10)
}
