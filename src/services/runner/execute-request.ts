import { freshReads, indispensableFault, isPassingFault } from '../lighthouse/fresh-reads.ts'
import { changesSince } from '../rollback/drift.ts'
import type { EntryContent, RollbackFacts } from '../rollback/entry.ts'
import { baselineOf, newRollbacks } from '../rollback/evidence.ts'
import { isPassingRefusal, MAX_ATTEMPTS, RETRY_PAUSE } from '../rollback/passing-refusals.ts'
import { isBlocking, type PreflightReads, preflight } from '../rollback/preflight.ts'
import { isDryRun, lastAttempt, type RollbackRequest } from '../rollback/request.ts'
import { applyOnce } from './apply-once.ts'
import { appendUnderClaim, type StepContext } from './context.ts'

/** How long to wait before the cloud is read again after a read failed, in milliseconds. */
const READ_AGAIN = 5_000
/** How long a refused call may wait for readable checks before the request ends, in milliseconds. */
const RETRY_PATIENCE = 120_000

/** `approved` → checks → gate → call. Also the way of a further attempt after a passing refusal. */
export const executeRequest = async (context: StepContext, request: RollbackRequest): Promise<void> => {
  const facts = request.opened?.facts
  if (facts === undefined) return
  if (request.phase === 'refused' && !(await waitForAnotherAttempt(context, request))) return
  if (await isTooLate(context, request)) {
    await appendUnderClaim(context, request, { kind: 'expired', data: { waitedFor: 'start' } })
    return
  }
  const { region } = facts
  const { instanceId } = facts.instance
  const { snapshotId } = facts.snapshot
  const reads = await freshReads(context.cloud, { region, instanceId, snapshotId })
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
    await appendUnderClaim(context, request, {
      kind: 'failed',
      data: { failure: { cause: 'refused', fault, foreign: null } },
    })
    return false
  }
  if (waited < RETRY_PAUSE) await context.clock.sleep(RETRY_PAUSE - waited, context.signal)
  return true
}

const isTooLate = async ({ ledger }: StepContext, request: RollbackRequest): Promise<boolean> =>
  request.phase === 'approved' && request.beginBy !== null && (await ledger.now()) > request.beginBy

const checkAndApply = async (
  context: StepContext,
  request: RollbackRequest,
  facts: RollbackFacts,
  reads: PreflightReads,
): Promise<void> => {
  const stop = whyNot(context, request, facts, reads)
  if (stop !== null) {
    await appendUnderClaim(context, request, stop)
    return
  }
  const instanceState = (reads.instance.ok ? reads.instance.value?.state : null) ?? facts.instance.state
  const findings = [...preflight(reads, context.clock.now())]
  const checked = await appendUnderClaim(context, request, { kind: 'checked', data: { findings, instanceState } })
  if (checked === null) return
  if (isDryRun(checked)) {
    const calls = ['ApplyInstanceSnapshot']
    await appendUnderClaim(context, checked, { kind: 'rehearsed', data: { calls } })
    return
  }
  await applyOnce(context, checked, facts, baselineOf(reads.snapshots.ok ? reads.snapshots.value : []))
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
