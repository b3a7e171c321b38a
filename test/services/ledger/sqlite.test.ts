import { rmSync } from 'node:fs'
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { createLedger } from '../../../src/services/ledger/create-ledger.ts'
import { LedgerCorrupt, LedgerLocked } from '../../../src/services/ledger/ledger.ts'
import { openSqlite } from '../../../src/services/ledger/sqlite-engine.ts'
import type { EntryContent } from '../../../src/services/rollback/entry.ts'
import { createDrivenClock } from '../../support/driven-clock.ts'
import { scratchFolder } from '../../support/scratch-folder.ts'
import { describeLedger } from './contract.ts'

describeLedger('SQLite', async () => {
  const folder = scratchFolder('store')
  let shifted = 0
  const driven = createDrivenClock()
  const clock = { ...driven, now: () => driven.now() + shifted }
  let ledger = createLedger(openSqlite(folder, clock))
  return {
    ledger,
    shiftClock: async (milliseconds) => {
      shifted += milliseconds
    },
    reopen: async () => {
      await ledger.close()
      ledger = createLedger(openSqlite(folder, clock))
      return ledger
    },
    dispose: async () => {
      await ledger.close()
      rmSync(folder, { recursive: true })
    },
  }
})

describe('the embedded store', () => {
  let folder: string
  beforeEach(() => {
    folder = scratchFolder('store')
  })
  afterEach(() => rmSync(folder, { recursive: true }))
  const clock = createDrivenClock()

  const submission: EntryContent = {
    kind: 'submitted',
    data: {
      requester: 'U0ANA',
      region: 'ap-singapore',
      instanceId: 'lhins-4f7h2k9q',
      instanceName: 'shop-web-1',
      snapshotId: 'lhsnap-8c1d0e2f',
      reason: 'why',
      viewId: null,
    },
  }
  const append = { requestId: 'rb-1', after: 0, content: submission, actor: 'U0ANA' }

  test('is refused to a second bot with a sentence, and open again once the first is gone', async () => {
    const first = openSqlite(folder, clock)
    expect(() => openSqlite(folder, clock)).toThrow(LedgerLocked)
    expect(() => openSqlite(folder, clock)).toThrow(/already uses the store/)
    await first.close()
    await openSqlite(folder, clock).close()
  })

  test('can be read by others while the bot has it open', async () => {
    const ledger = createLedger(openSqlite(folder, clock))
    await ledger.append(append)
    const reader = new DatabaseSync(join(folder, 'ledger.sqlite'), { readOnly: true })
    expect(reader.prepare('SELECT kind FROM entries').all()).toEqual([{ kind: 'submitted' }])
    reader.close()
    await ledger.close()
  })

  test('voids the claims of the process before', async () => {
    const first = createLedger(openSqlite(folder, clock))
    await first.append(append)
    expect(await first.claim('runner', 'one', 10)).toHaveLength(1)
    await first.close()
    const second = createLedger(openSqlite(folder, clock))
    expect(await second.claim('runner', 'two', 10)).toHaveLength(1)
    await second.close()
  })

  test('refuses to go on from an entry that was changed afterwards', async () => {
    const ledger = createLedger(openSqlite(folder, clock))
    await ledger.append(append)
    const forger = new DatabaseSync(join(folder, 'ledger.sqlite'))
    forger.exec(`UPDATE entries SET data = replace(data, 'why', 'because')`)
    forger.close()
    await expect(ledger.read('rb-1')).rejects.toThrow(LedgerCorrupt)
    await ledger.close()
  })
})
