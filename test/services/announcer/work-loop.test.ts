import { rmSync } from 'node:fs'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { createLedger } from '../../../src/services/ledger/create-ledger.ts'
import { type Claim, LEASE, type Ledger } from '../../../src/services/ledger/ledger.ts'
import { openSqlite } from '../../../src/services/ledger/sqlite-engine.ts'
import { startWorkLoop, type WorkLoop } from '../../../src/services/work-loop.ts'
import { createDrivenClock, type DrivenClock } from '../../support/driven-clock.ts'
import { aRequest, NOW } from '../../support/requests.ts'
import { scratchFolder } from '../../support/scratch-folder.ts'

const SECOND = 1_000
const SILENT = { debug: () => undefined, info: () => undefined, warn: () => undefined, error: () => undefined }

/** One piece of work that the loop began: it ends when the test ends it, or when it is told to let go. */
type Piece = { readonly claim: Claim; readonly end: () => void; readonly fail: () => void; hasLetGo: boolean }

describe('the loop of runner and announcer', () => {
  let folder: string
  let clock: DrivenClock
  let ledger: Ledger
  let loop: WorkLoop | null
  let pieces: Piece[]
  /** How far the store's clock has run ahead while this process stood still. */
  let stall = 0

  beforeEach(() => {
    folder = scratchFolder('loop')
    clock = createDrivenClock(NOW)
    stall = 0
    const driven = clock
    ledger = createLedger(openSqlite(folder, { ...driven, now: () => driven.now() + stall }))
    pieces = []
    loop = null
  })
  afterEach(async () => {
    for (const { end } of pieces) end()
    await loop?.stop()
    await ledger.close()
    rmSync(folder, { recursive: true })
  })

  const submit = async (requestId: string) => {
    const { kind, data } = aRequest({ requestId, facts: {} }).submitted().last
    if (kind !== 'submitted') throw new Error('the builder submitted nothing')
    const content = { kind, data: { ...data, instanceId: `lhins-${requestId}` } }
    await ledger.append({ requestId, after: 0, content, actor: data.requester })
  }

  const start = (room?: () => number): WorkLoop => {
    loop = startWorkLoop({
      role: 'runner',
      owner: 'this-process',
      ledger,
      clock,
      log: SILENT,
      ...(room && { room }),
      work: (claim, signal) =>
        new Promise((resolve, reject) => {
          const piece: Piece = { claim, end: resolve, fail: () => reject(new Error('broken')), hasLetGo: false }
          pieces.push(piece)
          signal.addEventListener('abort', () => {
            piece.hasLetGo = true
            reject(signal.reason)
          })
        }),
    })
    return loop
  }

  const worked = () => pieces.map(({ claim }) => claim.requestId)

  it('takes what has work at once, and new work as it comes, each once', async () => {
    await submit('R-1')
    start()
    await clock.advance(0)
    expect(worked()).toEqual(['R-1'])
    await submit('R-2')
    await clock.advance(0)
    expect(worked()).toEqual(['R-1', 'R-2'])
    await clock.advance(30 * SECOND)
    expect(worked()).toEqual(['R-1', 'R-2'])
  })

  it('takes at once what a killed process left, however much it is', async () => {
    const ids = Array.from({ length: 250 }, (_, index) => `R-${index}`)
    for (const id of ids) await submit(id)
    start()
    await clock.advance(0)
    expect(worked().toSorted()).toEqual(ids.toSorted())
  })

  it('keeps its claims as long as it works: nobody else gets them', async () => {
    await submit('R-1')
    start()
    await clock.advance(5 * 60 * SECOND)
    expect(await ledger.claim('runner', 'another-process', 10)).toEqual([])
    expect(pieces[0]?.hasLetGo).toBe(false)
  })

  it('rests after a failure, and then tries again', async () => {
    await submit('R-1')
    start()
    await clock.advance(0)
    pieces[0]?.fail()
    await clock.advance(1_900)
    expect(worked()).toEqual(['R-1'])
    await clock.advance(200)
    expect(worked()).toEqual(['R-1', 'R-1'])
  })

  it('lets go of what another process has claimed meanwhile', async () => {
    await submit('R-1')
    start()
    await clock.advance(0)
    stall += LEASE + 1
    expect(await ledger.claim('runner', 'another-process', 10)).toHaveLength(1)
    await clock.advance(4 * SECOND)
    expect(pieces.map(({ hasLetGo }) => hasLetGo)).toEqual([true])
  })

  it('takes what is not begun only while there is room for it', async () => {
    let room = 1
    await submit('R-1')
    await submit('R-2')
    start(() => room)
    await clock.advance(0)
    expect(worked()).toEqual(['R-1'])
    room = 0
    await clock.advance(5 * SECOND)
    expect(worked()).toEqual(['R-1'])
    room = 5
    await clock.advance(SECOND)
    expect(worked()).toEqual(['R-1', 'R-2'])
  })

  it('keeps what it claimed while its claims were renewed', async () => {
    await submit('R-1')
    const { renew } = ledger
    const late = Promise.withResolvers<void>()
    // The store has renewed what there was; its answer is still on its way.
    ledger = { ...ledger, renew: async (...given) => await renew(...given).finally(() => late.promise) }
    start()
    await clock.advance(4 * SECOND)
    await submit('R-2')
    await clock.advance(0)
    late.resolve()
    await clock.advance(SECOND)
    expect(pieces.map(({ claim, hasLetGo }) => [claim.requestId, hasLetGo])).toEqual([
      ['R-1', false],
      ['R-2', false],
    ])
  })

  it('after it stood still for longer than a lease, goes on under the new claim alone', async () => {
    await submit('R-1')
    start()
    await clock.advance(0)
    stall += LEASE + 1
    await clock.advance(SECOND)
    expect(pieces.map(({ claim, hasLetGo }) => [claim.number, hasLetGo])).toEqual([
      [1, true],
      [2, false],
    ])
    await clock.advance(60 * SECOND)
    expect(pieces).toHaveLength(2)
    expect(await ledger.claim('runner', 'another-process', 10)).toEqual([])
  })

  it('stops: lets go of what is in hand, releases it, and takes nothing new', async () => {
    await submit('R-1')
    const running = start()
    await clock.advance(0)
    await running.stop()
    expect(pieces.map(({ hasLetGo }) => hasLetGo)).toEqual([true])
    await submit('R-2')
    await clock.advance(10 * SECOND)
    expect(worked()).toEqual(['R-1'])
    const claims = await ledger.claim('runner', 'another-process', 10)
    expect(claims.map(({ requestId }) => requestId).toSorted()).toEqual(['R-1', 'R-2'])
  })
})
