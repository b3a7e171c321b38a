import type { PageModal, StateValues } from '../../slack/page-api.ts'

/** What the inputs of a modal hold: the local Slack's values, and over them what has just been typed here. */
export function modalValues(modal: PageModal, drafts: StateValues = {}): StateValues {
  const values: StateValues = { ...modal.values }
  const blockIds = new Set(modal.blocks.map((block) => block.block_id))
  for (const [blockId, block] of Object.entries(drafts)) {
    if (blockIds.has(blockId)) values[blockId] = { ...values[blockId], ...block }
  }
  return values
}
