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

export type Watched = {
  /** The snapshot that must be among those seen; null where none is known yet. */
  readonly watchedId: string | null
  readonly followedSince: number | null
  /** Since when the record says that the cloud cannot be read; null where it does not. */
  readonly toldUnreadableSince: number | null
}

export const watchedOf = (request: RollbackRequest, now: number): Watched => ({
  watchedId: request.submission.snapshotId,
  followedSince: request.following === null ? null : followingSince(request, now),
  toldUnreadableSince: request.unreadable?.since ?? null,
})

/** What one more look adds to what has been seen. All times are the store's, in milliseconds. */
export const seeing = (sight: Sight, look: Look, watched: Watched, now: number): Sight => {
  const { watchedId, followedSince, toldUnreadableSince } = watched
  if (look.kind === 'unreadable') {
    // The record remembers over a restart what people were told; this process, what it has seen itself.
    const unreadableSince = sight.unreadableSince ?? toldUnreadableSince ?? now
    return { ...sight, now, followedSince, unreadableSince }
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
