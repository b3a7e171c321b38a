import { ACTION_IDS } from '../views/ids.ts'
import { parseInstanceValue } from '../views/instance-options.ts'
import { decodeModalMetadata } from '../views/modal-metadata.ts'
import { chosenValue } from './chosen.ts'
import { findInstance, knownState, loadChosen } from './modal-state.ts'
import type { CommandParts } from './parts.ts'
import type { BlockActionPayload } from './payloads.ts'

/** How long the list may take when the chosen instance is not in what is known, in milliseconds. */
const PATIENCE = 5_000

/** An instance was chosen: the modal shows whether it can be rolled back, and its snapshots. */
export const chooseInstance = async (parts: CommandParts, payload: BlockActionPayload): Promise<void> => {
  const { view } = payload
  const metadata = view == null ? null : decodeModalMetadata(view.private_metadata)
  if (view == null || metadata === null) return
  const value = payload.actions[0]?.selected_option?.value ?? chosenValue(view, ACTION_IDS.instance)
  const chosen = value === null ? null : parseInstanceValue(value)
  if (chosen === null || (await parts.people.mayNotRequest(payload.user.id)) !== null) return
  const { region, instanceId } = chosen
  const state = knownState(parts, { ...metadata, region, instanceId, snapshotId: null })
  const instance = state.instance ?? findInstance(await parts.inventory.fleet(PATIENCE), region, instanceId)
  if (instance === null) return
  const shown = { viewId: view.id, hash: view.hash ?? null }
  await loadChosen(parts, { ...state, instance }, shown, await parts.people.reader(payload.user.id))
}
