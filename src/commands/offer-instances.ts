import type { Option, OptionGroup } from '@slack/types'
import { instanceOptions } from '../views/instance-options.ts'
import { decodeModalMetadata } from '../views/modal-metadata.ts'
import { requestModal } from '../views/request-modal.ts'
import type { RegionNote } from '../views/request-modal-state.ts'
import { knownState, openRequestOf, showWithSameChoices } from './modal-state.ts'
import { type CommandParts, contextOf, readerNow } from './parts.ts'
import type { BlockSuggestionPayload } from './payloads.ts'
import { showRisk } from './show-risk.ts'

/** What a picker is answered with. */
export type OfferOptions = (answer: { options: Option[] } | { option_groups: OptionGroup[] }) => Promise<void>

/** Slack gives a picker 3 s: what has come by now is offered, in milliseconds. */
export const PICKER_PATIENCE = 2_000

/** The instances that fit what was typed, from all regions that have answered; the others are named under the picker. */
export const offerInstances = async (
  parts: CommandParts,
  payload: BlockSuggestionPayload,
  ack: OfferOptions,
): Promise<void> => {
  const { people, inventory } = parts
  const metadata = payload.view == null ? null : decodeModalMetadata(payload.view.private_metadata)
  const [refusal, fleet] = await Promise.all([people.mayNotRequest(payload.user.id), inventory.fleet(PICKER_PATIENCE)])
  if (refusal !== null) return ack({ options: [] })
  const query = payload.value.trim() === '' ? (metadata?.filter ?? '') : payload.value
  const context = contextOf(parts, readerNow(parts, payload.user.id))
  const offered = instanceOptions(fleet, query, context)
  await ack(offered.option_groups.length === 0 ? { options: [] } : offered)

  if (payload.view == null || metadata === null) return
  const known = knownState(parts, metadata)
  const openRequest = known.instance === null ? null : await openRequestOf(parts, known.instance)
  const state = { ...known, openRequest }
  const told = notesShown.get(payload.view.id) ?? '[]'
  const notes = JSON.stringify(state.notes.map(subjectOf))
  if (notes === told) return
  const { id: viewId, hash = null } = payload.view
  const shown = await showWithSameChoices(parts, { viewId, hash }, requestModal(state, context))
  if (shown === null) return
  rememberNotes(viewId, notes)
  if (state.snapshot !== null) await showRisk(parts, state, shown, await people.reader(payload.user.id))
}

/** What a note is about; how old something is changes all the time, and is no reason to show it again. */
const subjectOf = (note: RegionNote): readonly (string | readonly string[])[] => {
  switch (note.kind) {
    case 'failing':
      return [note.kind, note.regions]
    case 'old':
      return [note.kind, note.region]
    // Which ones are still being read changes with each keystroke.
    case 'reading':
    case 'no_regions':
      return [note.kind]
  }
}

/** Which notes each open modal shows, so that typing does not repaint it for nothing. Only the newest are kept. */
const notesShown = new Map<string, string>()
const MODALS_REMEMBERED = 500

const rememberNotes = (viewId: string, notes: string): void => {
  notesShown.delete(viewId)
  notesShown.set(viewId, notes)
  const oldest = notesShown.keys().next().value
  if (notesShown.size > MODALS_REMEMBERED && oldest !== undefined) notesShown.delete(oldest)
}
