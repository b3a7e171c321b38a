import { ACTION_IDS, BLOCK_IDS } from '../views/ids.ts'
import { answerPrivately } from './answer-privately.ts'
import { appendDecision, requestBehind, whyMayNotDecide } from './decide.ts'
import type { CommandParts } from './parts.ts'
import { fieldValue, type Origin, type ViewSubmissionPayload } from './payloads.ts'

/** The reason for a denial was submitted: one Deny ends the request. */
export const submitDenial = async (
  parts: CommandParts,
  { user, view }: ViewSubmissionPayload,
  origin: Origin,
): Promise<void> => {
  const target = await requestBehind(parts, view.private_metadata)
  if (!target.ok) return answerPrivately(parts, origin, target.answer)
  const forbidden = await whyMayNotDecide(parts, target.request, user.id)
  if (forbidden !== null) return answerPrivately(parts, origin, forbidden)
  const reason = fieldValue(view, BLOCK_IDS.denyReason, ACTION_IDS.denyReason)
  const answer = await appendDecision(parts, target.request, user.id, () => ({
    kind: 'denied',
    data: { by: user.id, reason },
  }))
  if (answer !== null) await answerPrivately(parts, origin, answer)
}
