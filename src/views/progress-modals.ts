import type { KnownBlock, ModalView } from '@slack/types'
import { id } from '../words/parts.ts'
import type { Problem, RequestRefusal } from './answer.ts'
import { paragraph, plainText } from './blocks.ts'
import type { Context } from './context.ts'
import { CALLBACK_IDS } from './ids.ts'
import { LIMITS } from './limits.ts'
import { linkButton } from './link-button.ts'
import { problemBlocks } from './problem-blocks.ts'
import { refusalBlocks } from './refusal-blocks.ts'

/** While the submission's fresh reads are under way. */
export const checkingModal = (context: Context): ModalView => {
  const { title, what, next } = context.words.modal.checking
  return notice(title, paragraph([what, next], context), context)
}

/** @param link to the card; null where Slack did not give one */
export const submittedModal = (link: string | null, context: Context): ModalView => {
  const { submitted } = context.words.modal
  const button = link === null ? [] : linkButton(submitted.link, link)
  return notice(submitted.title, [...paragraph([submitted.what], context), ...button], context)
}

/** Why the request did not become a card. */
export const problemModal = (problem: Problem, context: Context): ModalView =>
  notice(context.words.modal.problem.title, problemBlocks(problem, context), context)

/** Why this person may not ask for a rollback. */
export const refusedModal = (refusal: RequestRefusal, context: Context): ModalView =>
  notice(context.words.modal.refused.title, refusalBlocks(refusal, context), context)

/** The safety snapshot that would undo a rollback is not there any more. */
export const undoGoneModal = (
  { name, snapshotId }: { name: string; snapshotId: string },
  context: Context,
): ModalView => {
  const { title, what, next } = context.words.safety.undo.gone
  return notice(title, paragraph([what(id(name), id(snapshotId)), next], context), context)
}

/** A modal that only tells something. */
const notice = (title: string, blocks: readonly KnownBlock[], { words }: Context): ModalView => ({
  type: 'modal',
  callback_id: CALLBACK_IDS.notice,
  title: plainText(title, LIMITS.modal.title),
  close: plainText(words.modal.close, LIMITS.modal.button),
  blocks: blocks.slice(0, LIMITS.modal.blocks),
})
