import type { CloudFault, Snapshot } from './cloud-objects.ts'
import type { SafetyFailure } from './entry.ts'
import type { RollbackRequest } from './request.ts'
import { SAFETY_LIMITS, type Safety } from './safety.ts'
import { LIMITS, type Sight, TELL_UNREADABLE_AFTER, type Verdict } from './verdict.ts'

const WAIT: Verdict = { kind: 'wait' }
const failed = (safety: SafetyFailure): Verdict => ({
  kind: 'append',
  content: { kind: 'failed', data: { failure: { cause: 'safety', safety } } },
})

const minutes = (milliseconds: number): number => Math.round(milliseconds / 60_000)

/** Whether a safety snapshot can be rolled back to. */
export const isUsable = ({ state, latestOperationState }: Snapshot): boolean =>
  state === 'NORMAL' && latestOperationState !== 'OPERATING' && latestOperationState !== 'FAILED'

/**
 * What a successful read means for a request whose safety snapshot is looked for or being made.
 * @param snapshots all of the instance while it is looked for; else at least the one that is made
 */
export const judgeSafety = (safety: Safety, snapshots: readonly Snapshot[], sight: Sight): Verdict =>
  safety.snapshotId === null
    ? judgeLost(safety, snapshots, sight)
    : judgeCreating(
        safety,
        snapshots.find(({ snapshotId }) => snapshotId === safety.snapshotId),
        sight,
      )

/** Ours is a snapshot with the request's name that was not there at the gate; a name alone proves nothing. */
const judgeLost = ({ name, before }: Safety, snapshots: readonly Snapshot[], sight: Sight): Verdict => {
  const alike = snapshots.filter((snapshot) => snapshot.name === name && !before.includes(snapshot.snapshotId))
  const [first, ...others] = alike
  if (first !== undefined && others.length > 0) {
    return failed({ why: 'several', snapshotIds: alike.map(({ snapshotId }) => snapshotId) })
  }
  if (first !== undefined) {
    return { kind: 'append', content: { kind: 'safety_found', data: { snapshotId: first.snapshotId } } }
  }
  const waited = sight.firstReadAt === null ? 0 : sight.now - sight.firstReadAt
  if (waited < LIMITS.nothingSeen || sight.reads < LIMITS.nothingSeenReads) return WAIT
  return failed({ why: 'not_found', reads: sight.reads, seconds: Math.round(waited / 1000) })
}

const judgeCreating = ({ intendedAt }: Safety, snapshot: Snapshot | undefined, sight: Sight): Verdict => {
  const isLate = sight.now > intendedAt + SAFETY_LIMITS.ready
  if (snapshot === undefined) {
    const isGone = sight.missingSince !== null && sight.now - sight.missingSince >= LIMITS.vanished
    return isGone ? failed({ why: 'vanished' }) : WAIT
  }
  const { state, percent } = snapshot
  if (snapshot.latestOperationState === 'FAILED') {
    return failed({ why: 'creation_failed', snapshotState: state, percent })
  }
  if (isUsable(snapshot)) {
    if (isLate) return failed({ why: 'too_late' })
    const { snapshotId, createdTime } = snapshot
    return { kind: 'append', content: { kind: 'safety_ready', data: { snapshotId, createdTime } } }
  }
  if (isLate) return failed({ why: 'too_slow', minutes: minutes(SAFETY_LIMITS.ready), percent })
  return { kind: 'progress', percent }
}

/** What a failed read means for it. */
export const judgeSafetyUnreadable = (
  request: RollbackRequest,
  { intendedAt }: Safety,
  fault: CloudFault,
  sight: Sight,
): Verdict => {
  const unreadableFor = sight.unreadableSince === null ? 0 : sight.now - sight.unreadableSince
  if (sight.now > intendedAt + SAFETY_LIMITS.ready) {
    return failed({ why: 'unreadable', fault, minutes: Math.max(1, minutes(unreadableFor)) })
  }
  const isDue = request.unreadable === null && unreadableFor >= TELL_UNREADABLE_AFTER
  return isDue ? { kind: 'append', content: { kind: 'cloud_unreadable', data: { fault } } } : WAIT
}
