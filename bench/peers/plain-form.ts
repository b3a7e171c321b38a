import type { KnownBlock, ModalView, PlainTextOption } from '@slack/types'
import { fixedModal } from './modal.ts'

/** The form of the plain bot: pickers with all that there is to choose from, as Slack's guide to modals has them. */

/** Slack's bounds on an option's text and on the groups and options of one picker. */
const LONGEST = 75
const MOST = 100

const optionOf = ({ text, value }: Choice): PlainTextOption => ({
  text: { type: 'plain_text', text: text.slice(0, LONGEST) },
  value,
})

export type Choice = { readonly text: string; readonly value: string }

/** @param groups instances by region; none may be empty */
export const instanceInput = (
  groups: readonly { readonly label: string; readonly choices: readonly Choice[] }[],
): KnownBlock => ({
  type: 'input',
  block_id: 'instance',
  dispatch_action: true,
  label: { type: 'plain_text', text: 'Instance' },
  element: {
    type: 'static_select',
    action_id: 'instance',
    option_groups: groups.slice(0, MOST).map(({ label, choices }) => ({
      label: { type: 'plain_text', text: label },
      options: choices.slice(0, MOST).map(optionOf),
    })),
  },
})

/** @param snapshots those of the instance that was chosen; nothing before one was */
export const formOf = (instance: KnownBlock, snapshots: readonly Choice[]): ModalView => ({
  ...fixedModal,
  blocks: [
    instance,
    ...(snapshots.length === 0 ? [] : [snapshotInput(snapshots)]),
    ...fixedModal.blocks.filter(({ block_id }) => block_id === 'reason'),
  ],
})

const snapshotInput = (snapshots: readonly Choice[]): KnownBlock => ({
  type: 'input',
  block_id: 'snapshot',
  label: { type: 'plain_text', text: 'Snapshot' },
  element: { type: 'static_select', action_id: 'snapshot', options: snapshots.slice(0, MOST).map(optionOf) },
})
