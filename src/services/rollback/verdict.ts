import type { CloudFault, Snapshot } from './cloud-objects.ts'
import type { Doubt, EntryContent } from './entry.ts'
import { type NewRollback, newRollbacks, rollbackProgress } from './evidence.ts'
import { lastAttempt, type RollbackRequest } from './request.ts'

/** Time limits of following a rollback, in milliseconds. */
export const LIMITS = {
  /** How long the cloud's id may differ from the one it answered before the other one is followed. */
  otherId: 60_000,
  /** How long, and over how many reads, nothing new must show before a lost call counts as not seen. */
  nothingSeen: 120_000,
  nothingSeenReads: 5,
  /** How long a rollback, or an unreadable cloud, is waited for. */
  noEnd: 3_600_000,
  /** How long a snapshot may be missing from the answers. */
  vanished: 60_000,
  /** A signed request stays valid for 300 s; after the last possible send it is watched a little longer. */
  hold: 360_000,
  /** The most that passes between the gate and the send. */
  gateToSend: 5_000,
} as const

/** What has been seen since this process began to look. Times are milliseconds on any one clock. */
export type Sight = {
  readonly now: number
  /** Successful reads that were asked after the call. */
  readonly reads: number
  readonly firstReadAt: number | null
  /** Since when the watched snapshot has been missing from the answers; null where it is there. */
  readonly missingSince: number | null
  /** Since when the cloud could not be read; null where it can. */
  readonly unreadableSince: number | null
  /** When the answer `accepted`, or the found rollback, was recorded; null while there is neither. */
  readonly followedSince: number | null
}

/** What a look means for the request. */
export type Verdict =
  | { readonly kind: 'wait' }
  | { readonly kind: 'progress'; readonly percent: number | null }
  | { readonly kind: 'append'; readonly content: EntryContent }

const WAIT: Verdict = { kind: 'wait' }
const append = (content: EntryContent): Verdict => ({ kind: 'append', content })

/** Until when an unconfirmed request keeps its instance and is watched: ms since the epoch. */
export const holdUntil = (request: RollbackRequest): number =>
  (lastAttempt(request)?.intendedAt ?? request.submittedAt) + LIMITS.gateToSend + LIMITS.hold

const unconfirmed = (request: RollbackRequest, doubt: Doubt): Verdict =>
  append({ kind: 'unconfirmed', data: { doubt, holdUntil: new Date(holdUntil(request)).toISOString() } })

/** An id that the cloud left out, where an entry needs one. */
export const UNKNOWN_ID = 'unknown'

/** A rollback without an id may be anybody's: it is the one that is followed only once it was found as such. */
const isFollowed = (followed: string, rollback: NewRollback): boolean =>
  (rollback.cloudRequestId ?? UNKNOWN_ID) === followed

/**
 * What a successful read of the disk's snapshots means for a request that is `looking` or `rolling_back`.
 * Evidence is only ever a rollback that was not in the baseline.
 */
export const judge = (request: RollbackRequest, snapshots: readonly Snapshot[], sight: Sight): Verdict => {
  const snapshotId = request.submission.snapshotId
  const rollbacks = newRollbacks(lastAttempt(request)?.baseline ?? [], snapshots)
  const ours = rollbacks.find(({ snapshot }) => snapshot.snapshotId === snapshotId)
  const foreign = rollbacks.find(({ snapshot }) => snapshot.snapshotId !== snapshotId)
  return request.following === null
    ? judgeLost(request, ours, foreign, sight)
    : judgeFollowed(request, request.following.cloudRequestId, ours, foreign, sight)
}

const judgeLost = (
  request: RollbackRequest,
  ours: NewRollback | undefined,
  foreign: NewRollback | undefined,
  sight: Sight,
): Verdict => {
  if (ours !== undefined) {
    const cloudRequestId = ours.cloudRequestId ?? UNKNOWN_ID
    return append({ kind: 'rollback_found', data: { cloudRequestId, differs: false } })
  }
  const waited = sight.firstReadAt === null ? 0 : sight.now - sight.firstReadAt
  if (waited < LIMITS.nothingSeen || sight.reads < LIMITS.nothingSeenReads) return WAIT
  if (foreign !== undefined) return unconfirmed(request, doubtAbout(foreign))
  return unconfirmed(request, { cause: 'nothing_seen', reads: sight.reads, seconds: Math.round(waited / 1000) })
}

const doubtAbout = ({ snapshot, cloudRequestId }: NewRollback): Doubt => ({
  cause: 'foreign',
  foreign: { snapshotId: snapshot.snapshotId, requestId: cloudRequestId },
})

const judgeFollowed = (
  request: RollbackRequest,
  followed: string,
  ours: NewRollback | undefined,
  foreign: NewRollback | undefined,
  sight: Sight,
): Verdict => {
  const followedFor = sight.followedSince === null ? 0 : sight.now - sight.followedSince
  if (ours !== undefined && isFollowed(followed, ours)) return judgeOurs(request, followed, ours.snapshot, followedFor)
  if (ours !== undefined && followedFor >= LIMITS.otherId) {
    const cloudRequestId = ours.cloudRequestId ?? UNKNOWN_ID
    const differs = lastAttempt(request)?.answer?.kind === 'accepted'
    return append({ kind: 'rollback_found', data: { cloudRequestId, differs } })
  }
  if (ours === undefined && foreign !== undefined && followedFor >= LIMITS.otherId) {
    return unconfirmed(request, doubtAbout(foreign))
  }
  if (sight.missingSince !== null && sight.now - sight.missingSince >= LIMITS.vanished) {
    return unconfirmed(request, { cause: 'snapshot_vanished' })
  }
  return followedFor >= LIMITS.noEnd ? unconfirmed(request, noEnd(null)) : WAIT
}

const noEnd = (percent: number | null): Doubt => ({ cause: 'no_end', minutes: LIMITS.noEnd / 60_000, percent })

const judgeOurs = (request: RollbackRequest, followed: string, snapshot: Snapshot, followedFor: number): Verdict => {
  switch (rollbackProgress(snapshot)) {
    case 'succeeded':
      return append({ kind: 'rolled_back', data: { cloudRequestId: followed } })
    case 'failed':
      return append({
        kind: 'failed',
        data: { failure: { cause: 'reported', cloudRequestId: followed, snapshotState: snapshot.state } },
      })
    case 'running':
      if (followedFor >= LIMITS.noEnd) return unconfirmed(request, noEnd(snapshot.percent))
      return { kind: 'progress', percent: snapshot.percent }
  }
}

/** How long the cloud may be unreadable before people are told, in milliseconds. */
export const TELL_UNREADABLE_AFTER = 10_000

/** What a failed read means for a request that is `looking` or `rolling_back`. */
export const judgeUnreadable = (request: RollbackRequest, fault: CloudFault, sight: Sight): Verdict => {
  const unreadableFor = sight.unreadableSince === null ? 0 : sight.now - sight.unreadableSince
  if (unreadableFor >= LIMITS.noEnd) {
    return unconfirmed(request, { cause: 'unreadable', fault, minutes: LIMITS.noEnd / 60_000 })
  }
  const isDue = request.unreadable === null && unreadableFor >= TELL_UNREADABLE_AFTER
  return isDue ? append({ kind: 'cloud_unreadable', data: { fault } }) : WAIT
}
