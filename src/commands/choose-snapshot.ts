import { ACTION_IDS } from '../views/ids.ts'
import { decodeModalMetadata } from '../views/modal-metadata.ts'
import { chosenInstance, chosenValue } from './chosen.ts'
import { knownState, openRequestOf } from './modal-state.ts'
import type { CommandParts } from './parts.ts'
import type { BlockActionPayload } from './payloads.ts'
import { showRisk } from './show-risk.ts'

/** A snapshot was chosen: the modal shows what would be lost, and what the checks find. */
export const chooseSnapshot = async (parts: CommandParts, payload: BlockActionPayload): Promise<void> => {
  const { view } = payload
  const metadata = view == null ? null : decodeModalMetadata(view.private_metadata)
  if (view == null || metadata === null) return
  const snapshotId = payload.actions[0]?.selected_option?.value ?? chosenValue(view, ACTION_IDS.snapshot)
  const chosen = chosenInstance(view, metadata)
  if (snapshotId === null || chosen === null) return
  if ((await parts.people.mayNotRequest(payload.user.id)) !== null) return
  const state = knownState(parts, { ...metadata, ...chosen, snapshotId })
  const openRequest = await openRequestOf(parts, chosen)
  const reader = await parts.people.reader(payload.user.id)
  await showRisk(parts, { ...state, openRequest }, { viewId: view.id, hash: view.hash ?? null }, reader)
}
