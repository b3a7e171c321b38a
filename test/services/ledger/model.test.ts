import { rmSync } from 'node:fs'
import { Pool } from 'pg'
import { test } from 'vitest'
import { systemClock } from '../../../src/services/clock.ts'
import { createLedger } from '../../../src/services/ledger/create-ledger.ts'
import type { Ledger } from '../../../src/services/ledger/ledger.ts'
import { openPostgres } from '../../../src/services/ledger/postgres-engine.ts'
import { openSqlite } from '../../../src/services/ledger/sqlite-engine.ts'
import { createQuietLog } from '../../support/quiet-log.ts'
import { scratchFolder } from '../../support/scratch-folder.ts'
import { databaseOfItsOwn } from '../../support/shared-postgres.ts'
import { runModel } from './model-runs.ts'

const START = Date.UTC(2026, 10, 25)
const LIMIT = 120_000

test('in the embedded store a request lives as the model says, also when two things happen at once', {
  timeout: LIMIT,
}, async () => {
  const folder = scratchFolder('model')
  let now = START
  const open = () => createLedger(openSqlite(folder, { ...systemClock, now: () => now }))
  let ledger = open()
  try {
    await runModel({
      runs: 60,
      begin: async (number) => ({
        requestId: `rb-${number}`,
        instanceId: `lhins-${number}`,
        // One process alone has this store: two at once come from the same one.
        ledgers: () => [ledger, ledger],
        pass: async (milliseconds) => {
          now += milliseconds
        },
        crash: async () => {
          await ledger.close()
          ledger = open()
        },
      }),
      end: async () => undefined,
    })
  } finally {
    await ledger.close()
    rmSync(folder, { recursive: true, force: true })
  }
})

test('in PostgreSQL a request lives as the model says, over two replicas', { timeout: LIMIT }, async () => {
  const url = await databaseOfItsOwn()
  const open = async () => createLedger(await openPostgres(url, { clock: systemClock, log: createQuietLog().log }))
  const ledgers: [Ledger, Ledger] = [await open(), await open()]
  const clock = new Pool({ connectionString: url, max: 1 })
  try {
    await clock.query(
      `CREATE SEQUENCE now_is START ${START}; SELECT nextval('now_is');
       CREATE OR REPLACE FUNCTION keeper_now() RETURNS BIGINT LANGUAGE sql VOLATILE AS 'SELECT last_value FROM now_is'`,
    )
    let now = START
    await runModel({
      runs: 25,
      begin: async (number) => ({
        requestId: `rb-${number}`,
        instanceId: `lhins-${number}`,
        ledgers: () => ledgers,
        pass: async (milliseconds) => {
          now += milliseconds
          await clock.query(`SELECT setval('now_is', ${now})`)
        },
        crash: async () => {
          await ledgers[0].close()
          ledgers[0] = await open()
        },
      }),
      end: async () => undefined,
    })
  } finally {
    await Promise.all([...ledgers.map((ledger) => ledger.close()), clock.end()])
  }
})
