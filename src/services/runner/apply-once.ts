import { LedgerUnavailable } from '../ledger/ledger.ts'
import { faultOf } from '../lighthouse/cloud-error.ts'
import type { Baseline, RollbackFacts } from '../rollback/entry.ts'
import { lastAttempt, type RollbackRequest } from '../rollback/request.ts'
import { LIMITS } from '../rollback/verdict.ts'
import { appendUnderClaim, type StepContext } from './context.ts'
import { type ApplyAnswer, applyContent, recordAnswer } from './record-answer.ts'

/**
 * The gate and the one call behind it. The entry `apply_intended` is the gate: only who appended it may call, once.
 * Whatever comes after it (no answer, a crash, any other code) never leads to a second call of this attempt.
 */
export const applyOnce = async (
  context: StepContext,
  request: RollbackRequest,
  facts: RollbackFacts,
  baseline: Baseline,
): Promise<void> => {
  const { clock, cloud, signal } = context
  const attemptId = context.newAttemptId()
  // Past the gate a stop waits for the answer: what is in hand is finished, not dropped.
  signal.throwIfAborted()
  const gateAt = clock.monotonic()
  if (!(await passGate(context, request, attemptId, baseline))) return

  const mayStillSend = () => clock.monotonic() - gateAt <= LIMITS.gateToSend
  const { instance, snapshot, region } = facts
  let answer: ApplyAnswer
  try {
    const result = await cloud.applyInstanceSnapshot(region, instance.instanceId, snapshot.snapshotId, mayStillSend)
    answer = result.sent
      ? { kind: 'apply_accepted', data: { attemptId, cloudRequestId: result.cloudRequestId } }
      : { kind: 'apply_withheld', data: { attemptId, waitedSeconds: (clock.monotonic() - gateAt) / 1000 } }
  } catch (error) {
    const fault = faultOf(error, 'ApplyInstanceSnapshot', region)
    answer =
      fault.kind === 'refused'
        ? { kind: 'apply_refused', data: { attemptId, fault } }
        : { kind: 'answer_lost', data: { attemptId, why: 'no_answer', detail: fault.detail } }
  }
  await recordAnswer(context, facts.requestId, (current) => applyContent(current, answer))
}

/** @returns true only where the entry in the ledger is this attempt's own */
const passGate = async (
  context: StepContext,
  request: RollbackRequest,
  attemptId: string,
  baseline: Baseline,
): Promise<boolean> => {
  const attempt = request.attempts.length + 1
  try {
    const content = { kind: 'apply_intended', data: { attempt, attemptId, baseline } } as const
    return (await appendUnderClaim(context, request, content)) !== null
  } catch (error) {
    if (!(error instanceof LedgerUnavailable)) throw error
    // The commit's own answer was lost: the attempt's id shows whether the gate is ours.
    const recorded = await context.ledger.read(request.requestId)
    const newest = recorded === null ? null : lastAttempt(recorded.request)
    return newest?.attemptId === attemptId && newest.answer === null
  }
}
