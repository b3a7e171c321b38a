import type { Reader } from '../services/announcer/context.ts'
import { openView, type ShownModal } from '../services/slack/modals.ts'
import { faultInWords, slackFaultOf } from '../services/slack/slack-fault.ts'
import { refusedModal } from '../views/progress-modals.ts'
import { requestModal } from '../views/request-modal.ts'
import type { RequestModalState } from '../views/request-modal-state.ts'
import { answerPrivately } from './answer-privately.ts'
import { showModal } from './modal-state.ts'
import { type CommandParts, contextOf } from './parts.ts'
import type { Origin } from './payloads.ts'

/** Who wants the form, and how it is to be shown first. */
export type FormWish = {
  readonly userId: string
  readonly triggerId: string
  readonly state: RequestModalState
  /** As far as the reader is known without asking. */
  readonly reader: Reader
}

/** The form on somebody's screen. */
export type OpenForm = { readonly shown: ShownModal; readonly reader: Reader }

/**
 * Opens the request form at once; who the person is gets looked up afterwards.
 * @returns the form on the screen and its reader, or null where it could not be opened or the person may not request
 */
export const openForm = async (
  parts: CommandParts,
  origin: Origin,
  { userId, triggerId, state, reader: first }: FormWish,
): Promise<OpenForm | null> => {
  const { clients, people, log } = parts
  const view = requestModal(state, contextOf(parts, first))
  const shown = await openView(clients.instant, triggerId, view).catch((error: unknown) => {
    log.warn({ user: userId, why: faultInWords(slackFaultOf(error)) }, 'a modal could not be opened')
    return null
  })
  if (shown === null) {
    await answerPrivately(parts, origin, { kind: 'modal_not_opened' })
    return null
  }
  const [refusal, reader] = await Promise.all([people.mayNotRequest(userId), people.reader(userId)])
  if (refusal !== null) {
    // Whatever was typed meanwhile: this replaces it.
    await showModal(parts, { ...shown, hash: null }, refusedModal(refusal, contextOf(parts, reader)))
    return null
  }
  const isOtherReader = reader.language !== first.language || reader.timeZone !== first.timeZone
  if (!isOtherReader) return { shown, reader }
  const again = await showModal(parts, shown, requestModal(state, contextOf(parts, reader)))
  return { shown: again ?? shown, reader }
}
