import { afterAll, beforeAll } from 'vitest'
import { systemClock } from '../../../src/services/clock.ts'
import { createLedger } from '../../../src/services/ledger/create-ledger.ts'
import { openPostgres } from '../../../src/services/ledger/postgres-engine.ts'
import { askPostgres, type PostgresServer, startPostgres } from '../../support/postgres.ts'
import { createQuietLog } from '../../support/quiet-log.ts'
import { describeLedger } from './contract.ts'

let server: PostgresServer
beforeAll(async () => {
  server = await startPostgres()
})
afterAll(() => server.dispose())

/** The store's clock stands still at this moment, in milliseconds since the epoch. */
const setClock = (url: string, moment: number) =>
  askPostgres(
    url,
    `CREATE OR REPLACE FUNCTION keeper_now() RETURNS BIGINT LANGUAGE sql VOLATILE AS 'SELECT ${moment}::BIGINT'`,
  )

describeLedger('PostgreSQL', async () => {
  const url = await server.createDatabase()
  const open = async () => createLedger(await openPostgres(url, { clock: systemClock, log: createQuietLog().log }))
  let ledger = await open()
  let moment = Date.UTC(2026, 10, 23, 12)
  await setClock(url, moment)
  return {
    ledger,
    shiftClock: async (milliseconds) => {
      moment += milliseconds
      await setClock(url, moment)
    },
    reopen: async () => {
      await ledger.close()
      ledger = await open()
      return ledger
    },
    dispose: () => ledger.close(),
  }
})
