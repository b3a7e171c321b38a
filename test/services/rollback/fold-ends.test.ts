import { describe, expect, it } from 'vitest'
import type { Failure } from '../../../src/services/rollback/entry.ts'
import { fold, foldAll } from '../../../src/services/rollback/fold.ts'
import { instanceKey, runnerDueAt, shownState } from '../../../src/services/rollback/request.ts'
import { everyMoment } from '../../support/moments.ts'
import { aRequest, CLOUD_REQUEST_ID, LOST, REFUSED_FOR_NOW, type RequestBuilder } from '../../support/requests.ts'

const approved = aRequest().opened().approved()
const looking = approved.answerLost()
const rollingBack = approved.accepted()

describe('a rollback that is followed', () => {
  it('succeeds only after it was seen to be done', () => {
    expect(() => rollingBack.append({ kind: 'succeeded', data: SUCCESS })).toThrow(/cannot follow rolling_back/)
    const settling = rollingBack.rolledBack()
    expect(settling.built).toMatchObject({ phase: 'settling', rolledBackAt: settling.last.at, holdsInstance: true })
    expect(settling.succeeded({ instanceState: 'STOPPED' }).built).toMatchObject({
      holdsInstance: false,
      end: { name: 'succeeded', instanceState: 'STOPPED', settled: true },
    })
  })

  it('is not done while nothing was found', () => {
    expect(() => looking.append({ kind: 'rolled_back', data: { cloudRequestId: 'x' } })).toThrow(
      /cannot follow looking/,
    )
  })

  it('that the cloud reports as failed ends the request as failed', () => {
    const failure: Failure = { cause: 'reported', cloudRequestId: CLOUD_REQUEST_ID, snapshotState: 'NORMAL' }
    expect(rollingBack.failed(failure).built.end).toMatchObject({ name: 'failed', failure })
    expect(() => looking.failed(failure)).toThrow(/cannot follow looking/)
  })

  it('can be followed under another id than the one that was answered', () => {
    expect(rollingBack.found('other-id', true).built.following).toEqual({
      cloudRequestId: 'other-id',
      found: true,
      differs: true,
    })
  })

  it('says since when the cloud cannot be read, once, and when it can again', () => {
    const unreadable = rollingBack.unreadable()
    expect(unreadable.built.unreadable).toEqual({ since: unreadable.last.at, fault: LOST })
    expect(() => unreadable.unreadable()).toThrow(/cannot follow/)
    expect(unreadable.readable().built.unreadable).toBeNull()
    expect(() => rollingBack.readable()).toThrow(/cannot follow/)
  })

  it('that is seen to be done shows that the cloud can be read again', () => {
    expect(rollingBack.unreadable().rolledBack().built.unreadable).toBeNull()
  })
})

const SUCCESS = { cloudRequestId: CLOUD_REQUEST_ID, instanceState: 'RUNNING', settled: true }

describe('a failure', () => {
  const causes = {
    changed: { cause: 'changed', changes: [] },
    check: { cause: 'check', findings: [] },
    safety: { cause: 'safety', safety: { why: 'vanished' } },
    withheld: { cause: 'withheld', waitedSeconds: 7 },
    refused: { cause: 'refused', fault: REFUSED_FOR_NOW, foreign: null },
    reported: { cause: 'reported', cloudRequestId: null, snapshotState: 'NORMAL' },
  } as const satisfies Record<Failure['cause'], Failure>

  const fitting: readonly (readonly [string, RequestBuilder, readonly Failure['cause'][]])[] = [
    ['approved', approved, ['changed', 'check']],
    ['applying', approved.intended(), []],
    ['withheld', approved.withheld(), ['withheld']],
    ['refused', approved.refused(), ['changed', 'check', 'refused']],
    ['looking', looking, []],
    ['rolling_back', rollingBack, ['reported']],
    ['settling', rollingBack.rolledBack(), []],
  ]

  it.each(fitting)('of a request that is %s has a cause that fits', (_, request, expected) => {
    const taken = Object.values(causes).filter((failure) => {
      const entry = rollingBack.failed(causes.reported).last
      const { seq, requestId } = request.built
      const failed = { ...entry, requestId, seq: seq + 1, kind: 'failed', data: { failure } } as const
      return fold(request.built, failed) !== null
    })
    expect(taken.map(({ cause }) => cause)).toEqual(expected)
  })
})

describe('an unconfirmed request', () => {
  const unconfirmed = looking.unconfirmed({ cause: 'nothing_seen', reads: 40, seconds: 120 })
  const released = { kind: 'released', data: {} } as const
  const left = (request: RequestBuilder): number => {
    const { end } = request.built
    return end?.name === 'unconfirmed' ? end.holdUntil - request.last.at : 0
  }

  it('keeps its instance, and the runner goes on looking', () => {
    expect(unconfirmed.built).toMatchObject({ phase: 'ended', holdsInstance: true, end: { name: 'unconfirmed' } })
    expect(runnerDueAt(unconfirmed.built)).toBe(0)
  })

  it('lets it go when no call of its own can take effect any more, and not before', () => {
    expect(() => unconfirmed.append(released, { after: left(unconfirmed) - 1 })).toThrow(/cannot follow/)
    const free = unconfirmed.append(released, { after: left(unconfirmed) })
    expect(free.built).toMatchObject({ holdsInstance: false, end: unconfirmed.built.end })
    expect(runnerDueAt(free.built)).toBeNull()
    expect(() => free.released()).toThrow(/cannot follow ended/)
  })

  it.each([
    ['an answer', { kind: 'accepted', attemptId: 'attempt-1', cloudRequestId: 'x' }],
    ['a running rollback', { kind: 'rollback_seen', cloudRequestId: 'x', percent: 10 }],
    ['a rollback that may be somebody else’s', { kind: 'rollback_succeeded', cloudRequestId: 'x' }],
  ] as const)('does not let it go early because of %s', (_, outcome) => {
    expect(() => unconfirmed.learned(outcome).append(released)).toThrow(/cannot follow/)
  })

  it('keeps its end, whatever is learned later', () => {
    const learned = unconfirmed.learned({ kind: 'rollback_succeeded', cloudRequestId: CLOUD_REQUEST_ID })
    expect(shownState(learned.built)).toBe('unconfirmed')
    expect(learned.built.learned).toMatchObject([{ kind: 'rollback_succeeded' }])
  })

  it('comes about only where a call was sent', () => {
    const doubt = { cause: 'snapshot_vanished' } as const
    for (const request of [approved, approved.intended(), approved.refused(), approved.withheld()]) {
      expect(() => request.unconfirmed(doubt)).toThrow(/cannot follow/)
    }
  })
})

describe('after any other end', () => {
  const noCall = { kind: 'rollback_seen', cloudRequestId: 'x', percent: 1 } as const

  it('nothing can be learned about a call that was never made', () => {
    const opened = aRequest().opened()
    for (const ended of [opened.denied(), opened.cancelled(), opened.expired(), approved.expired('start')]) {
      expect(() => ended.learned(noCall)).toThrow(/cannot follow ended/)
    }
  })

  it('a late answer is kept, and the end stays', () => {
    const failed = looking
      .found('by-hand')
      .failed({ cause: 'reported', cloudRequestId: 'by-hand', snapshotState: 'NORMAL' })
    const late = failed.learned({ kind: 'refused', attemptId: 'attempt-1', fault: REFUSED_FOR_NOW })
    expect(late.built).toMatchObject({ end: failed.built.end, holdsInstance: false })
  })
})

describe('folding', () => {
  it('gives the same request again for every moment there is', () => {
    for (const { entries, built } of Object.values(everyMoment('text'))) expect(foldAll(entries)).toEqual(built)
  })

  it('gives nothing where an entry is missing, out of order, or of another request', () => {
    const { entries } = rollingBack
    expect(foldAll(entries.toSpliced(2, 1))).toBeNull()
    expect(foldAll(entries.toReversed())).toBeNull()
    expect(foldAll([...entries.slice(0, -1), { ...rollingBack.last, requestId: 'R-other' }])).toBeNull()
    expect(foldAll([])).toBeNull()
  })

  it('holds one instance under one key, apart from others of that id in other regions', () => {
    expect(instanceKey('ap-singapore', 'lhins-1')).toBe('ap-singapore/lhins-1')
    expect(instanceKey('ap-tokyo', 'lhins-1')).not.toBe(instanceKey('ap-singapore', 'lhins-1'))
  })
})
