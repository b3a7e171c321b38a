import type { ModalView } from '@slack/types'
import type { Reader } from '../services/announcer/context.ts'
import type { FleetView, Inventory, QuotaView } from '../services/lighthouse/inventory.ts'
import type { Instance } from '../services/rollback/cloud-objects.ts'
import { instanceFindings, isBlocking } from '../services/rollback/preflight.ts'
import { instanceKey } from '../services/rollback/request.ts'
import { type ShownModal, updateView } from '../services/slack/modals.ts'
import { permalinkOf } from '../services/slack/slack-channel.ts'
import { faultInWords, slackFaultOf } from '../services/slack/slack-fault.ts'
import { chosenInstanceKey, decodeModalMetadata, type ModalMetadata } from '../views/modal-metadata.ts'
import { requestModal } from '../views/request-modal.ts'
import { type RequestModalState, regionNotes, summariseSnapshots } from '../views/request-modal-state.ts'
import { type CommandParts, contextOf } from './parts.ts'

/** The modal at its opening, from what is known without asking anybody. */
export const freshModal = (
  { inventory }: CommandParts,
  {
    channelId,
    filter,
    preselect,
    dryRun = false,
  }: { channelId: string; filter: string; preselect: boolean; dryRun?: boolean },
): RequestModalState => {
  const instance = filter === '' || !preselect ? null : exactInstance(inventory.fleetNow(), filter)
  return {
    channelId,
    filter,
    instance,
    preselected: instance,
    blockedBecause: [],
    snapshots: null,
    snapshot: null,
    findings: null,
    notes: [],
    openRequest: null,
    room: roomNow(inventory, instance),
    dryRun,
    reason: '',
    fieldErrors: {},
  }
}

/** What is known of the room for a safety snapshot, without asking anybody. */
const roomNow = (inventory: Inventory, instance: Instance | null): QuotaView | null =>
  instance === null ? null : inventory.quotaNow(instance.region)

/** The instance that the text behind the command names: by id, or as the only one with that name. */
export const exactInstance = (fleet: FleetView, text: string): Instance | null => {
  const instances = fleet.regions.flatMap((region) => region.instances)
  const wanted = text.trim().toLowerCase()
  const byId = instances.find(({ instanceId }) => instanceId.toLowerCase() === wanted)
  if (byId !== undefined) return byId
  const byName = instances.filter(({ name }) => name.toLowerCase() === wanted)
  return byName.length === 1 ? (byName[0] ?? null) : null
}

export const findInstance = (fleet: FleetView, region: string, instanceId: string): Instance | null =>
  fleet.regions.find((view) => view.region === region)?.instances.find((one) => one.instanceId === instanceId) ?? null

/** The modal's state again, from what it carries and what the caches know; nobody is asked. */
export const knownState = (parts: CommandParts, metadata: ModalMetadata): RequestModalState => {
  const { inventory, clock } = parts
  const fleet = inventory.fleetNow()
  const { region, instanceId, snapshotId } = metadata
  const instance = region === null || instanceId === null ? null : findInstance(fleet, region, instanceId)
  const listed = instance === null ? null : inventory.snapshotsNow(instance.region, instance.instanceId)
  const [preselectedRegion = '', preselectedId = ''] = metadata.preselected?.split('/') ?? []
  return {
    channelId: metadata.channelId,
    filter: metadata.filter,
    instance,
    preselected: findInstance(fleet, preselectedRegion, preselectedId),
    blockedBecause: instance === null ? [] : blockersOf(parts, instance),
    snapshots: listed === null ? null : summariseSnapshots(listed),
    snapshot: listed?.snapshots.find((one) => one.snapshotId === snapshotId) ?? null,
    findings: null,
    notes: regionNotes(fleet, clock.now()),
    openRequest: null,
    room: roomNow(inventory, instance),
    dryRun: metadata.dryRun,
    reason: '',
    fieldErrors: {},
  }
}

/**
 * Shows another view in place of the modal, if it is still the one that was looked at.
 * @returns the modal as it is now, or null where a newer change was first or the modal is gone
 */
export const showModal = async (
  { clients, log }: CommandParts,
  shown: ShownModal,
  view: ModalView,
): Promise<ShownModal | null> => {
  try {
    const now = await updateView(clients.people, shown, view)
    rememberShown(now, view)
    return now
  } catch (error) {
    log.debug({ viewId: shown.viewId, why: faultInWords(slackFaultOf(error)) }, 'a modal was not updated')
    return null
  }
}

/**
 * As `showModal`, also over a newer view of this process with the same choices: a picker that is opened while the bot
 * still looks its reader up must not lose what it has to say.
 */
export const showWithSameChoices = async (
  parts: CommandParts,
  shown: ShownModal,
  view: ModalView,
): Promise<ShownModal | null> => {
  const now = await showModal(parts, shown, view)
  const newest = newestShown.get(shown.viewId)
  if (now !== null || newest === undefined || newest.hash === shown.hash) return now
  return newest.choices === view.private_metadata ? showModal(parts, { ...shown, hash: newest.hash }, view) : null
}

/**
 * As `showModal`, also over a newer view of this process of the same instance: a snapshot that a person chose while the
 * rest of the instance was still being shown must not go unheard.
 */
export const showChoice = async (
  parts: CommandParts,
  shown: ShownModal,
  view: ModalView,
): Promise<ShownModal | null> => {
  const now = await showModal(parts, shown, view)
  const newest = newestShown.get(shown.viewId)
  if (now !== null || newest === undefined || newest.hash === shown.hash) return now
  const isSameInstance = instanceIn(newest.choices) === instanceIn(view.private_metadata)
  return isSameInstance ? showModal(parts, { ...shown, hash: newest.hash }, view) : null
}

const instanceIn = (choices: string | undefined): string | null => {
  const metadata = decodeModalMetadata(choices ?? '')
  return metadata === null ? null : chosenInstanceKey(metadata)
}

/** What this process showed last in each open modal. Only the newest are kept. */
const newestShown = new Map<string, { readonly hash: string | null; readonly choices: string | undefined }>()
const MODALS_REMEMBERED = 500

const rememberShown = ({ viewId, hash }: ShownModal, { private_metadata: choices }: ModalView): void => {
  newestShown.delete(viewId)
  newestShown.set(viewId, { hash, choices })
  const oldest = newestShown.keys().next().value
  if (newestShown.size > MODALS_REMEMBERED && oldest !== undefined) newestShown.delete(oldest)
}

/** How long the snapshots of a chosen instance may take, in milliseconds: the modal already shows the choice. */
const SNAPSHOTS_PATIENCE = 10_000
/** How long the snapshots wait for the region's quota to be shown with them, in milliseconds. */
export const QUOTA_PATIENCE = 3_000

/** How long a look at an instance that was seen as blocked may take, in milliseconds. */
const REREAD_PATIENCE = 10_000

/**
 * Shows a chosen instance at once with what is known, and then what its snapshots and the ledger say.
 * @returns the modal as it is then, or null where a newer change was first or the modal is gone
 */
export const loadChosen = async (
  parts: CommandParts,
  state: RequestModalState,
  shown: ShownModal,
  reader: Reader,
): Promise<{ readonly state: RequestModalState; readonly shown: ShownModal } | null> => {
  const { inventory } = parts
  const { instance } = state
  if (instance === null) return null
  const { region, instanceId } = instance
  const known = inventory.snapshotsNow(region, instanceId)
  const room = roomNow(inventory, instance)
  const first = {
    ...state,
    blockedBecause: blockersOf(parts, instance),
    room,
    snapshots: known === null ? null : summariseSnapshots(known),
  }
  const next = await showModal(parts, shown, requestModal(first, contextOf(parts, reader)))
  if (next === null) return null
  const [now, snapshots, openRequest, quota] = await Promise.all([
    first.blockedBecause.length === 0 ? instance : seenAnew(parts, instance),
    inventory.snapshotsOf(region, instanceId, SNAPSHOTS_PATIENCE),
    openRequestOf(parts, instance),
    inventory.quotaOf(region, QUOTA_PATIENCE),
  ])
  const loaded = {
    ...first,
    instance: now,
    blockedBecause: blockersOf(parts, now),
    room: quota,
    snapshots: summariseSnapshots(snapshots),
    openRequest,
  }
  if (JSON.stringify(loaded) === JSON.stringify(first)) return { state: loaded, shown: next }
  const last = await showModal(parts, next, requestModal(loaded, contextOf(parts, reader)))
  return last === null ? null : { state: loaded, shown: last }
}

const blockersOf = ({ clock }: CommandParts, instance: Instance) =>
  instanceFindings(instance, clock.now()).filter(isBlocking)

/** What blocks an instance is often over in moments, a restart or another rollback: so nobody is told an old story. */
const seenAnew = async ({ inventory }: CommandParts, instance: Instance): Promise<Instance> => {
  await inventory.reread(instance.region, REREAD_PATIENCE)
  return findInstance(inventory.fleetNow(), instance.region, instance.instanceId) ?? instance
}

/** The open request that holds the instance, with the link to its card. */
export const openRequestOf = async (
  parts: CommandParts,
  { region, instanceId }: { readonly region: string; readonly instanceId: string },
): Promise<{ readonly link: string | null } | null> => {
  const { ledger } = parts
  const holder = await ledger.holderOf(instanceKey(region, instanceId))
  return holder === null ? null : { link: await cardLink(parts, holder.requestId) }
}

/** The link to a request's card; null while it has none, or where Slack does not tell it. */
export const cardLink = async (
  { ledger, clients, channelId, log }: CommandParts,
  requestId: string,
): Promise<string | null> => {
  const card = (await ledger.tellings(requestId)).find(({ slot }) => slot === 'card')
  return card?.ts == null ? null : permalinkOf(clients.people, channelId, card.ts, log)
}
