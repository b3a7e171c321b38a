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

/** What is looked at: the snapshot that must be among those seen, null where none is known yet. */
export type Watched = { readonly watchedId: string | null; readonly followedSince: number | null }

export const watchedOf = (request: RollbackRequest, now: number): Watched => ({
  watchedId: request.submission.snapshotId,
  followedSince: request.following === null ? null : followingSince(request, now),
})

/** What one more look adds to what has been seen. All times are the store's, in milliseconds. */
export const seeing = (sight: Sight, look: Look, { watchedId, followedSince }: Watched, now: number): Sight => {
  if (look.kind === 'unreadable') {
    return { ...sight, now, followedSince, unreadableSince: sight.unreadableSince ?? now }
  }
  const isThere = watchedId === null || look.snapshots.some(({ snapshotId }) => snapshotId === watchedId)
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
