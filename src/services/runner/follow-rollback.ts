import { beginHistory, estimateRemaining, nextLookIn, recordLook } from '../lighthouse/look-pace.ts'
import type { Look } from '../lighthouse/watcher.ts'
import { ROLLBACK_OPERATION } from '../rollback/cloud-objects.ts'
import { lastAttempt, type RollbackRequest } from '../rollback/request.ts'
import { judge, judgeUnreadable, type Sight, type Verdict } from '../rollback/verdict.ts'
import { appendEnd } from './append-end.ts'
import { appendUnderClaim, type StepContext } from './context.ts'
import { firstSight, followingSince, seeing, watchedOf } from './sight.ts'

/** Below so many percent an estimate of the time left is a guess that only worries people. */
export const ESTIMATE_FROM = 5

/** How often a call whose answer was lost is looked for, in milliseconds. */
export const LOOK_FOR_LOST = 3_000

/**
 * `looking` or `rolling_back`: reads the disk's snapshots until an entry follows from what they show.
 * Whether the answer to the call was lost, came late or names another id, is all in `verdict.ts`.
 */
export const followRollback = async (context: StepContext, begun: RollbackRequest): Promise<void> => {
  const { clock, ledger, watcher } = context
  let request = begun
  const beganAt = await ledger.now()
  let sight: Sight = firstSight(beganAt)
  const startedAt = followingSince(request, beganAt)
  let history = beginHistory(clock.now() - (beganAt - startedAt))
  // The watch itself ends with the step, not only with the claim.
  const watching = new AbortController()
  try {
    const looks = watcher.watch({
      region: request.submission.region,
      snapshotIds: watchedIds(request),
      firstLookIn: request.following === null ? 0 : nextLookIn(history, clock.now()),
      nextLook: (look) => {
        history = recordLook(history, clock.now(), percentIn(look, request))
        return request.following === null ? LOOK_FOR_LOST : nextLookIn(history, clock.now())
      },
      signal: AbortSignal.any([context.signal, watching.signal]),
    })
    for await (const look of looks) {
      const now = await ledger.now()
      sight = seeing(sight, look, watchedOf(request, now), now)
      if (look.kind === 'seen' && request.unreadable !== null) {
        const readable = await appendUnderClaim(context, request, { kind: 'cloud_readable', data: {} })
        if (readable === null) return
        request = readable
      }
      const verdict = verdictOn(request, look, sight)
      if (verdict.kind === 'append') {
        await appendEnd(context, request, verdict.content)
        return
      }
      if (verdict.kind === 'progress') {
        const isHeld = await ledger.saveProgress(context.claim, {
          percent: verdict.percent,
          observedAt: sight.now,
          startedAt,
          remaining: history.percent < ESTIMATE_FROM ? null : estimateRemaining(history, clock.now()),
        })
        if (!isHeld) return
      }
    }
  } finally {
    watching.abort()
  }
  context.signal.throwIfAborted()
}

/** The percent of a rollback that runs on the request's snapshot; null where none is seen. */
const percentIn = (look: Look, { submission: { snapshotId } }: RollbackRequest): number | null => {
  if (look.kind !== 'seen') return null
  const snapshot = look.snapshots.find((candidate) => candidate.snapshotId === snapshotId)
  return snapshot?.latestOperation === ROLLBACK_OPERATION && snapshot.latestOperationState === 'OPERATING'
    ? snapshot.percent
    : null
}

const verdictOn = (request: RollbackRequest, look: Look, sight: Sight): Verdict =>
  look.kind === 'seen' ? judge(request, look.snapshots, sight) : judgeUnreadable(request, look.fault, sight)

/** Every snapshot of the disk that was there before the call: a rollback of another one tells something too. */
const watchedIds = (request: RollbackRequest): readonly string[] => {
  const ids = (lastAttempt(request)?.baseline ?? []).map(({ snapshotId }) => snapshotId)
  return [...new Set([request.submission.snapshotId, ...ids])]
}
