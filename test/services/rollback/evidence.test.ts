import { describe, expect, it } from 'vitest'
import type { Snapshot } from '../../../src/services/rollback/cloud-objects.ts'
import { baselineOf, newRollbacks, rollbackProgress } from '../../../src/services/rollback/evidence.ts'
import { aSnapshot } from '../../support/cloud-objects.ts'

const rolledBack = (requestId: string | null, part: Partial<Snapshot> = {}): Snapshot =>
  aSnapshot({
    latestOperation: 'RollbackInstanceSnapshot',
    latestOperationState: 'SUCCESS',
    latestOperationRequestId: requestId,
    ...part,
  })

const idsOfNew = (before: readonly Snapshot[], after: readonly Snapshot[]) =>
  newRollbacks(baselineOf(before), after).map(({ snapshot, cloudRequestId }) => [snapshot.snapshotId, cloudRequestId])

const OURS = aSnapshot().snapshotId

describe('the baseline', () => {
  it('has the latest operation of every snapshot, and null is a value', () => {
    const other = rolledBack('old', { snapshotId: 'lhsnap-other' })
    const never = aSnapshot({ snapshotId: 'lhsnap-never', latestOperation: null })
    expect(baselineOf([aSnapshot(), other, never])).toEqual([
      { snapshotId: OURS, operation: 'CreateInstanceSnapshot', requestId: null },
      { snapshotId: 'lhsnap-other', operation: 'RollbackInstanceSnapshot', requestId: 'old' },
      { snapshotId: 'lhsnap-never', operation: null, requestId: null },
    ])
  })
})

describe('evidence of a rollback', () => {
  it('is not a rollback that was there before the call, successful or not', () => {
    for (const latestOperationState of ['SUCCESS', 'FAILED', 'OPERATING']) {
      const old = rolledBack('old', { latestOperationState })
      expect(idsOfNew([old], [old])).toEqual([])
      expect(idsOfNew([old], [{ ...old, latestOperationState: 'SUCCESS' }])).toEqual([])
    }
  })

  it('is a rollback under another request id', () => {
    expect(idsOfNew([rolledBack('old')], [rolledBack('new')])).toEqual([[OURS, 'new']])
    expect(idsOfNew([rolledBack(null)], [rolledBack('new')])).toEqual([[OURS, 'new']])
    expect(idsOfNew([aSnapshot()], [rolledBack('new')])).toEqual([[OURS, 'new']])
  })

  it('is no other operation, whatever its request id', () => {
    for (const latestOperation of ['CreateInstanceSnapshot', 'ModifySnapshotAttribute', null]) {
      expect(idsOfNew([rolledBack('old')], [rolledBack('new', { latestOperation })])).toEqual([])
    }
  })

  it('is a rollback without an id only where there was no rollback before', () => {
    expect(idsOfNew([aSnapshot()], [rolledBack(null)])).toEqual([[OURS, null]])
    expect(idsOfNew([rolledBack(null)], [rolledBack(null)])).toEqual([])
    expect(idsOfNew([rolledBack('old')], [rolledBack(null)])).toEqual([])
  })

  it('is a rollback of a snapshot that was not there before', () => {
    expect(idsOfNew([aSnapshot()], [aSnapshot(), rolledBack('new', { snapshotId: 'lhsnap-younger' })])).toEqual([
      ['lhsnap-younger', 'new'],
    ])
  })
})

describe('where a rollback stands', () => {
  it.each([
    ['OPERATING', 'ROLLBACKING', 'running'],
    ['SUCCESS', 'NORMAL', 'succeeded'],
    // Done is SUCCESS and NORMAL, not one of them.
    ['SUCCESS', 'ROLLBACKING', 'running'],
    ['OPERATING', 'NORMAL', 'running'],
    [null, 'NORMAL', 'running'],
    ['SOMETHING_NEW', 'NORMAL', 'running'],
    ['FAILED', 'NORMAL', 'failed'],
    ['FAILED', 'ROLLBACKING', 'failed'],
  ])('operation %s and snapshot %s is %s', (latestOperationState, state, progress) => {
    expect(rollbackProgress(rolledBack('id', { latestOperationState, state }))).toBe(progress)
  })
})
