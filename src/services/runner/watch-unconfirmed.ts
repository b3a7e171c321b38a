import type { Snapshot } from '../rollback/cloud-objects.ts'
import type { EntryContent, Outcome } from '../rollback/entry.ts'
import { newRollbacks, rollbackProgress } from '../rollback/evidence.ts'
import { lastAttempt, type RollbackRequest } from '../rollback/request.ts'
import { LIMITS } from '../rollback/verdict.ts'
import { appendUnderClaim, type StepContext } from './context.ts'

/** How often an unconfirmed request's snapshot is looked at, in milliseconds. */
const LOOK_AGAIN = 10_000

/**
 * An *unconfirmed* request keeps its instance until no call of its own can take effect any more. What shows until then
 * is appended as `outcome_learned`; a rollback that was seen is followed to its end.
 */
export const watchUnconfirmed = async (context: StepContext, request: RollbackRequest): Promise<void> => {
  const { ledger, clock, signal } = context
  const { end } = request
  if (end?.name !== 'unconfirmed') return
  const now = await ledger.now()
  const seen = request.learned.findLast(({ kind }) => !kind.startsWith('safety_'))
  const isRunning = seen?.kind === 'rollback_seen' && now - seen.at < LIMITS.noEnd
  // A rollback that has ended may be somebody else's: our own call can still arrive until then.
  if (now >= end.holdUntil && !isRunning) {
    await appendUnderClaim(context, request, { kind: 'released', data: {} })
    return
  }
  const outcome = await lookOnce(context, request)
  signal.throwIfAborted()
  if (outcome !== null) {
    const content: EntryContent = { kind: 'outcome_learned', data: { outcome } }
    await appendUnderClaim(context, request, content)
    return
  }
  await clock.sleep(LOOK_AGAIN, signal)
}

const lookOnce = async ({ cloud, log }: StepContext, request: RollbackRequest): Promise<Outcome | null> => {
  const { region, snapshotId } = request.submission
  try {
    const snapshots = await cloud.readSnapshots(region, [snapshotId])
    return outcomeIn(request, snapshots)
  } catch (error) {
    log.debug({ requestId: request.requestId, error: String(error) }, 'an unconfirmed request could not be looked at')
    return null
  }
}

/** What these snapshots show that the request does not know yet. */
const outcomeIn = (request: RollbackRequest, snapshots: readonly Snapshot[]): Outcome | null => {
  const { snapshotId } = request.submission
  const ours = newRollbacks(lastAttempt(request)?.baseline ?? [], snapshots).find(
    ({ snapshot }) => snapshot.snapshotId === snapshotId,
  )
  if (ours === undefined) return null
  const { snapshot, cloudRequestId } = ours
  const outcome = outcomeOf(snapshot, cloudRequestId)
  const isTold = request.learned.some(
    (told) => told.kind === outcome.kind && 'cloudRequestId' in told && told.cloudRequestId === cloudRequestId,
  )
  const isFollowed = outcome.kind === 'rollback_seen' && request.following !== null
  return isTold || isFollowed ? null : outcome
}

type SeenOutcome = Extract<Outcome, { kind: 'rollback_seen' | 'rollback_succeeded' | 'rollback_failed' }>

const outcomeOf = (snapshot: Snapshot, cloudRequestId: string | null): SeenOutcome => {
  switch (rollbackProgress(snapshot)) {
    case 'succeeded':
      return { kind: 'rollback_succeeded', cloudRequestId }
    case 'failed':
      return { kind: 'rollback_failed', cloudRequestId }
    case 'running':
      return { kind: 'rollback_seen', cloudRequestId, percent: snapshot.percent }
  }
}
