import { test } from 'vitest'
import { databaseOfItsOwn } from '../support/shared-postgres.ts'
import { expectNoStepToMatter, LIMIT } from './short-storm.ts'
import { createPostgresStore } from './world/store.ts'

test(
  'two replicas on PostgreSQL, killed at every step of a request’s life: nothing twice, nothing lost',
  {
    timeout: LIMIT,
  },
  () =>
    expectNoStepToMatter({
      replicas: 2,
      lanes: 1,
      openStore: async () => createPostgresStore(await databaseOfItsOwn()),
    }),
)
