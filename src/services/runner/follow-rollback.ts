import { estimateRemaining, lookPace, type PercentSample } from '../lighthouse/look-pace.ts'
import type { Look } from '../lighthouse/watcher.ts'
import { lastAttempt, type RollbackRequest } from '../rollback/request.ts'
import { judge, judgeUnreadable, type Sight, type Verdict } from '../rollback/verdict.ts'
import { appendUnderClaim, type StepContext } from './context.ts'
import { firstSight, followingSince, seeing } from './sight.ts'

/** How many percent samples the pace and the estimate are made from. */
const SAMPLES_KEPT = 20

/**
 * `looking` or `rolling_back`: reads the disk's snapshots until an entry follows from what they show.
 * Whether the answer to the call was lost, came late or names another id, is all in `verdict.ts`.
 */
export const followRollback = async (context: StepContext, begun: RollbackRequest): Promise<void> => {
  let request = begun
  let sight: Sight = firstSight(await context.ledger.now())
  let samples: readonly PercentSample[] = []
  // The watch itself ends with the step, not only with the claim.
  const watching = new AbortController()
  const signal = AbortSignal.any([context.signal, watching.signal])
  try {
    const looks = context.watcher.watch({
      region: request.submission.region,
      snapshotIds: watchedIds(request),
      nextLook: () => lookPace(samples, context.clock.now() - followingSince(request, context.clock.now())),
      signal,
    })
    for await (const look of looks) {
      sight = seeing(sight, look, request, await context.ledger.now())
      const verdict = verdictOn(request, look, sight)
      if (verdict.kind === 'append') {
        await appendUnderClaim(context, request, verdict.content)
        return
      }
      if (look.kind === 'seen' && request.unreadable !== null) {
        const readable = await appendUnderClaim(context, request, { kind: 'cloud_readable', data: {} })
        if (readable === null) return
        request = readable
      }
      if (verdict.kind === 'progress') {
        samples = [...samples.slice(1 - SAMPLES_KEPT), { at: sight.now, percent: verdict.percent ?? 0 }]
        if (!(await saveProgress(context, request, verdict.percent, samples, sight.now))) return
      }
    }
  } finally {
    watching.abort()
  }
  context.signal.throwIfAborted()
}

const verdictOn = (request: RollbackRequest, look: Look, sight: Sight): Verdict =>
  look.kind === 'seen' ? judge(request, look.snapshots, sight) : judgeUnreadable(request, look.fault, sight)

/** Every snapshot of the disk that was there before the call: a rollback of another one tells something too. */
const watchedIds = (request: RollbackRequest): readonly string[] => {
  const ids = (lastAttempt(request)?.baseline ?? []).map(({ snapshotId }) => snapshotId)
  return [...new Set([request.submission.snapshotId, ...ids])]
}

const saveProgress = (
  { ledger, claim }: StepContext,
  request: RollbackRequest,
  percent: number | null,
  samples: readonly PercentSample[],
  now: number,
): Promise<boolean> =>
  ledger.saveProgress(claim, {
    percent,
    observedAt: now,
    startedAt: followingSince(request, now),
    remaining: estimateRemaining(samples, now),
  })
