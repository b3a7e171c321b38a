import type { InputBlock, KnownBlock, ModalView } from '@slack/types'
import { instanceKey } from '../services/rollback/request.ts'
import { plainText } from './blocks.ts'
import type { Context } from './context.ts'
import { ACTION_IDS, BLOCK_IDS, CALLBACK_IDS, OPTION_VALUES, safetyBlockId } from './ids.ts'
import { instanceOption } from './instance-options.ts'
import { LENGTHS, LIMITS } from './limits.ts'
import { encodeModalMetadata, fieldBlockIds, type ModalMetadata } from './modal-metadata.ts'
import { clip, oneLine } from './plain.ts'
import { instanceRemarks, safetyRemarks, snapshotRemarks } from './request-modal-remarks.ts'
import { type FieldErrors, hasRoom, type RequestModalState } from './request-modal-state.ts'
import { snapshotOption } from './snapshot-options.ts'

/** The form behind `/lighthouse rollback`: two pickers, a reason, and under each picker what a person must know. */
export const requestModal = (state: RequestModalState, context: Context): ModalView => {
  const { modal } = context.words
  const metadata = metadataOf(state)
  return {
    type: 'modal',
    callback_id: CALLBACK_IDS.request,
    title: plainText(modal.title, LIMITS.modal.title),
    submit: plainText(modal.submit, LIMITS.modal.button),
    close: plainText(modal.cancel, LIMITS.modal.button),
    private_metadata: encodeModalMetadata(metadata),
    blocks: [
      instanceInput(state, metadata, context),
      ...instanceRemarks(state, context),
      snapshotInput(state, metadata, context),
      ...snapshotRemarks(state, context),
      reasonInput(state, context),
      safetyInput(state, context),
      ...safetyRemarks(state, context),
      optionsInput(state, context),
      ...fieldErrorBlocks(state.fieldErrors),
    ].slice(0, LIMITS.modal.blocks),
  }
}

/**
 * Field errors for `response_action: errors`.
 * @param metadata of the submitted modal: it tells the block ids
 */
export const submissionErrors = (errors: FieldErrors, metadata: ModalMetadata): Record<string, string> => {
  const blocks = { ...fieldBlockIds(metadata), reason: BLOCK_IDS.reason }
  const fields = ['instance', 'snapshot', 'reason'] as const
  return Object.fromEntries(
    fields.flatMap((field) => {
      const error = errors[field]
      return error === undefined ? [] : [[blocks[field], clip(error, LIMITS.fieldError)]]
    }),
  )
}

const metadataOf = (state: RequestModalState): Omit<ModalMetadata, 'v'> => ({
  channelId: state.channelId,
  filter: state.filter,
  preselected: state.preselected === null ? null : instanceKey(state.preselected.region, state.preselected.instanceId),
  region: state.instance?.region ?? null,
  instanceId: state.instance?.instanceId ?? null,
  snapshotId: state.snapshot?.snapshotId ?? null,
  dryRun: state.dryRun,
})

const instanceInput = (
  { preselected }: RequestModalState,
  metadata: Omit<ModalMetadata, 'v'>,
  context: Context,
): InputBlock => {
  const { modal } = context.words
  return {
    type: 'input',
    block_id: fieldBlockIds(metadata).instance,
    label: plainText(modal.instance, LIMITS.label),
    dispatch_action: true,
    element: {
      type: 'external_select',
      action_id: ACTION_IDS.instance,
      min_query_length: 0,
      placeholder: plainText(modal.instancePlaceholder, LIMITS.placeholder),
      ...(preselected !== null && { initial_option: instanceOption(preselected, context) }),
    },
  }
}

const snapshotInput = (
  { instance, snapshot }: RequestModalState,
  metadata: Omit<ModalMetadata, 'v'>,
  context: Context,
): InputBlock => {
  const { modal } = context.words
  const placeholder = instance === null ? modal.snapshotPlaceholderFirst : modal.snapshotPlaceholder
  return {
    type: 'input',
    block_id: fieldBlockIds(metadata).snapshot,
    label: plainText(modal.snapshot, LIMITS.label),
    dispatch_action: true,
    element: {
      type: 'external_select',
      action_id: ACTION_IDS.snapshot,
      min_query_length: 0,
      placeholder: plainText(placeholder, LIMITS.placeholder),
      ...(snapshot !== null && { initial_option: snapshotOption(snapshot, context) }),
    },
  }
}

const reasonInput = ({ reason }: RequestModalState, { words: { modal } }: Context): InputBlock => ({
  type: 'input',
  block_id: BLOCK_IDS.reason,
  label: plainText(modal.reason, LIMITS.label),
  element: {
    type: 'plain_text_input',
    action_id: ACTION_IDS.reason,
    multiline: true,
    max_length: LENGTHS.reason,
    placeholder: plainText(modal.reasonPlaceholder, LIMITS.placeholder),
    ...(reason !== '' && { initial_value: clip(reason.toWellFormed(), LENGTHS.reason) }),
  },
})

const safetyInput = ({ instance, room }: RequestModalState, { words: { safety } }: Context): InputBlock => {
  const isTicked = instance !== null && hasRoom(room)
  const option = {
    text: plainText(safety.option.take, LIMITS.option.text),
    description: plainText(safety.option.means, LIMITS.option.description),
    value: OPTION_VALUES.safety,
  }
  return {
    type: 'input',
    block_id: safetyBlockId(isTicked ? instance.region : null),
    optional: true,
    label: plainText(safety.option.label, LIMITS.label),
    element: {
      type: 'checkboxes',
      action_id: ACTION_IDS.safety,
      options: [option],
      ...(isTicked && { initial_options: [option] }),
    },
  }
}

const optionsInput = ({ dryRun }: RequestModalState, { words: { modal } }: Context): InputBlock => {
  const option = {
    text: plainText(modal.extras.dryRun, LIMITS.option.text),
    description: plainText(modal.extras.dryRunMeans, LIMITS.option.description),
    value: OPTION_VALUES.dryRun,
  }
  return {
    type: 'input',
    block_id: BLOCK_IDS.options,
    optional: true,
    label: plainText(modal.extras.label, LIMITS.label),
    element: {
      type: 'checkboxes',
      action_id: ACTION_IDS.options,
      options: [option],
      ...(dryRun && { initial_options: [option] }),
    },
  }
}

const fieldErrorBlocks = (errors: FieldErrors): readonly KnownBlock[] => {
  const told = [errors.instance, errors.snapshot, errors.reason].filter((error) => error !== undefined)
  return told.length === 0
    ? []
    : [
        {
          type: 'context',
          elements: told.map((error) => plainText(`:x: ${oneLine(error, LIMITS.fieldError)}`, LIMITS.context.text)),
        },
      ]
}
