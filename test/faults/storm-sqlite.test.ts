import { describe, test } from 'vitest'
import { expectNoKillToMatter, expectNoStepToMatter, LIMIT } from './short-storm.ts'
import { openSqliteInStorm } from './storm/stores.ts'
import { createSqliteStore } from './world/store.ts'

describe('on the embedded store nothing happens twice and nothing is lost', () => {
  test('killed at every step of a request’s life', { timeout: LIMIT }, () =>
    expectNoStepToMatter({ replicas: 1, lanes: 2, openStore: createSqliteStore }),
  )

  test('killed a hundred times at random among faults of all kinds', { timeout: LIMIT }, () =>
    expectNoKillToMatter({ replicas: 1, seeds: ['sqlite-1', 'sqlite-2'], openStore: openSqliteInStorm }),
  )
})
