import type { SafetyFailure } from '../rollback/entry.ts'
import { isStarting, lastAttempt, type RollbackRequest } from '../rollback/request.ts'
import { appendEnd } from './append-end.ts'
import { appendUnderClaim, type StepContext } from './context.ts'
import { executeRequest } from './execute-request.ts'
import { followRollback } from './follow-rollback.ts'
import { followSafety } from './follow-safety.ts'
import { openRequest } from './open-request.ts'
import { settleInstance } from './settle-instance.ts'
import { startInstance } from './start-instance.ts'
import { watchUnconfirmed } from './watch-unconfirmed.ts'

/** What the runner does for a request in its present state; each step ends with an entry, or finds nothing to do. */
type Step = (context: StepContext, request: RollbackRequest) => Promise<void>

/**
 * Carries one claimed request on, step by step, until nothing is left to do now.
 * Every step begins with what the ledger says: after a crash, or with another replica, it is the same way.
 */
export const carry = async (context: StepContext): Promise<void> => {
  for (;;) {
    context.signal.throwIfAborted()
    const recorded = await context.ledger.read(context.claim.requestId)
    if (recorded === null) return
    const step = stepFor(recorded.request, await context.ledger.now())
    if (step === null) return
    await step(context, recorded.request)
  }
}

const stepFor = (request: RollbackRequest, now: number): Step | null => {
  switch (request.phase) {
    case 'submitted':
      return openRequest
    case 'awaiting_decision':
      return now > (request.opened?.decideBy ?? now) ? expire : null
    case 'approved':
    case 'safety_ready':
    case 'refused':
      return executeRequest
    case 'safety_sending':
      return safetyLostInRestart
    case 'safety_withheld':
    case 'safety_refused':
      return failUnsecured
    case 'safety_looking':
    case 'safety_creating':
      return followSafety
    case 'applying':
      return answerLostInRestart
    case 'withheld':
      return failWithheld
    case 'looking':
    case 'rolling_back':
      return followRollback
    case 'settling':
      return settleInstance
    case 'ended':
      if (isStarting(request)) return startInstance
      return request.holdsInstance ? watchUnconfirmed : null
  }
}

const expire: Step = async (context, request) => {
  await appendUnderClaim(context, request, { kind: 'expired', data: { waitedFor: 'decision' } })
}

/** Whoever passed the gate records the answer itself; to find the gate without one means that the answer is lost. */
const answerLostInRestart: Step = async (context, request) => {
  const attempt = lastAttempt(request)
  if (attempt === null) return
  await appendUnderClaim(context, request, {
    kind: 'answer_lost',
    data: { attemptId: attempt.attemptId, why: 'restart', detail: '' },
  })
}

/** The same behind the gate of the safety snapshot. */
const safetyLostInRestart: Step = async (context, request) => {
  if (request.safety === null) return
  const { safetyId } = request.safety
  await appendUnderClaim(context, request, { kind: 'safety_lost', data: { safetyId, why: 'restart', detail: '' } })
}

const failUnsecured: Step = async (context, request) => {
  const answer = request.safety?.answer
  if (answer?.kind !== 'withheld' && answer?.kind !== 'refused') return
  const safety: SafetyFailure =
    answer.kind === 'withheld'
      ? { why: 'withheld', waitedSeconds: answer.waitedSeconds }
      : { why: 'refused', fault: answer.fault }
  await appendUnderClaim(context, request, { kind: 'failed', data: { failure: { cause: 'safety', safety } } })
}

const failWithheld: Step = async (context, request) => {
  const answer = lastAttempt(request)?.answer
  const waitedSeconds = answer?.kind === 'withheld' ? answer.waitedSeconds : 0
  await appendEnd(context, request, {
    kind: 'failed',
    data: { failure: { cause: 'withheld', waitedSeconds } },
  })
}
