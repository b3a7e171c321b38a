import { ROLLBACK_OPERATION, type Snapshot } from './cloud-objects.ts'
import type { Baseline } from './entry.ts'

/** The latest operation of every snapshot of the disk, taken right before the call. */
export const baselineOf = (snapshots: readonly Snapshot[]): Baseline =>
  snapshots.map(({ snapshotId, latestOperation, latestOperationRequestId }) => ({
    snapshotId,
    operation: latestOperation,
    requestId: latestOperationRequestId,
  }))

/** A rollback that was not there before the call. */
export type NewRollback = { readonly snapshot: Snapshot; readonly cloudRequestId: string | null }

/**
 * The rollbacks that began after the baseline was taken: a `RollbackInstanceSnapshot` whose request id differs from
 * the one the snapshot showed then. A SUCCESS that was there before is no evidence of anything.
 */
export const newRollbacks = (baseline: Baseline, snapshots: readonly Snapshot[]): readonly NewRollback[] =>
  snapshots
    .filter((snapshot) => snapshot.latestOperation === ROLLBACK_OPERATION && isNew(baseline, snapshot))
    .map((snapshot) => ({ snapshot, cloudRequestId: snapshot.latestOperationRequestId }))

const isNew = (baseline: Baseline, snapshot: Snapshot): boolean => {
  const before = baseline.find(({ snapshotId }) => snapshotId === snapshot.snapshotId)
  if (before === undefined) return true
  // A rollback without an id cannot be told from an older one, except where there was none before.
  if (snapshot.latestOperationRequestId === null) return before.operation !== ROLLBACK_OPERATION
  return before.requestId !== snapshot.latestOperationRequestId
}

/** Where the followed rollback stands on its snapshot. */
export type RollbackProgress = 'running' | 'succeeded' | 'failed'

export const rollbackProgress = (snapshot: Snapshot): RollbackProgress => {
  if (snapshot.latestOperationState === 'FAILED') return 'failed'
  if (snapshot.latestOperationState === 'SUCCESS' && snapshot.state === 'NORMAL') return 'succeeded'
  return 'running'
}
