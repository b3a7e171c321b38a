import { expect, test } from 'vitest'
import { killEveryStep } from './kill-every-step.ts'
import { runEpisode } from './storm/episode.ts'
import { openSqliteInStorm } from './storm/stores.ts'
import { buildPrograms } from './world/bundle.ts'
import { createSqliteStore } from './world/store.ts'

/** The storm in its short form, on the embedded store. `npm run storm` is the long one. */

const LIMIT = 280_000
/** `postgres.storm.ts` has as many. */
const RANDOM_KILLS = 100

test('killed at every step of a request’s life, nothing happens twice and nothing is lost', {
  timeout: LIMIT,
}, async () => {
  const programs = await buildPrograms()

  const result = await killEveryStep({ programs, replicas: 1, lanes: 2, openStore: createSqliteStore })

  console.log(`SQLite: ${result.steps.size} steps, ${result.kills} kills, ${result.requests} requests`)
  expect(result.violations).toEqual([])
  expect(result.neverKilledAt).toEqual([])
  expect(result.notMet.length).toBeLessThan(result.steps.size / 20)
  expect(result.killed.size).toBeGreaterThan(120)
})

test('killed a hundred times at random among faults of all kinds, nothing happens twice and nothing is lost', {
  timeout: LIMIT,
}, async () => {
  const programs = await buildPrograms()
  const seeds = ['sqlite-1', 'sqlite-2']

  const results = await Promise.all(
    seeds.map((seed) =>
      runEpisode({ seed, replicas: 1, kills: RANDOM_KILLS / seeds.length }, { programs, openStore: openSqliteInStorm }),
    ),
  )

  expect(results.flatMap(({ broken, lastWords }) => [...broken, ...lastWords])).toEqual([])
  expect(results.reduce((sum, { figures }) => sum + figures.kills, 0)).toBe(RANDOM_KILLS)
})
