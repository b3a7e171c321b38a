import { describe, expect, it } from 'vitest'
import type { Snapshot } from '../../../src/services/rollback/cloud-objects.ts'
import { baselineOf } from '../../../src/services/rollback/evidence.ts'
import { holdUntil, judge, judgeUnreadable, type Sight, type Verdict } from '../../../src/services/rollback/verdict.ts'
import { aSnapshot } from '../../support/cloud-objects.ts'
import { aRequest, LOST, NOW, type RequestBuilder } from '../../support/requests.ts'

/** "Exactly one call" of the design, lines 3 to 5: what each look at the disk's snapshots means. */

const SECOND = 1_000
const MINUTE = 60 * SECOND
const OUR_ID = 'id-of-our-answer'

const rollback = (requestId: string | null, part: Partial<Snapshot> = {}): Snapshot =>
  aSnapshot({
    latestOperation: 'RollbackInstanceSnapshot',
    latestOperationState: 'OPERATING',
    latestOperationRequestId: requestId,
    state: 'ROLLBACKING',
    percent: 30,
    ...part,
  })
const done: Partial<Snapshot> = { latestOperationState: 'SUCCESS', state: 'NORMAL', percent: 100 }
const other: Partial<Snapshot> = { snapshotId: 'lhsnap-other' }

/** A request behind the gate that had these snapshots as its baseline. */
const behindGate = (before: readonly Snapshot[] = [aSnapshot()]): RequestBuilder =>
  aRequest()
    .opened()
    .approved()
    .checked()
    .append({ kind: 'apply_intended', data: { attempt: 1, attemptId: 'attempt-1', baseline: baselineOf(before) } })
const answered = (before?: readonly Snapshot[]) => behindGate(before).accepted(OUR_ID)
const lost = (before?: readonly Snapshot[]) => behindGate(before).answerLost()

/** Time in these tests is counted from `NOW`; the first read is there, and the cloud can be read. */
const sight = ({ after = 0, ...part }: Partial<Sight> & { readonly after?: number } = {}): Sight => ({
  now: NOW + after,
  reads: 100,
  firstReadAt: NOW,
  missingSince: null,
  unreadableSince: null,
  followedSince: NOW,
  ...part,
})

const look = (request: RequestBuilder, snapshots: readonly Snapshot[], seen: Sight): Verdict =>
  judge(request.built, snapshots, seen)

/** Kind and data of the entry that follows; null where none does. */
const entryOf = (verdict: Verdict) => (verdict.kind === 'append' ? verdict.content : null)
const doubtOf = (verdict: Verdict) => {
  const entry = entryOf(verdict)
  return entry?.kind === 'unconfirmed' ? entry.data.doubt : null
}

describe('evidence', () => {
  const old = rollback('an-old-one', done)

  it('is never the SUCCESS of a rollback that was there before the call', () => {
    expect(look(answered([old]), [old], sight())).toEqual({ kind: 'wait' })
    expect(look(lost([old]), [old], sight())).toEqual({ kind: 'wait' })
    expect(doubtOf(look(lost([old]), [old], sight({ after: 2 * MINUTE })))).toMatchObject({ cause: 'nothing_seen' })
    expect(doubtOf(look(answered([old]), [old], sight({ after: 60 * MINUTE })))).toMatchObject({ cause: 'no_end' })
  })

  it('is never a rollback without an id where one was there before', () => {
    const nameless = rollback(null, done)
    expect(look(lost([nameless]), [nameless], sight())).toEqual({ kind: 'wait' })
    expect(look(answered([old]), [nameless], sight())).toEqual({ kind: 'wait' })
  })
})

describe('with the answer of the call', () => {
  it('a rollback under its id is ours: followed with its percent', () => {
    expect(look(answered(), [rollback(OUR_ID)], sight())).toEqual({ kind: 'progress', percent: 30 })
    expect(look(answered(), [rollback(OUR_ID, { percent: null })], sight())).toEqual({
      kind: 'progress',
      percent: null,
    })
  })

  it('its SUCCESS on a NORMAL snapshot is the rollback done', () => {
    expect(entryOf(look(answered(), [rollback(OUR_ID, done)], sight()))).toEqual({
      kind: 'rolled_back',
      data: { cloudRequestId: OUR_ID },
    })
    const notNormal = rollback(OUR_ID, { latestOperationState: 'SUCCESS' })
    expect(look(answered(), [notNormal], sight())).toEqual({ kind: 'progress', percent: 30 })
  })

  it('its FAILED is a failure, with the state of the snapshot', () => {
    const failed = rollback(OUR_ID, { latestOperationState: 'FAILED', state: 'NORMAL' })
    expect(entryOf(look(answered(), [failed], sight()))).toEqual({
      kind: 'failed',
      data: { failure: { cause: 'reported', cloudRequestId: OUR_ID, snapshotState: 'NORMAL' } },
    })
  })

  it.each([
    ['runs', {}],
    ['succeeded', done],
    ['failed', { latestOperationState: 'FAILED' }],
  ])('another id is followed only after 60 s; until then a rollback that %s means nothing', (_, part) => {
    const differing = [rollback('another-id', part)]
    expect(look(answered(), differing, sight({ after: MINUTE - 1 }))).toEqual({ kind: 'wait' })
    expect(entryOf(look(answered(), differing, sight({ after: MINUTE })))).toEqual({
      kind: 'rollback_found',
      data: { cloudRequestId: 'another-id', differs: true },
    })
  })

  it('the rollback followed under another id can succeed', () => {
    const following = answered().found('another-id', true)
    expect(entryOf(look(following, [rollback('another-id', done)], sight({ after: MINUTE })))).toEqual({
      kind: 'rolled_back',
      data: { cloudRequestId: 'another-id' },
    })
  })

  it('a new rollback of our snapshot without an id may be anybody’s: followed after 60 s, as one that was found', () => {
    expect(look(answered(), [rollback(null, done)], sight({ after: MINUTE - 1 }))).toEqual({ kind: 'wait' })
    expect(entryOf(look(answered(), [rollback(null, done)], sight({ after: MINUTE })))).toEqual({
      kind: 'rollback_found',
      data: { cloudRequestId: 'unknown', differs: true },
    })
    const following = answered().found('unknown', true)
    expect(entryOf(look(following, [rollback(null, done)], sight({ after: MINUTE })))).toMatchObject({
      kind: 'rolled_back',
    })
  })

  it('a rollback of another snapshot is somebody else’s: never succeeded, and named', () => {
    const foreign = rollback('foreign', { ...done, ...other })
    const disk = [aSnapshot(), aSnapshot(other)]
    const request = answered(disk)
    expect(look(request, [aSnapshot(), foreign], sight({ after: MINUTE - 1 }))).toEqual({ kind: 'wait' })
    for (const after of [MINUTE, 5 * MINUTE, 60 * MINUTE]) {
      expect(doubtOf(look(request, [aSnapshot(), foreign], sight({ after })))).toEqual({
        cause: 'foreign',
        foreign: { snapshotId: 'lhsnap-other', requestId: 'foreign' },
      })
    }
  })

  it('a rollback of another snapshot under the id of our answer is still not of ours', () => {
    const foreign = rollback(OUR_ID, { ...done, ...other })
    expect(entryOf(look(answered(), [aSnapshot(), foreign], sight({ after: MINUTE })))?.kind).toBe('unconfirmed')
  })

  it('our own rollback counts, whatever else happens on the disk', () => {
    const foreign = rollback('foreign', other)
    const seen = look(answered(), [foreign, rollback(OUR_ID, done)], sight({ after: 5 * MINUTE }))
    expect(entryOf(seen)).toMatchObject({ kind: 'rolled_back' })
  })

  it('no end within 60 minutes is unconfirmed, with the last percent', () => {
    const running = [rollback(OUR_ID, { percent: 99 })]
    expect(look(answered(), running, sight({ after: 60 * MINUTE - 1 }))).toEqual({ kind: 'progress', percent: 99 })
    expect(doubtOf(look(answered(), running, sight({ after: 60 * MINUTE })))).toEqual({
      cause: 'no_end',
      minutes: 60,
      percent: 99,
    })
    expect(doubtOf(look(answered(), [aSnapshot()], sight({ after: 60 * MINUTE })))).toMatchObject({ percent: null })
  })

  it('a snapshot that is missing for a minute has vanished: unconfirmed', () => {
    const missing = (after: number) => sight({ after, missingSince: NOW })
    expect(look(answered(), [], missing(MINUTE - 1))).toEqual({ kind: 'wait' })
    expect(doubtOf(look(answered(), [], missing(MINUTE)))).toEqual({ cause: 'snapshot_vanished' })
  })
})

describe('without an answer', () => {
  it.each([
    ['runs', {}],
    ['succeeded already', done],
    ['failed already', { latestOperationState: 'FAILED' }],
  ])('a new rollback of our snapshot is found and followed at once, whether it %s', (_, part) => {
    expect(entryOf(look(lost(), [rollback('found-id', part)], sight()))).toEqual({
      kind: 'rollback_found',
      data: { cloudRequestId: 'found-id', differs: false },
    })
  })

  it('what was found is followed to its end', () => {
    const following = lost().found('found-id')
    expect(look(following, [rollback('found-id')], sight())).toEqual({ kind: 'progress', percent: 30 })
    expect(entryOf(look(following, [rollback('found-id', done)], sight()))).toMatchObject({ kind: 'rolled_back' })
  })

  it('one that shows no id is found and followed all the same', () => {
    const found = entryOf(look(lost(), [rollback(null)], sight()))
    expect(found).toEqual({ kind: 'rollback_found', data: { cloudRequestId: 'unknown', differs: false } })
    expect(entryOf(look(lost().found('unknown'), [rollback(null, done)], sight()))).toMatchObject({
      kind: 'rolled_back',
    })
  })

  it('a later rollback of our snapshot after the found one does not claim that the cloud had answered', () => {
    const found = entryOf(look(lost().found('found-id'), [rollback('later-id')], sight({ after: MINUTE })))
    expect(found).toEqual({ kind: 'rollback_found', data: { cloudRequestId: 'later-id', differs: false } })
  })

  it('nothing new counts only after two minutes since the first read and with five reads', () => {
    const after = 2 * MINUTE
    const nothing = [aSnapshot()]
    expect(look(lost(), nothing, sight({ after: after - 1, reads: 5 }))).toEqual({ kind: 'wait' })
    expect(look(lost(), nothing, sight({ after, reads: 4 }))).toEqual({ kind: 'wait' })
    expect(doubtOf(look(lost(), nothing, sight({ after, reads: 5 })))).toEqual({
      cause: 'nothing_seen',
      reads: 5,
      seconds: 120,
    })
  })

  it('the two minutes begin with the first successful read, however long ago the call was', () => {
    const late = sight({ after: 30 * MINUTE, firstReadAt: NOW + 29 * MINUTE, reads: 20 })
    expect(look(lost(), [aSnapshot()], late)).toEqual({ kind: 'wait' })
    expect(look(lost(), [aSnapshot()], sight({ after: 30 * MINUTE, firstReadAt: null }))).toEqual({ kind: 'wait' })
  })

  it('a rollback of another snapshot is never taken for ours: unconfirmed after the same wait, and named', () => {
    const foreign = [aSnapshot(), rollback('foreign', { ...done, ...other })]
    const request = lost([aSnapshot(), aSnapshot(other)])
    expect(look(request, foreign, sight({ after: 2 * MINUTE - 1 }))).toEqual({ kind: 'wait' })
    expect(doubtOf(look(request, foreign, sight({ after: 2 * MINUTE })))).toEqual({
      cause: 'foreign',
      foreign: { snapshotId: 'lhsnap-other', requestId: 'foreign' },
    })
  })

  it('ours is found even where another snapshot was rolled back as well', () => {
    const both = [rollback('foreign', other), rollback('found-id')]
    expect(entryOf(look(lost(), both, sight()))).toMatchObject({ data: { cloudRequestId: 'found-id' } })
  })
})

describe('while the cloud cannot be read', () => {
  const blind = (after: number) => sight({ after, unreadableSince: NOW })

  it('people are told after ten seconds, and once', () => {
    expect(judgeUnreadable(lost().built, LOST, blind(10 * SECOND - 1))).toEqual({ kind: 'wait' })
    expect(entryOf(judgeUnreadable(lost().built, LOST, blind(10 * SECOND)))).toEqual({
      kind: 'cloud_unreadable',
      data: { fault: LOST },
    })
    expect(judgeUnreadable(lost().unreadable().built, LOST, blind(MINUTE))).toEqual({ kind: 'wait' })
  })

  it.each([
    ['without an answer', lost],
    ['with an answer', answered],
  ])('%s the request stays open for 60 minutes, then it is unconfirmed', (_, at) => {
    const request = at().unreadable()
    expect(judgeUnreadable(request.built, LOST, blind(60 * MINUTE - 1))).toEqual({ kind: 'wait' })
    expect(doubtOf(judgeUnreadable(request.built, LOST, blind(60 * MINUTE)))).toEqual({
      cause: 'unreadable',
      fault: LOST,
      minutes: 60,
    })
  })
})

describe('an unconfirmed request', () => {
  it('is held until 6 minutes after the last possible send, which is 5 s after the gate', () => {
    const request = lost()
    const gateAt = request.built.attempts[0]?.intendedAt ?? 0
    const end = 6 * MINUTE + 5 * SECOND
    expect(holdUntil(request.built)).toBe(gateAt + end)
    const verdict = entryOf(look(request, [aSnapshot()], sight({ after: 2 * MINUTE })))
    expect(verdict).toMatchObject({ data: { holdUntil: new Date(gateAt + end).toISOString() } })
  })
})
