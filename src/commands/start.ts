import { whyNoApprover } from '../services/rollback/approval.ts'
import { instanceKey } from '../services/rollback/request.ts'
import { faultInWords, slackFaultOf } from '../services/slack/slack-fault.ts'
import type { PrivateAnswer } from '../views/answer.ts'
import { answerPrivately } from './answer-privately.ts'
import { endedRequestBehind } from './decide.ts'
import type { CommandParts } from './parts.ts'
import type { BlockActionPayload, Origin } from './payloads.ts'

/** Start instance: any approver, once. What is asked for is in the ledger; the runner does it. */
export const start = async (parts: CommandParts, payload: BlockActionPayload, origin: Origin): Promise<void> => {
  const answer = await askForStart(parts, payload)
  if (answer !== null) await answerPrivately(parts, origin, answer)
}

const askForStart = async (parts: CommandParts, payload: BlockActionPayload): Promise<PrivateAnswer | null> => {
  const { ledger } = parts
  const userId = payload.user.id
  const target = await endedRequestBehind(parts, payload.actions[0]?.value)
  if (!target.ok) return target.answer
  const forbidden = await whyMayNotStart(parts, userId)
  if (forbidden !== null) return forbidden
  const { request } = target
  if (request.start !== null) return { kind: 'start_not_now', askedBy: request.start.by }
  const { region, instanceId } = request.submission
  if ((await ledger.holderOf(instanceKey(region, instanceId))) !== null) return { kind: 'start_not_now', askedBy: null }
  const outcome = await ledger.append({
    requestId: request.requestId,
    after: request.seq,
    actor: userId,
    content: { kind: 'start_requested', data: { by: userId } },
  })
  if (outcome.ok) return null
  const now = await ledger.read(request.requestId)
  return { kind: 'start_not_now', askedBy: now?.request.start?.by ?? null }
}

const whyMayNotStart = async ({ people, own }: CommandParts, userId: string): Promise<PrivateAnswer | null> => {
  try {
    const [person, lists] = await Promise.all([people.person(userId), people.approverLists()])
    const refusal = whyNoApprover(person, own.teamId, lists)
    return refusal === null ? null : { kind: 'may_not_start', refusal }
  } catch (error) {
    return { kind: 'person_unreadable', detail: faultInWords(slackFaultOf(error)) }
  }
}
