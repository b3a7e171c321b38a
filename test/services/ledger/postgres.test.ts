import { systemClock } from '../../../src/services/clock.ts'
import { createLedger } from '../../../src/services/ledger/create-ledger.ts'
import { openPostgres } from '../../../src/services/ledger/postgres-engine.ts'
import { askPostgres, emptyDatabase } from '../../support/postgres.ts'
import { createQuietLog } from '../../support/quiet-log.ts'
import { databaseOfItsOwn } from '../../support/shared-postgres.ts'
import { describeLedger } from './contract.ts'

const url = await databaseOfItsOwn()

/** The store's clock stands still at this moment, in milliseconds since the epoch. */
const setClock = (moment: number) =>
  askPostgres(
    url,
    `CREATE OR REPLACE FUNCTION keeper_now() RETURNS BIGINT LANGUAGE sql VOLATILE AS 'SELECT ${moment}::BIGINT'`,
  )

describeLedger('PostgreSQL', async () => {
  await emptyDatabase(url)
  const open = async () => createLedger(await openPostgres(url, { clock: systemClock, log: createQuietLog().log }))
  let ledger = await open()
  let moment = Date.UTC(2026, 10, 23, 12)
  await setClock(moment)
  return {
    ledger,
    shiftClock: async (milliseconds) => {
      moment += milliseconds
      await setClock(moment)
    },
    reopen: async () => {
      await ledger.close()
      ledger = await open()
      return ledger
    },
    dispose: () => ledger.close(),
  }
})
