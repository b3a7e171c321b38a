import { afterAll, beforeAll, describe, test } from 'vitest'
import { type PostgresServer, startPostgres } from '../support/postgres.ts'
import { databaseOfItsOwn } from '../support/shared-postgres.ts'
import { expectNoKillToMatter, expectNoStepToMatter, LIMIT } from './short-storm.ts'
import { openPostgresInStorm } from './storm/stores.ts'
import { createPostgresStore } from './world/store.ts'

describe('with two replicas on PostgreSQL nothing happens twice and nothing is lost', () => {
  /** Of its own: it is restarted and crashed. */
  let server: PostgresServer
  beforeAll(async () => {
    server = await startPostgres()
  })
  afterAll(() => server.dispose())

  test('killed at every step of a request’s life', { timeout: LIMIT }, () =>
    expectNoStepToMatter({
      replicas: 2,
      lanes: 1,
      openStore: async () => createPostgresStore(await databaseOfItsOwn()),
    }),
  )

  test('killed a hundred times at random among faults of all kinds', { timeout: LIMIT }, () =>
    expectNoKillToMatter({ replicas: 2, seeds: ['postgres-1'], openStore: () => openPostgresInStorm(server) }),
  )
})
