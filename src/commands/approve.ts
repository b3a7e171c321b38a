import { answerPrivately } from './answer-privately.ts'
import { appendDecision, requestBehind, whyMayNotDecide } from './decide.ts'
import type { CommandParts } from './parts.ts'
import type { BlockActionPayload, Origin } from './payloads.ts'

/** Approve: the person's rights are looked up now, and the decision is in the ledger before a button disappears. */
export const approve = async (parts: CommandParts, payload: BlockActionPayload, origin: Origin): Promise<void> => {
  const userId = payload.user.id
  const target = await requestBehind(parts, payload.actions[0]?.value)
  if (!target.ok) return answerPrivately(parts, origin, target.answer)
  const forbidden = await whyMayNotDecide(parts, target.request, userId)
  if (forbidden !== null) return answerPrivately(parts, origin, forbidden)

  const answer = await appendDecision(parts, target.request, userId, (request) =>
    request.approvals.some(({ by }) => by === userId)
      ? { kind: 'may_not_decide', refusal: { why: 'already_approved' } }
      : { kind: 'approved', data: { by: userId } },
  )
  if (answer !== null) await answerPrivately(parts, origin, answer)
}
