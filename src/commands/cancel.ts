import { answerPrivately } from './answer-privately.ts'
import { appendDecision, requestBehind } from './decide.ts'
import type { CommandParts } from './parts.ts'
import type { BlockActionPayload, Origin } from './payloads.ts'

/** Cancel: the requester's alone, and only while a decision is awaited. */
export const cancel = async (parts: CommandParts, payload: BlockActionPayload, origin: Origin): Promise<void> => {
  const userId = payload.user.id
  const target = await requestBehind(parts, payload.actions[0]?.value)
  if (!target.ok) return answerPrivately(parts, origin, target.answer)
  const { requester } = target.request.submission
  const answer = await appendDecision(parts, target.request, userId, () =>
    userId === requester ? { kind: 'cancelled', data: { by: userId } } : { kind: 'may_not_cancel', requester },
  )
  if (answer !== null) await answerPrivately(parts, origin, answer)
}
