import { freshReads, indispensableFault, isPassingFault } from '../lighthouse/fresh-reads.ts'
import { changesSince } from '../rollback/drift.ts'
import type { EntryContent, RollbackFacts } from '../rollback/entry.ts'
import { baselineOf, newRollbacks } from '../rollback/evidence.ts'
import { isPassingRefusal, MAX_ATTEMPTS, RETRY_PAUSE } from '../rollback/passing-refusals.ts'
import { isBlocking, maySettle, type PreflightReads, preflight } from '../rollback/preflight.ts'
import { isDryRun, lastAttempt, type RollbackRequest, wantsSafety } from '../rollback/request.ts'
import { SAFETY_LIMITS } from '../rollback/safety.ts'
import { isUsable } from '../rollback/safety-verdict.ts'
import { appendEnd } from './append-end.ts'
import { applyOnce } from './apply-once.ts'
import { appendUnderClaim, type StepContext } from './context.ts'
import { createOnce } from './create-once.ts'

/** How long to wait before the cloud is read again after a read failed, in milliseconds. */
const READ_AGAIN = 5_000
/** The same while instance or disk are still called busy right after the safety snapshot was made. */
const READ_AGAIN_SETTLING = 2_000
/** How long a refused call may wait for readable checks before the request ends, in milliseconds. */
const RETRY_PATIENCE = 120_000

/**
 * `approved` → checks → gate → call. Also the way of a further attempt after a passing refusal; with a safety snapshot
 * once to its creation, and again from there to the rollback.
 */
export const executeRequest = async (context: StepContext, request: RollbackRequest): Promise<void> => {
  const facts = request.opened?.facts
  if (facts === undefined) return
  if (request.phase === 'refused' && !(await waitForAnotherAttempt(context, request))) return
  const late = await tooLate(context, request)
  if (late !== null) {
    await appendEnd(context, request, late)
    return
  }
  const { region } = facts
  const { instanceId } = facts.instance
  const { snapshotId } = facts.snapshot
  const own = request.safety?.snapshotId ?? null
  const withQuota = wantsSafety(request) && own === null
  const read = await freshReads(context.cloud, { region, instanceId, snapshotId, withQuota }, context.signal)
  const reads = own === null ? read : { ...read, safetySnapshotId: own }
  context.signal.throwIfAborted()

  const fault = indispensableFault(reads)
  if (fault !== null && isPassingFault(fault)) {
    if (request.unreadable === null) {
      await appendUnderClaim(context, request, { kind: 'cloud_unreadable', data: { fault } })
    }
    await context.clock.sleep(READ_AGAIN, context.signal)
    return
  }
  if (fault === null && request.unreadable !== null) {
    const readable = await appendUnderClaim(context, request, { kind: 'cloud_readable', data: {} })
    if (readable !== null) await checkAndApply(context, readable, facts, reads)
    return
  }
  await checkAndApply(context, request, facts, reads)
}

/** @returns whether the request may be tried again now; where it may not, it has been ended */
const waitForAnotherAttempt = async (context: StepContext, request: RollbackRequest): Promise<boolean> => {
  const answer = lastAttempt(request)?.answer
  if (answer?.kind !== 'refused') return false
  const { fault } = answer
  const waited = (await context.ledger.now()) - answer.at
  const isPassing = fault.kind === 'refused' && isPassingRefusal(fault.code)
  if (!isPassing || request.attempts.length >= MAX_ATTEMPTS || waited > RETRY_PATIENCE) {
    await appendEnd(context, request, failure({ cause: 'refused', fault, foreign: null }))
    return false
  }
  if (waited < RETRY_PAUSE) await context.clock.sleep(RETRY_PAUSE - waited, context.signal)
  return true
}

/** The end of a request that was not begun in time; null while it still is in time. */
const tooLate = async ({ ledger }: StepContext, request: RollbackRequest): Promise<EntryContent | null> => {
  const { phase, beginBy, safety } = request
  const now = await ledger.now()
  if (phase === 'approved' && beginBy !== null && now > beginBy) {
    return { kind: 'expired', data: { waitedFor: 'start' } }
  }
  const readyAt = phase === 'safety_ready' ? safety?.ready?.at : undefined
  if (readyAt === undefined || now <= readyAt + SAFETY_LIMITS.begin) return null
  return failure({ cause: 'safety', safety: { why: 'too_late' } })
}

const checkAndApply = async (
  context: StepContext,
  request: RollbackRequest,
  facts: RollbackFacts,
  reads: PreflightReads,
): Promise<void> => {
  const stop = whyNot(context, request, facts, reads)
  if (stop !== null) {
    if (await mayPass(context, request, stop)) await context.clock.sleep(READ_AGAIN_SETTLING, context.signal)
    else await appendEnd(context, request, stop)
    return
  }
  const instanceState = (reads.instance.ok ? reads.instance.value?.state : null) ?? facts.instance.state
  const findings = [...preflight(reads, context.clock.now())]
  const checked = await appendUnderClaim(context, request, { kind: 'checked', data: { findings, instanceState } })
  if (checked === null) return
  if (isDryRun(checked)) {
    const calls = [...(wantsSafety(checked) ? ['CreateInstanceSnapshot'] : []), 'ApplyInstanceSnapshot']
    await appendUnderClaim(context, checked, { kind: 'rehearsed', data: { calls } })
    return
  }
  const snapshots = reads.snapshots.ok ? reads.snapshots.value : []
  if (wantsSafety(checked) && checked.safety === null) {
    const before = snapshots.map((snapshot) => snapshot.snapshotId)
    await createOnce(context, checked, facts, before)
    return
  }
  await applyOnce(context, checked, facts, baselineOf(snapshots))
}

/** Whether what stops the rollback may be nothing but the end of its own safety snapshot's creation. */
const mayPass = async ({ ledger }: StepContext, request: RollbackRequest, stop: EntryContent): Promise<boolean> => {
  const readyAt = request.phase === 'safety_ready' ? request.safety?.ready?.at : undefined
  if (readyAt === undefined || stop.kind !== 'failed' || stop.data.failure.cause !== 'check') return false
  return stop.data.failure.findings.every(maySettle) && (await ledger.now()) - readyAt < SAFETY_LIMITS.settle
}

/** The end that these reads force, or null where what was approved still holds. */
const whyNot = (
  { cloud, clock }: StepContext,
  request: RollbackRequest,
  facts: RollbackFacts,
  reads: PreflightReads,
): EntryContent | null => {
  const instance = reads.instance.ok ? reads.instance.value : null
  const snapshots = reads.snapshots.ok ? reads.snapshots.value : []
  const snapshot = snapshots.find(({ snapshotId }) => snapshotId === facts.snapshot.snapshotId)

  const previous = lastAttempt(request)
  if (previous?.answer?.kind === 'refused') {
    const [foreign] = newRollbacks(previous.baseline, snapshots)
    if (foreign !== undefined) {
      const seen = { snapshotId: foreign.snapshot.snapshotId, requestId: foreign.cloudRequestId }
      return failure({ cause: 'refused', fault: previous.answer.fault, foreign: seen })
    }
  }
  const own = reads.safetySnapshotId
  if (own !== undefined && reads.snapshots.ok) {
    const kept = snapshots.find(({ snapshotId }) => snapshotId === own)
    if (kept === undefined || !isUsable(kept)) return failure({ cause: 'safety', safety: { why: 'vanished' } })
  }
  if (instance !== null && snapshot !== undefined) {
    const changes = changesSince(facts, { endpoint: cloud.endpoint, instance, snapshot })
    if (changes.length > 0) return failure({ cause: 'changed', changes: [...changes] })
  }
  const findings = preflight(reads, clock.now()).filter(isBlocking)
  return findings.length > 0 ? failure({ cause: 'check', findings: [...findings] }) : null
}

const failure = (value: Extract<EntryContent, { kind: 'failed' }>['data']['failure']): EntryContent => ({
  kind: 'failed',
  data: { failure: value },
})
