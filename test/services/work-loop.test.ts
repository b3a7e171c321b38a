import { rmSync } from 'node:fs'
import { afterEach, beforeEach, test } from 'vitest'
import { createLedger } from '../../src/services/ledger/create-ledger.ts'
import { type Ledger, LedgerUnavailable } from '../../src/services/ledger/ledger.ts'
import { openSqlite } from '../../src/services/ledger/sqlite-engine.ts'
import { startWorkLoop } from '../../src/services/work-loop.ts'
import { createDrivenClock, type DrivenClock } from '../support/driven-clock.ts'
import { createQuietLog } from '../support/quiet-log.ts'
import { scratchFolder } from '../support/scratch-folder.ts'
import { append, submitted } from './ledger/given.ts'

let folder: string
let clock: DrivenClock
let ledger: Ledger
beforeEach(() => {
  folder = scratchFolder('store')
  clock = createDrivenClock()
  ledger = createLedger(openSqlite(folder, clock))
})
afterEach(async () => {
  await ledger.close()
  rmSync(folder, { recursive: true })
})

const untilAborted = (signal: AbortSignal) =>
  new Promise<void>((resolve) => signal.addEventListener('abort', () => resolve(), { once: true }))

test('a request whose claim could not be let go is worked on again, also while other work goes on', async () => {
  await append(ledger, 'rb-short', 0, submitted('lhins-short'))
  await append(ledger, 'rb-long', 0, submitted('lhins-long'))
  let refusals = 1
  const release: Ledger['release'] = async (claim) => {
    refusals -= 1
    if (refusals >= 0) throw new LedgerUnavailable('away')
    await ledger.release(claim)
  }
  let turns = 0
  const loop = startWorkLoop({
    role: 'runner',
    owner: 'one',
    ledger: { ...ledger, release },
    clock,
    log: createQuietLog().log,
    work: async ({ requestId }, signal) => {
      if (requestId === 'rb-short') turns += 1
      if (requestId === 'rb-long' || turns > 1) await untilAborted(signal)
    },
  })
  await clock.runUntil(() => turns >= 2, 60_000)
  await loop.stop()
})
