import { LedgerUnavailable } from '../ledger/ledger.ts'
import { faultOf } from '../lighthouse/cloud-error.ts'
import type { Instance } from '../rollback/cloud-objects.ts'
import type { EntryContent, StartOutcome } from '../rollback/entry.ts'
import { instanceKey, type RollbackRequest, START_TTL, type Start } from '../rollback/request.ts'
import { LIMITS } from '../rollback/verdict.ts'
import { appendUnderClaim, type StepContext } from './context.ts'
import { recordAnswer } from './record-answer.ts'

const LOOK_AGAIN = 2_000
/** How long the instance is waited for after the call, in milliseconds. */
const START_PATIENCE = 300_000

/**
 * Carries on the start that a person asked for: look, gate, one call, watch. Like the rollback itself it is sent once
 * at most: after no answer, or a restart behind the gate, it is only looked at.
 */
export const startInstance = async (context: StepContext, request: RollbackRequest): Promise<void> => {
  const { start } = request
  if (start === null || start.ended !== null) return
  if (start.intended === null) return beginStart(context, request, start)
  const { startId } = start.intended
  if (start.answer === null) {
    await appendUnderClaim(context, request, { kind: 'start_lost', data: { startId, why: 'restart', detail: '' } })
    return
  }
  await watchStart(context, request, start.intended.at)
}

const ended = (outcome: StartOutcome, instanceState: string | null): EntryContent => ({
  kind: 'start_ended',
  data: { outcome, instanceState },
})

const beginStart = async (context: StepContext, request: RollbackRequest, start: Start): Promise<void> => {
  const { ledger, clock, signal } = context
  const { region, instanceId } = request.submission
  const instance = await readInstance(context, request)
  signal.throwIfAborted()
  if ((await ledger.now()) > start.requestedAt + START_TTL) {
    await appendUnderClaim(context, request, ended('too_late', instance?.state ?? null))
    return
  }
  if (instance === undefined) return clock.sleep(LOOK_AGAIN, signal)
  if (instance === null) {
    await appendUnderClaim(context, request, ended('missing', null))
    return
  }
  if (instance.latestOperationState === 'OPERATING') return clock.sleep(LOOK_AGAIN, signal)
  if ((await ledger.holderOf(instanceKey(region, instanceId))) !== null) {
    await appendUnderClaim(context, request, ended('held', instance.state))
    return
  }
  if (instance.state === 'RUNNING') {
    await appendUnderClaim(context, request, ended('already_running', instance.state))
    return
  }
  if (instance.state !== 'STOPPED') return clock.sleep(LOOK_AGAIN, signal)
  await startOnce(context, request)
}

/** The gate and the one call behind it. */
const startOnce = async (context: StepContext, request: RollbackRequest): Promise<void> => {
  const { clock, cloud, signal } = context
  const { region, instanceId } = request.submission
  const startId = context.newAttemptId()
  signal.throwIfAborted()
  const gateAt = clock.monotonic()
  if (!(await passGate(context, request, startId))) return
  let answer: EntryContent
  try {
    const mayStillSend = () => clock.monotonic() - gateAt <= LIMITS.gateToSend
    const result = await cloud.startInstance(region, instanceId, mayStillSend)
    answer = result.sent
      ? { kind: 'start_accepted', data: { startId, cloudRequestId: result.cloudRequestId } }
      : ended('too_late', null)
  } catch (error) {
    const fault = faultOf(error, 'StartInstances', region)
    answer =
      fault.kind === 'refused'
        ? { kind: 'start_refused', data: { startId, fault } }
        : { kind: 'start_lost', data: { startId, why: 'no_answer', detail: fault.detail } }
  }
  await recordAnswer(context, request.requestId, (current) =>
    current.start?.ended === null && (current.start.answer === null || current.start.answer === 'lost') ? answer : null,
  )
}

/** @returns true only where the entry in the ledger is this start's own */
const passGate = async (context: StepContext, request: RollbackRequest, startId: string): Promise<boolean> => {
  try {
    return (await appendUnderClaim(context, request, { kind: 'start_intended', data: { startId } })) !== null
  } catch (error) {
    if (!(error instanceof LedgerUnavailable)) throw error
    const recorded = await context.ledger.read(request.requestId)
    const start = recorded?.request.start
    return start?.intended?.startId === startId && start.answer === null
  }
}

const watchStart = async (context: StepContext, request: RollbackRequest, since: number): Promise<void> => {
  const { ledger, clock, signal } = context
  for (;;) {
    const instance = await readInstance(context, request)
    signal.throwIfAborted()
    const isUp = instance?.state === 'RUNNING' && instance.latestOperationState !== 'OPERATING'
    if (isUp || instance === null || (await ledger.now()) - since > START_PATIENCE) {
      const outcome = isUp ? 'running' : instance === null ? 'missing' : 'not_running'
      await appendUnderClaim(context, request, ended(outcome, instance?.state ?? null))
      return
    }
    await clock.sleep(LOOK_AGAIN, signal)
  }
}

/** @returns null where the instance does not exist, undefined where it could not be read */
const readInstance = async (
  { cloud, log }: StepContext,
  { requestId, submission: { region, instanceId } }: RollbackRequest,
): Promise<Instance | null | undefined> => {
  try {
    return await cloud.readInstance(region, instanceId)
  } catch (error) {
    log.warn({ requestId, fault: faultOf(error, 'DescribeInstances', region) }, 'the instance could not be read')
    return undefined
  }
}
