import { test } from 'vitest'
import { expectNoKillToMatter, LIMIT } from './short-storm.ts'
import { openSqliteInStorm } from './storm/stores.ts'

test(
  'on the embedded store, killed a hundred times at random among faults of all kinds: nothing twice, nothing lost',
  {
    timeout: LIMIT,
  },
  () => expectNoKillToMatter({ replicas: 1, seeds: ['sqlite-1', 'sqlite-2'], openStore: openSqliteInStorm }),
)
