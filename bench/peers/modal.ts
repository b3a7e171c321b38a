import type { ModalView } from '@slack/types'

/** The modal that all peers open: the three inputs and nothing else. */
export const fixedModal: ModalView = {
  type: 'modal',
  callback_id: 'request',
  title: { type: 'plain_text', text: 'Roll back an instance' },
  submit: { type: 'plain_text', text: 'Request rollback' },
  close: { type: 'plain_text', text: 'Close' },
  blocks: [
    {
      type: 'input',
      block_id: 'instance',
      label: { type: 'plain_text', text: 'Instance' },
      element: { type: 'external_select', action_id: 'instance', min_query_length: 0 },
    },
    {
      type: 'input',
      block_id: 'snapshot',
      label: { type: 'plain_text', text: 'Snapshot' },
      element: { type: 'external_select', action_id: 'snapshot', min_query_length: 0 },
    },
    {
      type: 'input',
      block_id: 'reason',
      label: { type: 'plain_text', text: 'Reason' },
      element: { type: 'plain_text_input', action_id: 'reason', multiline: true },
    },
  ],
}
