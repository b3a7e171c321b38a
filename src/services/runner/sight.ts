import type { Look } from '../lighthouse/watcher.ts'
import { lastAttempt, type RollbackRequest } from '../rollback/request.ts'
import type { Sight } from '../rollback/verdict.ts'

/** Before anything was looked at. */
export const firstSight = (now: number): Sight => ({
  now,
  reads: 0,
  firstReadAt: null,
  missingSince: null,
  unreadableSince: null,
  followedSince: null,
})

/** What one more look adds to what has been seen. All times are the store's, in milliseconds. */
export const seeing = (sight: Sight, look: Look, request: RollbackRequest, now: number): Sight => {
  const followedSince = request.following === null ? null : followingSince(request, now)
  if (look.kind === 'unreadable') {
    // The record remembers over a restart what people were told; this process, what it has seen itself.
    const unreadableSince = sight.unreadableSince ?? request.unreadable?.since ?? now
    return { ...sight, now, followedSince, unreadableSince }
  }
  const isThere = look.snapshots.some(({ snapshotId }) => snapshotId === request.submission.snapshotId)
  return {
    now,
    reads: sight.reads + 1,
    firstReadAt: sight.firstReadAt ?? now,
    missingSince: isThere ? null : (sight.missingSince ?? now),
    unreadableSince: null,
    followedSince,
  }
}

/** When the rollback that is followed began, as well as it is known. */
export const followingSince = (request: RollbackRequest, now: number): number => {
  const attempt = lastAttempt(request)
  return attempt?.answer?.at ?? attempt?.intendedAt ?? now
}
