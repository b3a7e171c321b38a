import { expect, inject } from 'vitest'
import { killEveryStep } from './kill-every-step.ts'
import { runEpisode, type StoreInStorm } from './storm/episode.ts'
import type { Store } from './world/store.ts'

/** The storm in its short form: every step in `npm test`, kills at random in `npm run test:storm`. */

export const LIMIT = 290_000
/** On each store. */
const RANDOM_KILLS = 100
/** A life is short here, so that it is mostly starts that are interrupted; in the long storm they last longer. */
const EFFECTS_OF_A_LIFE = 60

/** Kills the bot at every step of a request's life. */
export const expectNoStepToMatter = async (options: {
  readonly replicas: number
  readonly lanes: number
  readonly openStore: (folder: string) => Promise<Store> | Store
}): Promise<void> => {
  const result = await killEveryStep({ programs: inject('programs'), ...options })
  console.log(`${result.steps.size} steps, ${result.kills} kills, ${result.requests} requests`)
  expect(result.violations).toEqual([])
  expect(result.neverKilledAt).toEqual([])
  expect(result.notMet.length).toBeLessThan(result.steps.size / 20)
  // Some 75, and how many depends on what meets what: far fewer, and the steps are not seen any more.
  expect(result.killed.size).toBeGreaterThan(50)
}

/**
 * Kills the bot a hundred times at random, among faults of all kinds.
 * @param seeds of episodes at the same time, which share the kills
 */
export const expectNoKillToMatter = async (options: {
  readonly seeds: readonly string[]
  readonly replicas: number
  readonly openStore: (folder: string) => Promise<StoreInStorm> | StoreInStorm
}): Promise<void> => {
  const { seeds, replicas, openStore } = options
  const plan = { replicas, kills: RANDOM_KILLS / seeds.length, effects: EFFECTS_OF_A_LIFE }
  const results = await Promise.all(
    seeds.map((seed) => runEpisode({ ...plan, seed }, { programs: inject('programs'), openStore })),
  )
  expect(results.flatMap(({ broken, lastWords }) => [...broken, ...lastWords])).toEqual([])
  expect(results.reduce((sum, { figures }) => sum + figures.kills, 0)).toBe(RANDOM_KILLS)
}
