import type { Instance, Snapshot } from '../services/rollback/cloud-objects.ts'
import type { RollbackFacts } from '../services/rollback/entry.ts'
import { mayRequestAgain } from '../views/after-end.ts'
import { answerPrivately } from './answer-privately.ts'
import { endedRequestBehind } from './decide.ts'
import { findInstance, freshModal, loadChosen } from './modal-state.ts'
import { type OpenForm, openForm } from './open-form.ts'
import { type CommandParts, readerInTime } from './parts.ts'
import type { BlockActionPayload, Origin } from './payloads.ts'
import { showRisk } from './show-risk.ts'

/** Request again: the form, filled in as it was. What is sent is a new request, which needs a new approval. */
export const requestAgain = async (parts: CommandParts, payload: BlockActionPayload, origin: Origin): Promise<void> => {
  const target = await endedRequestBehind(parts, payload.actions[0]?.value)
  if (!target.ok) return answerPrivately(parts, origin, target.answer)
  const { facts, request } = target
  if (!mayRequestAgain(request)) return answerPrivately(parts, origin, { kind: 'too_late', request })
  const snapshot = { ...facts.snapshot, state: 'NORMAL' }
  await openPrefilled(parts, payload, origin, { facts, snapshot, reason: facts.reason, instanceState: null })
}

/** What a form begins with. */
export type Prefill = {
  readonly facts: RollbackFacts
  readonly snapshot: Pick<Snapshot, 'snapshotId' | 'name' | 'createdTime' | 'diskId' | 'diskSize' | 'state'>
  readonly reason: string
  /** The state that the request's end found the instance in; null where the inventory is to tell it. */
  readonly instanceState: string | null
}

/**
 * Opens the form with instance, snapshot and reason filled in, and then shows what would be lost and the checks.
 * @param mayFill looks, once the form is open, whether it still makes sense; false where another view was shown instead
 */
export const openPrefilled = async (
  parts: CommandParts,
  payload: BlockActionPayload,
  origin: Origin,
  { facts, snapshot, reason, instanceState }: Prefill,
  mayFill: (open: OpenForm) => Promise<boolean> = async () => true,
): Promise<void> => {
  const userId = payload.user.id
  const { region } = facts
  const { instanceId } = facts.instance
  const known = findInstance(parts.inventory.fleetNow(), region, instanceId) ?? asKnown(facts)
  // What is known of it may be from the middle of the rollback.
  const instance =
    instanceState === null
      ? known
      : { ...known, state: instanceState, latestOperation: null, latestOperationState: null }
  const state = {
    ...freshModal(parts, {
      channelId: payload.channel?.id ?? parts.channelId,
      filter: '',
      preselect: false,
      dryRun: facts.options?.dryRun === true,
    }),
    instance,
    preselected: instance,
    room: parts.inventory.quotaNow(instance.region),
    snapshot: withoutOperation(snapshot),
    reason,
  }
  const reader = await readerInTime(parts, userId)
  const open = await openForm(parts, origin, { userId, triggerId: payload.trigger_id, state, reader })
  if (open === null || !(await mayFill(open))) return
  // The inventory behind the picker: later changes of the form find the instance, as it is now.
  const { inventory } = parts
  await Promise.all([inventory.fleet(INVENTORY_PATIENCE), inventory.reread(region, INVENTORY_PATIENCE)])
  const now = findInstance(inventory.fleetNow(), region, instanceId) ?? instance
  const loaded = await loadChosen(parts, { ...state, instance: now }, open.shown, open.reader)
  if (loaded !== null) await showRisk(parts, loaded.state, loaded.shown, open.reader)
}

const INVENTORY_PATIENCE = 10_000

const withoutOperation = (snapshot: Prefill['snapshot']): Snapshot => ({
  ...snapshot,
  percent: null,
  diskUsage: null,
  latestOperation: null,
  latestOperationState: null,
  latestOperationRequestId: null,
})

/** The instance as the request knew it, for the form's first moment while the inventory does not have it. */
const asKnown = ({ region, instance }: RollbackFacts): Instance => ({
  region,
  instanceId: instance.instanceId,
  name: instance.name,
  state: instance.state,
  restrictState: null,
  latestOperation: null,
  latestOperationState: null,
  publicAddresses: [],
  privateAddresses: [],
  systemDisk: { diskId: instance.diskId, diskSize: instance.diskSize },
  createdTime: null,
  expiredTime: null,
  isolatedTime: null,
  osName: null,
})
