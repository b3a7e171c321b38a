import { LedgerUnavailable } from '../ledger/ledger.ts'
import { faultOf } from '../lighthouse/cloud-error.ts'
import type { EntryContent, RollbackFacts } from '../rollback/entry.ts'
import type { RollbackRequest } from '../rollback/request.ts'
import { safetyName } from '../rollback/safety.ts'
import { LIMITS } from '../rollback/verdict.ts'
import { appendUnderClaim, type StepContext } from './context.ts'
import { recordAnswer } from './record-answer.ts'

/** What can be known after the gate of the safety snapshot was passed. */
type SafetyAnswer = Extract<
  EntryContent,
  { kind: 'safety_accepted' | 'safety_refused' | 'safety_withheld' | 'safety_lost' }
>

type Gate = Extract<EntryContent, { kind: 'safety_intended' }>

/**
 * The gate of the safety snapshot and the one call behind it, as `apply-once.ts` has them for the rollback; but there
 * is no second attempt after any answer.
 * @param before the snapshots of the instance as they were right before
 */
export const createOnce = async (
  context: StepContext,
  request: RollbackRequest,
  { region, instance, requestId }: RollbackFacts,
  before: readonly string[],
): Promise<void> => {
  const { clock, cloud, signal } = context
  const safetyId = context.newAttemptId()
  const name = safetyName(requestId)
  // Past the gate a stop waits for the answer: what is in hand is finished, not dropped.
  signal.throwIfAborted()
  const gateAt = clock.monotonic()
  const gate: Gate = { kind: 'safety_intended', data: { safetyId, name, before: [...before] } }
  if (!(await passGate(context, request, gate))) return

  const mayStillSend = () => clock.monotonic() - gateAt <= LIMITS.gateToSend
  let answer: SafetyAnswer
  try {
    const { instanceId } = instance
    const result = await cloud.createInstanceSnapshot(region, instanceId, name, mayStillSend)
    answer = result.sent
      ? {
          kind: 'safety_accepted',
          data: { safetyId, snapshotId: result.snapshotId, cloudRequestId: result.cloudRequestId },
        }
      : { kind: 'safety_withheld', data: { safetyId, waitedSeconds: (clock.monotonic() - gateAt) / 1000 } }
  } catch (error) {
    const fault = faultOf(error, 'CreateInstanceSnapshot', region)
    answer =
      fault.kind === 'refused'
        ? { kind: 'safety_refused', data: { safetyId, fault } }
        : { kind: 'safety_lost', data: { safetyId, why: 'no_answer', detail: fault.detail } }
  }
  await recordAnswer(context, requestId, (current) => safetyContent(current, answer))
}

/** @returns true only where the entry in the ledger is this one */
const passGate = async (context: StepContext, request: RollbackRequest, gate: Gate): Promise<boolean> => {
  try {
    return (await appendUnderClaim(context, request, gate)) !== null
  } catch (error) {
    if (!(error instanceof LedgerUnavailable)) throw error
    // The commit's own answer was lost: the id shows whether the gate is ours.
    const recorded = await context.ledger.read(request.requestId)
    const safety = recorded?.request.safety
    return safety?.safetyId === gate.data.safetyId && safety.answer === null
  }
}

/** The entry that keeps the answer on the request as it is by then; null where nothing is to be kept. */
const safetyContent = (request: RollbackRequest, answer: SafetyAnswer): EntryContent | null => {
  const known = request.safety?.answer ?? null
  if (known !== null && known.kind !== 'lost') return null
  switch (answer.kind) {
    case 'safety_accepted':
      if (request.phase !== 'ended') return answer
      return { kind: 'outcome_learned', data: { outcome: { kind: answer.kind, ...answer.data } } }
    case 'safety_refused':
      if (request.phase !== 'ended') return answer
      return { kind: 'outcome_learned', data: { outcome: { kind: answer.kind, ...answer.data } } }
    // Who took the request over meanwhile has noted already that the answer is missing.
    default:
      return known === null ? answer : null
  }
}
