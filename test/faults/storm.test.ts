import { afterAll, beforeAll, describe, expect, inject, test } from 'vitest'
import { type PostgresServer, startPostgres } from '../support/postgres.ts'
import { databaseOfItsOwn } from '../support/shared-postgres.ts'
import { killEveryStep, type StepsKilled } from './kill-every-step.ts'
import { type Result, runEpisode } from './storm/episode.ts'
import { openPostgresInStorm, openSqliteInStorm } from './storm/stores.ts'
import { createPostgresStore, createSqliteStore } from './world/store.ts'

/** The storm in its short form; `npm run storm` is the long one. One file: its parts would be in each other's way. */

const LIMIT = 280_000
/** On each store. */
const RANDOM_KILLS = 100
/** A life is short here, so that it is mostly starts that are interrupted; in the long storm it is twice as long. */
const EFFECTS_OF_A_LIFE = 80

const programs = inject('programs')

const expectNoStepToMatter = (result: StepsKilled): void => {
  console.log(`${result.steps.size} steps, ${result.kills} kills, ${result.requests} requests`)
  expect(result.violations).toEqual([])
  expect(result.neverKilledAt).toEqual([])
  expect(result.notMet.length).toBeLessThan(result.steps.size / 20)
  expect(result.killed.size).toBeGreaterThan(95)
}

const expectNoKillToMatter = (results: readonly Result[]): void => {
  expect(results.flatMap(({ broken, lastWords }) => [...broken, ...lastWords])).toEqual([])
  expect(results.reduce((sum, { figures }) => sum + figures.kills, 0)).toBe(RANDOM_KILLS)
}

describe('nothing happens twice and nothing is lost', () => {
  test('with SQLite, killed at every step of a request’s life', { timeout: LIMIT }, async () => {
    expectNoStepToMatter(await killEveryStep({ programs, replicas: 1, lanes: 2, openStore: createSqliteStore }))
  })

  test('with SQLite, killed a hundred times at random among faults of all kinds', { timeout: LIMIT }, async () => {
    const plan = { replicas: 1, kills: RANDOM_KILLS / 2, effects: EFFECTS_OF_A_LIFE }
    const episode = (seed: string) => runEpisode({ ...plan, seed }, { programs, openStore: openSqliteInStorm })
    expectNoKillToMatter(await Promise.all([episode('sqlite-1'), episode('sqlite-2')]))
  })

  test('with PostgreSQL, two replicas killed at every step', { timeout: LIMIT }, async () => {
    const openStore = async () => createPostgresStore(await databaseOfItsOwn())
    expectNoStepToMatter(await killEveryStep({ programs, replicas: 2, lanes: 1, openStore }))
  })

  describe('with PostgreSQL', () => {
    /** Of its own: it is restarted and crashed. */
    let server: PostgresServer
    beforeAll(async () => {
      server = await startPostgres()
    })
    afterAll(() => server.dispose())

    test('two replicas killed a hundred times at random among faults of all kinds', { timeout: LIMIT }, async () => {
      const plan = { seed: 'postgres-1', replicas: 2, kills: RANDOM_KILLS, effects: EFFECTS_OF_A_LIFE }
      expectNoKillToMatter([await runEpisode(plan, { programs, openStore: () => openPostgresInStorm(server) })])
    })
  })
})
