import fc from 'fast-check'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { type Claim, LEASE, type Ledger } from '../../../src/services/ledger/ledger.ts'
import { brokenAt } from '../../../src/services/rollback/chain.ts'
import type { EntryContent } from '../../../src/services/rollback/entry.ts'
import { APPROVER, REQUESTER } from '../../support/requests.ts'
import * as given from './given.ts'
import { approval, submitted, TTL } from './given.ts'

/** A store under test: one ledger, and the means to open it again as another process would. */
export type LedgerUnderTest = {
  readonly ledger: Ledger
  /** Milliseconds since the epoch by the store's clock, from now on `milliseconds` later. */
  readonly shiftClock: (milliseconds: number) => Promise<void>
  readonly reopen: () => Promise<Ledger>
  readonly dispose: () => Promise<void>
}

/** What every store must do, whatever the engine. */
export const describeLedger = (name: string, open: () => Promise<LedgerUnderTest>): void => {
  describe(`the ledger on ${name}`, () => {
    let under: LedgerUnderTest
    let ledger: Ledger
    beforeEach(async () => {
      under = await open()
      ledger = under.ledger
    })
    afterEach(() => under.dispose())

    const append = (requestId: string, after: number, content: EntryContent, claim?: Claim) =>
      given.append(ledger, requestId, after, content, claim)
    const opened = (requestId: string) => given.opened(ledger, requestId)
    const aWaiting = (requestId: string, instanceId?: string) => given.aWaiting(ledger, requestId, instanceId)

    test('gives back what was appended, in order, with a chain that holds', async () => {
      await aWaiting('rb-1')
      await append('rb-1', 2, approval())
      const recorded = await ledger.read('rb-1')
      expect(recorded?.entries.map(({ seq, kind }) => [seq, kind])).toEqual([
        [1, 'submitted'],
        [2, 'opened'],
        [3, 'approved'],
      ])
      expect(recorded?.request.phase).toBe('approved')
      expect(brokenAt(recorded?.entries ?? [])).toBeNull()
    })

    test('keeps everything over a reopening', async () => {
      await aWaiting('rb-1')
      const before = await ledger.read('rb-1')
      ledger = await under.reopen()
      expect(await ledger.read('rb-1')).toEqual(before)
    })

    test('knows no request that was never submitted', async () => {
      expect(await ledger.read('rb-none')).toBeNull()
      expect(await append('rb-none', 0, approval())).toEqual({ ok: false, why: 'not_allowed' })
    })

    test('takes one of several appends that were decided on the same entry', async () => {
      await aWaiting('rb-1')
      const outcomes = await Promise.all([
        append('rb-1', 2, approval('U0ONE')),
        append('rb-1', 2, approval('U0TWO')),
        append('rb-1', 2, { kind: 'denied', data: { by: 'U0SIX', reason: 'no' } }),
        append('rb-1', 2, { kind: 'cancelled', data: { by: REQUESTER } }),
      ])
      expect(outcomes.filter(({ ok }) => ok)).toHaveLength(1)
      for (const outcome of outcomes) if (!outcome.ok) expect(outcome.why).toBe('moved')
      expect((await ledger.read('rb-1'))?.entries).toHaveLength(3)
    })

    test('refuses a second open request for an instance and names the first', async () => {
      await aWaiting('rb-1')
      expect(await append('rb-2', 0, submitted())).toEqual({ ok: false, why: 'instance_held', by: 'rb-1' })
      expect(await ledger.read('rb-2')).toBeNull()
      expect((await ledger.holderOf('ap-singapore/lhins-4f7h2k9q'))?.requestId).toBe('rb-1')
      expect((await append('rb-3', 0, submitted('lhins-other000'))).ok).toBe(true)
    })

    test('frees the instance with the end', async () => {
      await aWaiting('rb-1')
      await append('rb-1', 2, { kind: 'cancelled', data: { by: REQUESTER } })
      expect(await ledger.holderOf('ap-singapore/lhins-4f7h2k9q')).toBeNull()
      expect((await append('rb-2', 0, submitted())).ok).toBe(true)
    })

    test('compares the deadline with its own clock when it takes the decision', async () => {
      await aWaiting('rb-1')
      await under.shiftClock(TTL + 1)
      expect(await append('rb-1', 2, approval())).toEqual({ ok: false, why: 'not_allowed' })
      expect((await append('rb-1', 2, { kind: 'expired', data: { waitedFor: 'decision' } })).ok).toBe(true)
    })

    test('takes an approval at the last moment, and no expiry before its time', async () => {
      await aWaiting('rb-1')
      await under.shiftClock(TTL - 1_000)
      const early = await append('rb-1', 2, { kind: 'expired', data: { waitedFor: 'decision' } })
      expect(early).toEqual({ ok: false, why: 'not_allowed' })
      expect((await append('rb-1', 2, approval())).ok).toBe(true)
    })

    test('hands a request to one runner only, and an undecided one to none before its deadline', async () => {
      await aWaiting('rb-1')
      expect(await ledger.claim('runner', 'one', 10)).toEqual([])
      await append('rb-1', 2, approval())
      const [first, second] = await Promise.all([ledger.claim('runner', 'one', 10), ledger.claim('runner', 'two', 10)])
      expect(first.length + second.length).toBe(1)
    })

    test('hands out no more that is not begun than is asked for, and all else', async () => {
      await aWaiting('rb-begun', 'lhins-begun')
      await append('rb-begun', 2, approval())
      const [begun] = await ledger.claim('runner', 'one', 10)
      if (begun === undefined) throw new Error('nothing was handed out')
      await append('rb-begun', 3, { kind: 'checked', data: { findings: [], instanceState: 'RUNNING' } }, begun)
      await append(
        'rb-begun',
        4,
        { kind: 'apply_intended', data: { attempt: 1, attemptId: 'a-1', baseline: [] } },
        begun,
      )
      await ledger.release(begun)
      await aWaiting('rb-approved', 'lhins-approved')
      await append('rb-approved', 2, approval())
      for (const id of ['1', '2', '3']) await append(`rb-${id}`, 0, submitted(`lhins-${id}`))
      const claimed = async (toBegin?: number) =>
        (await ledger.claim('runner', 'one', 10, toBegin)).map(({ requestId }) => requestId).toSorted()
      expect(await claimed(0)).toEqual(['rb-begun'])
      expect(await claimed(3)).toEqual(['rb-1', 'rb-2', 'rb-3'])
      expect(await claimed()).toEqual(['rb-approved'])
    })

    test('hands out what was let go, and what nobody renewed', async () => {
      await append('rb-1', 0, submitted())
      const [claim] = await ledger.claim('runner', 'one', 10)
      if (claim === undefined) throw new Error('nothing was handed out')
      await ledger.release(claim)
      expect(await ledger.claim('runner', 'two', 10)).toHaveLength(1)
      await under.shiftClock(LEASE + 1)
      const [third] = await ledger.claim('runner', 'three', 10)
      expect(third?.number).toBe(3)
    })

    test('renews what is still held and tells what is not', async () => {
      await append('rb-1', 0, submitted())
      await ledger.claim('runner', 'one', 10)
      await under.shiftClock(LEASE - 1_000)
      expect(await ledger.renew('runner', 'one')).toEqual(new Set(['rb-1']))
      await under.shiftClock(LEASE - 1_000)
      expect(await ledger.claim('runner', 'two', 10)).toEqual([])
      await under.shiftClock(2_000)
      expect(await ledger.claim('runner', 'two', 10)).toHaveLength(1)
      expect(await ledger.renew('runner', 'one')).toEqual(new Set())
    })

    test('refuses what names an old claim, and takes the answer to a call all the same', async () => {
      await aWaiting('rb-1')
      await append('rb-1', 2, approval())
      const [old] = await ledger.claim('runner', 'one', 10)
      await append('rb-1', 3, { kind: 'checked', data: { findings: [], instanceState: 'RUNNING' } }, old)
      const attemptId = 'a-1'
      await append('rb-1', 4, { kind: 'apply_intended', data: { attempt: 1, attemptId, baseline: [] } }, old)
      await under.shiftClock(LEASE + 1)
      await ledger.claim('runner', 'two', 10)
      const lost: EntryContent = { kind: 'answer_lost', data: { attemptId, why: 'restart', detail: '' } }
      expect(await append('rb-1', 5, lost, old)).toEqual({ ok: false, why: 'claim_lost' })
      const answer: EntryContent = { kind: 'apply_accepted', data: { attemptId, cloudRequestId: 'c-1' } }
      expect((await append('rb-1', 5, answer)).ok).toBe(true)
    })

    test('keeps progress without an entry, under the claim', async () => {
      await append('rb-1', 0, submitted())
      const [claim] = await ledger.claim('runner', 'one', 10)
      if (claim === undefined) throw new Error('nothing was handed out')
      const progress = { percent: 42, observedAt: 2, startedAt: 1, remaining: null }
      expect(await ledger.saveProgress(claim, progress)).toBe(true)
      const recorded = await ledger.read('rb-1')
      expect(recorded?.progress).toEqual(progress)
      expect(recorded?.entries).toHaveLength(1)
      await under.shiftClock(LEASE + 1)
      await ledger.claim('runner', 'two', 10)
      expect(await ledger.saveProgress(claim, progress)).toBe(false)
    })

    test('hands a request to the announcer until everything is told', async () => {
      await append('rb-1', 0, submitted())
      const [claim] = await ledger.claim('announcer', 'one', 10)
      if (claim === undefined) throw new Error('nothing was handed out')
      const recorded = await ledger.read('rb-1')
      await ledger.markAnnounced(claim, recorded?.news ?? 0)
      await ledger.release(claim)
      expect(await ledger.claim('announcer', 'one', 10)).toEqual([])
      await append('rb-1', 1, await opened('rb-1'))
      expect(await ledger.claim('announcer', 'one', 10)).toHaveLength(1)
    })

    test('remembers what is about to be posted, and the message once it is there', async () => {
      await aWaiting('rb-1')
      const [claim] = await ledger.claim('announcer', 'one', 10)
      if (claim === undefined) throw new Error('nothing was handed out')
      const key = { requestId: 'rb-1', slot: 'card', seq: 2 } as const
      expect(await ledger.startTelling(claim, { slot: 'card', fromSeq: 1, seq: 2 })).toBe(true)
      expect(await ledger.tellings('rb-1')).toMatchObject([{ slot: 'card', fromSeq: 1, seq: 2, ts: null }])
      await ledger.recordTelling(key, { ts: '1.0', showsSeq: 2, fingerprint: 'f' })
      await ledger.dropTelling(claim, key)
      expect(await ledger.tellings('rb-1')).toMatchObject([{ ts: '1.0', showsSeq: 2, fingerprint: 'f' }])
      // A second copy never takes the place of the recorded one.
      await ledger.recordTelling(key, { ts: '2.0', showsSeq: 2, fingerprint: 'g' })
      expect(await ledger.tellings('rb-1')).toMatchObject([{ ts: '1.0' }])
    })

    test('tells its listeners of every change', async () => {
      const heard: string[] = []
      const off = ledger.onChange((requestId) => heard.push(requestId))
      await aWaiting('rb-1')
      off()
      await append('rb-1', 2, approval())
      expect(heard).toEqual(['rb-1', 'rb-1'])
    })

    test('tells whoever listens to one request of its changes alone', async () => {
      let heard = 0
      const off = ledger.onChangeOf('rb-1', () => {
        heard += 1
      })
      await aWaiting('rb-1')
      await aWaiting('rb-2', 'lhins-2')
      off()
      await append('rb-1', 2, approval())
      expect(heard).toBe(2)
    })

    test('never holds an instance for two requests, whatever order people act in', async () => {
      const act = fc.record({
        request: fc.integer({ min: 0, max: 3 }),
        kind: fc.constantFrom('submit', 'open', 'cancel', 'deny', 'approve'),
      })
      let run = 0
      await fc.assert(
        fc.asyncProperty(fc.array(act, { maxLength: 20 }), async (acts) => {
          run += 1
          const instanceId = `lhins-run${run}`
          const ids = new Set<string>()
          for (const { request, kind } of acts) {
            const requestId = `rb-${run}-${request}`
            ids.add(requestId)
            const after = (await ledger.read(requestId))?.request.seq ?? 0
            const content: EntryContent =
              kind === 'submit'
                ? submitted(instanceId)
                : kind === 'open'
                  ? await opened(requestId)
                  : kind === 'cancel'
                    ? { kind: 'cancelled', data: { by: REQUESTER } }
                    : kind === 'deny'
                      ? { kind: 'denied', data: { by: APPROVER, reason: 'no' } }
                      : approval()
            await append(requestId, after, content)
          }
          const requests = await Promise.all([...ids].map((id) => ledger.read(id)))
          const holding = requests.filter((recorded) => recorded?.request.holdsInstance)
          expect(holding.length).toBeLessThanOrEqual(1)
        }),
        { numRuns: 40 },
      )
    })
  })
}
