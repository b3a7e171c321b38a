import { ACTION_IDS } from '../views/ids.ts'
import { parseInstanceValue } from '../views/instance-options.ts'
import type { ModalMetadata } from '../views/modal-metadata.ts'
import type { ViewPayload } from './payloads.ts'

/** What is chosen in a field of the modal, whichever block it stands in. */
export const chosenValue = ({ state: { values } }: ViewPayload, actionId: string): string | null => {
  for (const block of Object.values(values)) {
    const value = block[actionId]?.selected_option?.value
    if (value !== undefined) return value
  }
  return null
}

/** The chosen instance: what the modal carries counts, since the state of a picker's request can be stale. */
export const chosenInstance = (
  view: ViewPayload,
  metadata: ModalMetadata | null,
): { readonly region: string; readonly instanceId: string } | null => {
  if (metadata !== null && metadata.region !== null && metadata.instanceId !== null) {
    return { region: metadata.region, instanceId: metadata.instanceId }
  }
  const value = chosenValue(view, ACTION_IDS.instance)
  return value === null ? null : parseInstanceValue(value)
}
