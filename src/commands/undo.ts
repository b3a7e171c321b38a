import { faultOf } from '../services/lighthouse/cloud-error.ts'
import { mayUndo } from '../views/after-end.ts'
import { undoGoneModal } from '../views/progress-modals.ts'
import { wordsFor } from '../words/words.ts'
import { answerPrivately } from './answer-privately.ts'
import { endedRequestBehind } from './decide.ts'
import { showModal } from './modal-state.ts'
import { type CommandParts, contextOf } from './parts.ts'
import type { BlockActionPayload, Origin } from './payloads.ts'
import { openPrefilled } from './request-again.ts'

/**
 * Undo: the form, filled in with the safety snapshot of an ended request. What is sent is a new request, which needs a
 * new approval. The form opens at once; that the snapshot is still there is read behind it.
 */
export const undo = async (parts: CommandParts, payload: BlockActionPayload, origin: Origin): Promise<void> => {
  const target = await endedRequestBehind(parts, payload.actions[0]?.value)
  if (!target.ok) return answerPrivately(parts, origin, target.answer)
  const { facts, request } = target
  const { safety } = request
  const snapshotId = safety?.snapshotId ?? null
  if (safety === null || snapshotId === null || !mayUndo(request)) {
    return answerPrivately(parts, origin, { kind: 'too_late', request })
  }
  const { name } = safety
  const { diskId, diskSize } = facts.instance
  const createdTime = safety.ready?.createdTime ?? null
  const snapshot = { snapshotId, name, createdTime, diskId, diskSize, state: 'NORMAL' }
  // Everybody reads it on the card, so it is in the channel's language.
  const reason = wordsFor(parts.language).safety.undo.reason(facts.snapshot.name, facts.requestId)
  const instanceState = request.end?.name === 'succeeded' ? request.end.instanceState : null
  await openPrefilled(parts, payload, origin, { facts, snapshot, reason, instanceState }, async ({ shown, reader }) => {
    if (!(await isGone(parts, facts.region, facts.instance.instanceId, snapshotId))) return true
    await showModal(parts, { ...shown, hash: null }, undoGoneModal({ name, snapshotId }, contextOf(parts, reader)))
    return false
  })
}

/** Only a successful read shows that it is gone; what cannot be read the checks behind the form will tell. */
const isGone = async (
  { cloud, log }: CommandParts,
  region: string,
  instanceId: string,
  wanted: string,
): Promise<boolean> => {
  try {
    const snapshots = await cloud.readSnapshotsOf(region, instanceId)
    return !snapshots.some(({ snapshotId }) => snapshotId === wanted)
  } catch (error) {
    log.debug({ instanceId, fault: faultOf(error, 'DescribeSnapshots', region) }, 'a safety snapshot could not be read')
    return false
  }
}
