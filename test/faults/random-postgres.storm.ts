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
  'two replicas on PostgreSQL, killed a hundred times at random among faults: nothing twice, nothing lost',
  {
    timeout: LIMIT,
  },
  () => expectNoKillToMatter({ replicas: 2, seeds: ['postgres-1'], openStore: () => openPostgresInStorm(server) }),
)
