import { systemClock } from '../../../src/services/clock.ts'
import { createLedger } from '../../../src/services/ledger/create-ledger.ts'
import { openPostgres } from '../../../src/services/ledger/postgres-engine.ts'
import { createQuietLog } from '../../support/quiet-log.ts'

/** A process that claims what a runner has to do, says so, and stays until it is killed. */
const [, , url = '', owner = ''] = process.argv
const ledger = createLedger(await openPostgres(url, { clock: systemClock, log: createQuietLog().log }))
const claims = await ledger.claim('runner', owner, 10)
console.log(`claimed ${claims.length}`)
