import { faultOf } from '../lighthouse/cloud-error.ts'
import { beginHistory, estimateRemaining, nextLookIn, recordLook } from '../lighthouse/look-pace.ts'
import type { Look } from '../lighthouse/watcher.ts'
import type { RollbackRequest } from '../rollback/request.ts'
import type { Safety } from '../rollback/safety.ts'
import { judgeSafety, judgeSafetyUnreadable } from '../rollback/safety-verdict.ts'
import type { Sight, Verdict } from '../rollback/verdict.ts'
import { appendEnd } from './append-end.ts'
import { appendUnderClaim, type StepContext } from './context.ts'
import { ESTIMATE_FROM, LOOK_FOR_LOST } from './follow-rollback.ts'
import { firstSight, seeing } from './sight.ts'

/**
 * `safety_looking` or `safety_creating`: reads snapshots until an entry follows from what they show. Where the answer was
 * lost all snapshots of the instance are read, because only the name is known; else the one is watched with those of others.
 */
export const followSafety = async (context: StepContext, begun: RollbackRequest): Promise<void> => {
  const { clock, ledger } = context
  const { safety } = begun
  if (safety === null) return
  let request = begun
  let sight: Sight = firstSight(await ledger.now())
  const startedAt = safety.intendedAt
  let history = beginHistory(clock.now() - (sight.now - startedAt))
  const ended = new AbortController()
  try {
    const signal = AbortSignal.any([context.signal, ended.signal])
    const looks =
      safety.snapshotId === null
        ? lookForName(context, begun, signal)
        : context.watcher.watch({
            region: begun.submission.region,
            snapshotIds: [safety.snapshotId],
            firstLookIn: nextLookIn(history, clock.now()),
            nextLook: (look) => {
              history = recordLook(history, clock.now(), percentIn(look, safety))
              return nextLookIn(history, clock.now())
            },
            signal,
          })
    for await (const look of looks) {
      const toldUnreadableSince = request.unreadable?.since ?? null
      const watched = { watchedId: safety.snapshotId, followedSince: null, toldUnreadableSince }
      sight = seeing(sight, look, watched, await ledger.now())
      if (look.kind === 'seen' && request.unreadable !== null) {
        const readable = await appendUnderClaim(context, request, { kind: 'cloud_readable', data: {} })
        if (readable === null) return
        request = readable
      }
      const verdict = verdictOn(request, safety, look, sight)
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
    ended.abort()
  }
  context.signal.throwIfAborted()
}

const verdictOn = (request: RollbackRequest, safety: Safety, look: Look, sight: Sight): Verdict =>
  look.kind === 'seen'
    ? judgeSafety(safety, look.snapshots, sight)
    : judgeSafetyUnreadable(request, safety, look.fault, sight)

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
