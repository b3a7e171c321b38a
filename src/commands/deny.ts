import { openView } from '../services/slack/modals.ts'
import { faultInWords, slackFaultOf } from '../services/slack/slack-fault.ts'
import { denyModal } from '../views/deny-modal.ts'
import { answerPrivately } from './answer-privately.ts'
import { requestBehind, whyMayNotDecide } from './decide.ts'
import { type CommandParts, contextOf, readerNow } from './parts.ts'
import type { BlockActionPayload, Origin } from './payloads.ts'

/** How long the look-up of rights may hold up the modal, in milliseconds: its trigger lives for 3 s. */
const LOOK_UP_PATIENCE = 1_500

/** Deny asks for the reason. Who may not deny hears so instead; rights are looked up again when it is submitted. */
export const deny = async (parts: CommandParts, payload: BlockActionPayload, origin: Origin): Promise<void> => {
  const userId = payload.user.id
  const target = await requestBehind(parts, payload.actions[0]?.value)
  if (!target.ok) return answerPrivately(parts, origin, target.answer)
  const { request } = target
  const waited = new AbortController()
  const forbidden = await Promise.race([
    whyMayNotDecide(parts, request, userId),
    parts.clock.sleep(LOOK_UP_PATIENCE, waited.signal).then(
      () => null,
      () => null,
    ),
  ])
  waited.abort()
  if (forbidden !== null) return answerPrivately(parts, origin, forbidden)
  try {
    const view = denyModal(request, contextOf(parts, readerNow(parts, userId)))
    await openView(parts.clients.instant, payload.trigger_id, view)
  } catch (error) {
    parts.log.warn({ user: userId, why: faultInWords(slackFaultOf(error)) }, 'a modal could not be opened')
    await answerPrivately(parts, origin, { kind: 'modal_not_opened' })
  }
}
