import type { Look } from '../lighthouse/watcher.ts'
import { ROLLBACK_OPERATION } from '../rollback/cloud-objects.ts'
import { lastAttempt, type RollbackRequest } from '../rollback/request.ts'
import { judge, judgeUnreadable } from '../rollback/verdict.ts'
import type { StepContext } from './context.ts'
import { follow, LOOK_FOR_LOST } from './follow.ts'
import { followingSince, watchedOf } from './sight.ts'

/**
 * `looking` or `rolling_back`: reads the disk's snapshots until an entry follows from what they show.
 * Whether the answer to the call was lost, came late or names another id, is all in `verdict.ts`.
 */
export const followRollback = (context: StepContext, begun: RollbackRequest): Promise<void> =>
  follow(context, begun, (now) => ({
    startedAt: followingSince(begun, now),
    percentIn: (look) => percentIn(look, begun),
    looks: ({ firstLookIn, nextLook }, signal) =>
      context.watcher.watch({
        region: begun.submission.region,
        snapshotIds: watchedIds(begun),
        firstLookIn: begun.following === null ? 0 : firstLookIn(),
        nextLook: (look) => {
          const wanted = nextLook(look)
          return begun.following === null ? LOOK_FOR_LOST : wanted
        },
        signal,
      }),
    watched: watchedOf,
    verdict: (request, look, sight) =>
      look.kind === 'seen' ? judge(request, look.snapshots, sight) : judgeUnreadable(request, look.fault, sight),
  }))

/** The percent of a rollback that runs on the request's snapshot; null where none is seen. */
const percentIn = (look: Look, { submission: { snapshotId } }: RollbackRequest): number | null => {
  if (look.kind !== 'seen') return null
  const snapshot = look.snapshots.find((candidate) => candidate.snapshotId === snapshotId)
  return snapshot?.latestOperation === ROLLBACK_OPERATION && snapshot.latestOperationState === 'OPERATING'
    ? snapshot.percent
    : null
}

/** Every snapshot of the disk that was there before the call: a rollback of another one tells something too. */
const watchedIds = (request: RollbackRequest): readonly string[] => {
  const ids = (lastAttempt(request)?.baseline ?? []).map(({ snapshotId }) => snapshotId)
  return [...new Set([request.submission.snapshotId, ...ids])]
}
