import { rmSync } from 'node:fs'
import { announce } from '../../../src/services/announcer/announce.ts'
import { createLedger } from '../../../src/services/ledger/create-ledger.ts'
import { LEASE, type Ledger } from '../../../src/services/ledger/ledger.ts'
import { openSqlite } from '../../../src/services/ledger/sqlite-engine.ts'
import { type Entry, entryContentSchema } from '../../../src/services/rollback/entry.ts'
import { createDrivenClock } from '../../support/driven-clock.ts'
import { NOW } from '../../support/requests.ts'
import { scratchFolder } from '../../support/scratch-folder.ts'
import { createFaultyChannel, type Fault, type Posted } from './faulty-channel.ts'

export const REQUEST_ID = 'R-2026-11-23-1'

class Died extends Error {
  override readonly name = 'Died'
}

const SILENT = { debug: () => undefined, info: () => undefined, warn: () => undefined, error: () => undefined }

/** The store as a process sees it that may be dead: the dead commit nothing. */
const seenBy = (ledger: Ledger, isAlive: () => boolean): Ledger => {
  const alive =
    <Input extends readonly unknown[], Output>(method: (...input: Input) => Promise<Output>) =>
    async (...input: Input): Promise<Output> => {
      if (!isAlive()) throw new Died()
      return method(...input)
    }
  return {
    ...ledger,
    now: alive(ledger.now),
    read: alive(ledger.read),
    tellings: alive(ledger.tellings),
    startTelling: alive(ledger.startTelling),
    dropTelling: alive(ledger.dropTelling),
    recordTelling: alive(ledger.recordTelling),
    markAnnounced: alive(ledger.markAnnounced),
  }
}

/** What is in the channel and in the store at last. */
export type Told = {
  readonly posted: readonly Posted[]
  /** How often a message was posted, the lost ones included. */
  readonly posts: number
  readonly ledger: Ledger
}

/** Tells a life: after each entry the announcer works until it rests or dies; at last it comes back without faults. */
export const tell = async (
  entries: readonly Entry[],
  nextFault: () => Fault,
  isToldNow: () => boolean,
  check: (told: Told) => Promise<void>,
): Promise<void> => {
  const folder = scratchFolder('announcer')
  const clock = createDrivenClock(NOW)
  const ledger = createLedger(openSqlite(folder, clock))
  let isAlive = true
  let faultless = false
  const { channel, posted, posts } = createFaultyChannel(
    () => (faultless ? 'none' : nextFault()),
    () => {
      isAlive = false
    },
  )

  const runOnce = async (): Promise<void> => {
    const [claim] = await ledger.claim('announcer', 'a-process', 1)
    if (claim === undefined) return
    isAlive = true
    let isDone = false
    const run = announce({
      ledger: seenBy(ledger, () => isAlive),
      channel,
      lanes: { turn: async () => undefined, pause: () => undefined },
      clock,
      log: SILENT,
      language: 'en',
      readerOf: async () => ({ language: 'en', timeZone: null }),
      claim,
      signal: new AbortController().signal,
    })
      .catch((error: unknown) => {
        if (!(error instanceof Died)) throw error
      })
      .finally(() => {
        isDone = true
      })
    await clock.runUntil(() => isDone)
    await run
    if (isAlive) await ledger.release(claim)
    else await clock.advance(LEASE + 1)
  }

  try {
    for (const entry of entries) {
      await clock.advance(1_000)
      const content = entryContentSchema.parse(entry)
      const outcome = await ledger.append({ requestId: REQUEST_ID, after: entry.seq - 1, content, actor: entry.actor })
      if (!outcome.ok) throw new Error(`${entry.kind} was not taken: ${outcome.why}`)
      if (isToldNow()) await runOnce()
    }
    faultless = true
    for (let times = 0; times < 3; times += 1) await runOnce()
    await check({ posted: posted(), posts: posts(), ledger })
  } finally {
    await ledger.close()
    rmSync(folder, { recursive: true })
  }
}
