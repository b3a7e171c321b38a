import { test } from 'vitest'
import { expectNoStepToMatter, LIMIT } from './short-storm.ts'
import { createSqliteStore } from './world/store.ts'

test(
  'on the embedded store, killed at every step of a request’s life: nothing twice, nothing lost',
  {
    timeout: LIMIT,
  },
  () => expectNoStepToMatter({ replicas: 1, lanes: 2, openStore: createSqliteStore }),
)
