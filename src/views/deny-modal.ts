import type { ModalView } from '@slack/types'
import type { RollbackRequest } from '../services/rollback/request.ts'
import { name } from '../words/parts.ts'
import { paragraph, plainText } from './blocks.ts'
import type { Context } from './context.ts'
import { instanceNameOf } from './headline.ts'
import { ACTION_IDS, BLOCK_IDS, CALLBACK_IDS, encodeTarget } from './ids.ts'
import { LENGTHS, LIMITS } from './limits.ts'

/**
 * Asks why. `private_metadata` is the target of the button that was pressed (`decodeTarget`).
 * @param request one that has a card: its digest goes along, so that what was seen is what is denied
 */
export const denyModal = (request: RollbackRequest, context: Context): ModalView => {
  const { modal } = context.words
  return {
    type: 'modal',
    callback_id: CALLBACK_IDS.deny,
    private_metadata: encodeTarget(request.requestId, request.opened?.digest ?? ''),
    title: plainText(modal.deny.title, LIMITS.modal.title),
    submit: plainText(modal.deny.submit, LIMITS.modal.button),
    close: plainText(modal.cancel, LIMITS.modal.button),
    blocks: [
      ...paragraph([modal.deny.what(name(instanceNameOf(request)))], context),
      {
        type: 'input',
        block_id: BLOCK_IDS.denyReason,
        label: plainText(modal.reason, LIMITS.label),
        element: {
          type: 'plain_text_input',
          action_id: ACTION_IDS.denyReason,
          multiline: true,
          max_length: LENGTHS.reason,
          placeholder: plainText(modal.deny.placeholder, LIMITS.placeholder),
        },
      },
    ],
  }
}
