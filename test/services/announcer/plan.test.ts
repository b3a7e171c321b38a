import { describe, expect, it } from 'vitest'
import { LOOK_AFTER, POST_TIMEOUT } from '../../../src/services/announcer/channel.ts'
import { cardOf, messagesOf, nextTask, type Task } from '../../../src/services/announcer/plan.ts'
import type { Telling } from '../../../src/services/ledger/ledger.ts'
import { aRequest, NOW, REFUSED_FOR_NOW, type RequestBuilder } from '../../support/requests.ts'

const REQUEST_ID = 'R-2026-11-23-1'

/** A message of this request, in the channel unless `ts` is null. */
const told = (slot: Telling['slot'], fromSeq: number, seq: number, part: Partial<Telling> = {}): Telling => ({
  requestId: REQUEST_ID,
  slot,
  fromSeq,
  seq,
  startedAt: NOW,
  ts: `1795471500.00000${seq}`,
  showsSeq: seq,
  fingerprint: '',
  ...part,
})
/** The card (entries 1 and 2) and the requester's answer: everything up to `opened`. */
const CARD = [told('card', 1, 2), told('requester', 2, 2)]

const next = ({ built, entries }: RequestBuilder, tellings: readonly Telling[] = []): Task | null =>
  nextTask({ request: built, entries, progress: null, news: 1 }, tellings)

const post = (fromSeq: number, seq: number): Task => ({ kind: 'post', slot: 'thread', fromSeq, seq })

const submitted = aRequest().submitted()
const opened = aRequest().opened()
const approved = opened.approved()
const accepted = approved.accepted()

describe('before there is a card', () => {
  it('nothing is told of a request that is being checked', () => {
    expect(next(submitted)).toBeNull()
  })

  it('a rejected request is told to its requester, once, and never in the channel', () => {
    const rejected = submitted.rejected({ kind: 'cloud', fault: REFUSED_FOR_NOW })
    expect(next(rejected)).toEqual({ kind: 'tell_requester', seq: 2 })
    expect(next(rejected, [told('requester', 2, 2, { ts: null })])).toEqual({ kind: 'tell_requester', seq: 2 })
    expect(next(rejected, [told('requester', 2, 2)])).toBeNull()
  })
})

describe('the card', () => {
  it('comes before everything else, whatever has happened since', () => {
    const card: Task = { kind: 'post', slot: 'card', fromSeq: 1, seq: 2 }
    for (const request of [opened, approved, accepted.succeeded(), opened.denied(), opened.expired()]) {
      expect(next(request)).toEqual(card)
    }
  })

  it('is followed by the requester’s answer, and then the thread', () => {
    expect(next(approved, [told('card', 1, 2)])).toEqual({ kind: 'tell_requester', seq: 2 })
    expect(next(approved, CARD)).toEqual(post(3, 3))
    expect(next(opened, CARD)).toBeNull()
  })
})

describe('the thread', () => {
  it('tells each loud entry once and in order, with the silent ones before it', () => {
    const kinds = accepted.entries.map(({ kind }) => kind)
    expect(kinds).toEqual(['submitted', 'opened', 'approved', 'checked', 'apply_intended', 'apply_accepted'])
    expect(next(accepted, CARD)).toEqual(post(3, 3))
    expect(next(accepted, [...CARD, told('thread', 3, 3)])).toEqual(post(4, 6))
    expect(next(accepted, [...CARD, told('thread', 3, 3), told('thread', 4, 6)])).toBeNull()
  })

  it('never tells silent entries alone', () => {
    expect(next(approved.checked(), [...CARD, told('thread', 3, 3)])).toBeNull()
    expect(next(approved.intended(), [...CARD, told('thread', 3, 3)])).toBeNull()
    const settling = accepted.rolledBack()
    expect(next(settling, [...CARD, told('thread', 3, 3), told('thread', 4, 6)])).toBeNull()
  })

  it('tells everything that is left with the end, once the end is known', () => {
    const succeeded = accepted.succeeded()
    expect(next(succeeded, CARD)).toEqual(post(3, 8))
    expect(next(succeeded, [...CARD, told('thread', 3, 8)])).toBeNull()
    expect(next(opened.denied(), CARD)).toEqual(post(3, 3))
  })

  it('has the end’s own message for the end; what is learned later comes after it', () => {
    const unconfirmed = approved.answerLost().unconfirmed({ cause: 'nothing_seen', reads: 40, seconds: 120 })
    const end = unconfirmed.last.seq
    const learned = unconfirmed
      .learned({ kind: 'rollback_seen', cloudRequestId: 'x', percent: 5 })
      .learned({ kind: 'rollback_succeeded', cloudRequestId: 'x' })
    expect(next(learned, CARD)).toEqual(post(3, end))
    const withEnd = [...CARD, told('thread', 3, end)]
    expect(next(learned, withEnd)).toEqual(post(end + 1, end + 1))
    expect(next(learned, [...withEnd, told('thread', end + 1, end + 1)])).toEqual(post(end + 2, end + 2))
  })

  it('tells a refusal after which nothing is tried again with the end that follows', () => {
    const refused = approved.refused({ ...REFUSED_FOR_NOW, code: 'UnauthorizedOperation.NoPermission' })
    const sofar = [...CARD, told('thread', 3, 3)]
    expect(next(refused, sofar)).toBeNull()
    const failed = refused.failed({ cause: 'refused', fault: REFUSED_FOR_NOW, foreign: null })
    expect(next(failed, sofar)).toEqual(post(4, failed.last.seq))
  })

  it('tells a refusal that passes at once, and the last one that is tried with the end', () => {
    const first = approved.refused()
    const sofar = [...CARD, told('thread', 3, 3)]
    expect(next(first, sofar)).toEqual(post(4, 6))
    const third = first.refused().refused()
    const last = [...sofar, told('thread', 4, 6), told('thread', 7, 9)]
    expect(third.last).toMatchObject({ kind: 'apply_refused', seq: 12 })
    expect(next(third, last)).toBeNull()
  })

  it('tells a call that was withheld with the end', () => {
    const withheld = approved.withheld()
    const sofar = [...CARD, told('thread', 3, 3)]
    expect(next(withheld, sofar)).toBeNull()
    const failed = withheld.failed({ cause: 'withheld', waitedSeconds: 7 })
    expect(next(failed, sofar)).toEqual(post(4, failed.last.seq))
  })
})

describe('a telling that was started and not recorded', () => {
  it('is looked for before anything else, and not before it could have shown', () => {
    expect(LOOK_AFTER).toBe(POST_TIMEOUT + 10_000)
    const card = told('card', 1, 2, { ts: null })
    expect(next(accepted, [card])).toEqual({ kind: 'look', telling: card, notBefore: NOW + LOOK_AFTER })
    const thread = told('thread', 3, 3, { ts: null, startedAt: NOW + 5_000 })
    expect(next(accepted.succeeded(), [...CARD, thread])).toEqual({
      kind: 'look',
      telling: thread,
      notBefore: NOW + 5_000 + LOOK_AFTER,
    })
  })

  it('is no message yet', () => {
    expect(cardOf([told('card', 1, 2, { ts: null })])).toBeNull()
    expect(messagesOf([...CARD, told('thread', 3, 3, { ts: null })])).toEqual([told('card', 1, 2)])
  })

  it('to the requester holds nobody up but is told again', () => {
    const lost = [told('card', 1, 2), told('requester', 2, 2, { ts: null })]
    expect(next(approved, lost)).toEqual({ kind: 'tell_requester', seq: 2 })
  })
})
