import type { Reader } from '../services/announcer/context.ts'
import { freshReads } from '../services/lighthouse/fresh-reads.ts'
import { preflight } from '../services/rollback/preflight.ts'
import type { ShownModal } from '../services/slack/modals.ts'
import { requestModal } from '../views/request-modal.ts'
import type { RequestModalState } from '../views/request-modal-state.ts'
import { QUOTA_PATIENCE, showChoice } from './modal-state.ts'
import { type CommandParts, contextOf } from './parts.ts'

/**
 * Shows a filled form at once, with what will be lost, and then what the checks find on fresh reads. Nothing is
 * decided here: the submission and the run check anew.
 */
export const showRisk = async (
  parts: CommandParts,
  state: RequestModalState,
  shown: ShownModal,
  reader: Reader,
): Promise<void> => {
  const { instance, snapshot } = state
  const isFilled = instance !== null && snapshot !== null
  const first = { ...state, findings: isFilled ? ('reading' as const) : null }
  const next = await showChoice(parts, shown, requestModal(first, contextOf(parts, reader)))
  if (next === null || !isFilled) return
  const { region, instanceId } = instance
  const [reads, room] = await Promise.all([
    freshReads(parts.cloud, { region, instanceId, snapshotId: snapshot.snapshotId }),
    parts.inventory.quotaOf(region, QUOTA_PATIENCE),
  ])
  const checked = { ...state, room, findings: preflight(reads, parts.clock.now()) }
  await showChoice(parts, next, requestModal(checked, contextOf(parts, reader)))
}
