import { test } from 'vitest'
import { expectNoKillToMatter, LIMIT } from './short-storm.ts'
import { openSqliteInStorm } from './storm/stores.ts'

test(
  'on the embedded store, killed at every step and 140 times at random: nothing twice, nothing lost',
  {
    timeout: LIMIT,
  },
  () => expectNoKillToMatter({ seed: 'sqlite', kills: 140, replicas: 1, openStore: openSqliteInStorm }),
)
