import { afterAll, beforeAll, test } from 'vitest'
import { type PostgresServer, startPostgres } from '../support/postgres.ts'
import { expectNoKillToMatter, LIMIT } from './short-storm.ts'
import { openPostgresInStorm } from './storm/stores.ts'

/** Of its own: it is restarted and crashed. */
let server: PostgresServer
beforeAll(async () => {
  server = await startPostgres()
})
afterAll(() => server.dispose())

test(
  'two replicas on PostgreSQL, killed at every step and sixty times at random: nothing twice, nothing lost',
  {
    timeout: LIMIT,
  },
  () =>
    expectNoKillToMatter({
      seed: 'postgres',
      kills: 60,
      replicas: 2,
      openStore: () => openPostgresInStorm(server),
    }),
)
