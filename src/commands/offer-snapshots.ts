import { instanceFindings, isBlocking } from '../services/rollback/preflight.ts'
import { decodeModalMetadata } from '../views/modal-metadata.ts'
import { snapshotOptions } from '../views/snapshot-options.ts'
import { chosenInstance } from './chosen.ts'
import { findInstance } from './modal-state.ts'
import { type OfferOptions, PICKER_PATIENCE } from './offer-instances.ts'
import { type CommandParts, contextOf, readerNow } from './parts.ts'
import type { BlockSuggestionPayload, ViewPayload } from './payloads.ts'

/** The NORMAL snapshots of the chosen instance; none for an instance that cannot be rolled back. */
export const offerSnapshots = async (
  parts: CommandParts,
  payload: BlockSuggestionPayload,
  ack: OfferOptions,
): Promise<void> => {
  const { people, inventory, clock } = parts
  const chosen = payload.view == null ? null : chosenIn(payload.view)
  if (chosen === null) return ack({ options: [] })
  const { region, instanceId } = chosen
  const instance = findInstance(inventory.fleetNow(), region, instanceId)
  const isBlocked = instance !== null && instanceFindings(instance, clock.now()).some(isBlocking)
  const [refusal, view] = await Promise.all([
    people.mayNotRequest(payload.user.id),
    inventory.snapshotsOf(region, instanceId, PICKER_PATIENCE),
  ])
  if (refusal !== null || isBlocked) return ack({ options: [] })
  const context = contextOf(parts, readerNow(parts, payload.user.id))
  await ack(snapshotOptions(view.snapshots, payload.value, context))
}

const chosenIn = (view: ViewPayload) => chosenInstance(view, decodeModalMetadata(view.private_metadata))
