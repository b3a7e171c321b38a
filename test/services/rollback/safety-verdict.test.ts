import { describe, expect, it } from 'vitest'
import type { Snapshot } from '../../../src/services/rollback/cloud-objects.ts'
import { SAFETY_LIMITS, type Safety, safetyName } from '../../../src/services/rollback/safety.ts'
import { judgeSafety, judgeSafetyUnreadable } from '../../../src/services/rollback/safety-verdict.ts'
import type { Sight } from '../../../src/services/rollback/verdict.ts'
import { aSnapshot } from '../../support/cloud-objects.ts'
import { aRequest, LOST, SAFETY_NAME, SAFETY_SNAPSHOT } from '../../support/requests.ts'

const creating = aRequest({ safetySnapshot: true }).opened().approved().safetyAccepted()
const lost = aRequest({ safetySnapshot: true }).opened().approved().safetyLost()

const safetyOf = ({ built }: typeof creating): Safety => {
  if (built.safety === null) throw new Error('there is no safety snapshot')
  return built.safety
}

const gateAt = safetyOf(creating).intendedAt

const sightAt = (afterGate: number, seen: Partial<Sight> = {}): Sight => ({
  now: gateAt + afterGate,
  reads: 1,
  firstReadAt: gateAt,
  missingSince: null,
  unreadableSince: null,
  followedSince: null,
  ...seen,
})

const made = (change: Partial<Snapshot> = {}): Snapshot =>
  aSnapshot({
    snapshotId: SAFETY_SNAPSHOT,
    name: SAFETY_NAME,
    state: 'CREATING',
    percent: 40,
    latestOperation: 'CreateInstanceSnapshot',
    latestOperationState: 'OPERATING',
    ...change,
  })
const READY = { state: 'NORMAL', percent: 100, latestOperationState: 'SUCCESS' } as const

const whyOf = (verdict: ReturnType<typeof judgeSafety>): unknown =>
  verdict.kind === 'append' && verdict.content.kind === 'failed' && verdict.content.data.failure.cause === 'safety'
    ? verdict.content.data.failure.safety
    : verdict

describe('a safety snapshot that is being made', () => {
  const judge = (snapshot: Snapshot | null, sight: Sight) =>
    judgeSafety(safetyOf(creating), snapshot === null ? [] : [snapshot], sight)

  it('shows its percent until it is ready', () => {
    expect(judge(made(), sightAt(60_000))).toEqual({ kind: 'progress', percent: 40 })
    expect(judge(made(READY), sightAt(60_000))).toMatchObject({
      kind: 'append',
      content: { kind: 'safety_ready', data: { snapshotId: SAFETY_SNAPSHOT } },
    })
  })

  it('is not ready while an operation on it runs, whatever its state', () => {
    expect(judge(made({ state: 'NORMAL' }), sightAt(60_000))).toEqual({ kind: 'progress', percent: 40 })
  })

  it('has failed as soon as the cloud says so', () => {
    const failed = made({ latestOperationState: 'FAILED', percent: 60 })
    expect(whyOf(judge(failed, sightAt(1)))).toEqual({ why: 'creation_failed', snapshotState: 'CREATING', percent: 60 })
  })

  it('may be missing for less than a minute', () => {
    expect(judge(null, sightAt(60_000, { missingSince: gateAt + 1 }))).toEqual({ kind: 'wait' })
    expect(whyOf(judge(null, sightAt(60_000, { missingSince: gateAt })))).toEqual({ why: 'vanished' })
  })

  it('has half an hour from its gate: later it is too slow, and too late where it is ready then', () => {
    const { ready } = SAFETY_LIMITS
    expect(judge(made(), sightAt(ready))).toEqual({ kind: 'progress', percent: 40 })
    expect(whyOf(judge(made(), sightAt(ready + 1)))).toEqual({ why: 'too_slow', minutes: 30, percent: 40 })
    expect(judge(made(READY), sightAt(ready))).toMatchObject({ content: { kind: 'safety_ready' } })
    expect(whyOf(judge(made(READY), sightAt(ready + 1)))).toEqual({ why: 'too_late' })
  })

  it('that cannot be read is told of after ten seconds, and given up at the same time', () => {
    const judgeAt = (after: number) =>
      judgeSafetyUnreadable(creating.built, safetyOf(creating), LOST, sightAt(after, { unreadableSince: gateAt }))
    expect(judgeAt(9_999)).toEqual({ kind: 'wait' })
    expect(judgeAt(10_000)).toMatchObject({ content: { kind: 'cloud_unreadable' } })
    expect(whyOf(judgeAt(SAFETY_LIMITS.ready + 1))).toEqual({ why: 'unreadable', fault: LOST, minutes: 30 })
  })
})

describe('a safety snapshot whose answer was lost', () => {
  const judge = (snapshots: readonly Snapshot[], sight = sightAt(60_000)) =>
    judgeSafety(safetyOf(lost), snapshots, sight)

  it('is the one new snapshot with its name', () => {
    expect(judge([aSnapshot(), made({ name: 'nightly' }), made({ snapshotId: 'lhsnap-ours' })])).toMatchObject({
      content: { kind: 'safety_found', data: { snapshotId: 'lhsnap-ours' } },
    })
  })

  it('is not a snapshot that had its name before', () => {
    const [before = ''] = safetyOf(lost).before
    expect(judge([made({ snapshotId: before })])).toEqual({ kind: 'wait' })
  })

  it('cannot be told where several new snapshots have its name', () => {
    const both = [made({ snapshotId: 'lhsnap-one' }), made({ snapshotId: 'lhsnap-two' })]
    expect(whyOf(judge(both))).toEqual({ why: 'several', snapshotIds: ['lhsnap-one', 'lhsnap-two'] })
  })

  it('is looked for over two minutes and five successful reads', () => {
    expect(judge([], sightAt(119_999, { reads: 9 }))).toEqual({ kind: 'wait' })
    expect(judge([], sightAt(120_000, { reads: 4 }))).toEqual({ kind: 'wait' })
    expect(whyOf(judge([], sightAt(120_000, { reads: 5 })))).toEqual({ why: 'not_found', reads: 5, seconds: 120 })
  })
})

it('the name of a safety snapshot fits the cloud’s limit', () => {
  expect(safetyName('rb-7f3k9q2mxd')).toBe('keeper-rb-7f3k9q2mxd')
  expect(safetyName('r'.repeat(80))).toHaveLength(60)
})
