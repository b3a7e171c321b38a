import { faultOf } from '../lighthouse/cloud-error.ts'
import type { Look } from '../lighthouse/watcher.ts'
import type { RollbackRequest } from '../rollback/request.ts'
import type { Safety } from '../rollback/safety.ts'
import { judgeSafety, judgeSafetyUnreadable } from '../rollback/safety-verdict.ts'
import type { StepContext } from './context.ts'
import { follow, LOOK_FOR_LOST } from './follow.ts'

/**
 * `safety_looking` or `safety_creating`: reads snapshots until an entry follows from what they show. Where the answer was
 * lost all snapshots of the instance are read, because only the name is known; else the one is watched with those of others.
 */
export const followSafety = async (context: StepContext, begun: RollbackRequest): Promise<void> => {
  const { safety } = begun
  if (safety === null) return
  const { snapshotId } = safety
  await follow(context, begun, () => ({
    startedAt: safety.intendedAt,
    percentIn: (look) => percentIn(look, safety),
    looks: ({ firstLookIn, nextLook }, signal) =>
      snapshotId === null
        ? lookForName(context, begun, signal)
        : context.watcher.watch({
            region: begun.submission.region,
            snapshotIds: [snapshotId],
            firstLookIn: firstLookIn(),
            nextLook,
            signal,
          }),
    watched: ({ unreadable }) => ({
      watchedId: snapshotId,
      followedSince: null,
      toldUnreadableSince: unreadable?.since ?? null,
    }),
    verdict: (request, look, sight) =>
      look.kind === 'seen'
        ? judgeSafety(safety, look.snapshots, sight)
        : judgeSafetyUnreadable(request, safety, look.fault, sight),
  }))
}

const percentIn = (look: Look, { snapshotId }: Safety): number | null =>
  look.kind === 'seen' ? (look.snapshots.find((one) => one.snapshotId === snapshotId)?.percent ?? null) : null

/** Reads all snapshots of the instance again and again, until the signal is aborted. */
async function* lookForName(
  { cloud, clock }: StepContext,
  { submission: { region, instanceId } }: RollbackRequest,
  signal: AbortSignal,
): AsyncIterable<Look> {
  while (!signal.aborted) {
    const askedAt = clock.monotonic()
    try {
      const snapshots = await cloud.readSnapshotsOf(region, instanceId, signal)
      yield { kind: 'seen', at: clock.now(), askedAt, snapshots }
    } catch (error) {
      signal.throwIfAborted()
      yield { kind: 'unreadable', at: clock.now(), fault: faultOf(error, 'DescribeSnapshots', region) }
    }
    await clock.sleep(LOOK_FOR_LOST, signal)
  }
}
