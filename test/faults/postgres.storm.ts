import { afterAll, beforeAll, expect, test } from 'vitest'
import { type PostgresServer, startPostgres } from '../support/postgres.ts'
import { databaseOfItsOwn } from '../support/shared-postgres.ts'
import { killEveryStep } from './kill-every-step.ts'
import { runEpisode } from './storm/episode.ts'
import { openPostgresInStorm } from './storm/stores.ts'
import { buildPrograms } from './world/bundle.ts'
import { createPostgresStore } from './world/store.ts'

/** The storm in its short form, on PostgreSQL with two replicas. */

const LIMIT = 280_000
/** `sqlite.storm.ts` has as many. */
const RANDOM_KILLS = 100

/** Of its own: it is restarted and crashed. */
let server: PostgresServer
beforeAll(async () => {
  server = await startPostgres()
})
afterAll(() => server.dispose())

test('killed at every step of a request’s life, nothing happens twice and nothing is lost', {
  timeout: LIMIT,
}, async () => {
  const programs = await buildPrograms()

  const result = await killEveryStep({
    programs,
    replicas: 2,
    lanes: 1,
    openStore: async () => createPostgresStore(await databaseOfItsOwn()),
  })

  console.log(`PostgreSQL: ${result.steps.size} steps, ${result.kills} kills, ${result.requests} requests`)
  expect(result.violations).toEqual([])
  expect(result.neverKilledAt).toEqual([])
  expect(result.notMet.length).toBeLessThan(result.steps.size / 20)
  expect(result.killed.size).toBeGreaterThan(120)
})

test('killed a hundred times at random among faults of all kinds, nothing happens twice and nothing is lost', {
  timeout: LIMIT,
}, async () => {
  const programs = await buildPrograms()

  const { figures, broken, lastWords } = await runEpisode(
    { seed: 'postgres-1', replicas: 2, kills: RANDOM_KILLS },
    { programs, openStore: () => openPostgresInStorm(server) },
  )

  expect([...broken, ...lastWords]).toEqual([])
  expect(figures.kills).toBe(RANDOM_KILLS)
})
