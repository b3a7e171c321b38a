import type { ActionsBlock, Button } from '@slack/types'
import { adviceFor, type ErrorCode, leavesDoubt } from '../services/lighthouse/catalogue.ts'
import type { CloudFault } from '../services/rollback/cloud-objects.ts'
import type { ChangedFact, Failure } from '../services/rollback/entry.ts'
import type { Finding } from '../services/rollback/findings.ts'
import { type RollbackRequest, wasCalled, wasLeftStopped } from '../services/rollback/request.ts'
import { plainText } from './blocks.ts'
import type { Context } from './context.ts'
import { ACTION_IDS, BLOCK_IDS, encodeTarget } from './ids.ts'
import { LIMITS } from './limits.ts'

/** The buttons below the end of a request, for what may sensibly come next; nothing where nothing may. */
export const afterEndButtons = (request: RollbackRequest, context: Context): readonly ActionsBlock[] => {
  const { opened } = request
  if (opened === null) return []
  const { card, start } = context.words
  const button = (actionId: string, label: string): Button => ({
    type: 'button',
    action_id: actionId,
    text: plainText(label, LIMITS.button.text),
    value: encodeTarget(request.requestId, opened.digest),
  })
  const buttons = [
    ...(mayStart(request) ? [{ ...button(ACTION_IDS.start, start.button), confirm: startConfirm(context) }] : []),
    ...(mayUndo(request) ? [button(ACTION_IDS.undo, context.words.safety.undo.button)] : []),
    ...(mayRequestAgain(request) ? [button(ACTION_IDS.again, card.again)] : []),
  ]
  return buttons.length === 0 ? [] : [{ type: 'actions', block_id: BLOCK_IDS.afterwards, elements: buttons }]
}

/** Whether the instance can be started: once, where the rollback left it stopped. */
export const mayStart = (request: RollbackRequest): boolean => wasLeftStopped(request) && request.start === null

/**
 * Whether a rollback to the safety snapshot can be asked for: after every end that follows the rollback's call, while
 * that snapshot is not known to be gone. Whether it still is there is read at the click.
 */
export const mayUndo = (request: RollbackRequest): boolean => {
  const { end, safety, stays } = request
  if (safety === null || safety.ready === null || !wasCalled(request) || stays?.snapshot.kind === 'gone') return false
  return end?.name === 'succeeded' || end?.name === 'failed' || end?.name === 'unconfirmed'
}

const startConfirm = ({ words }: Context) => {
  const { confirm } = words.start
  return {
    title: plainText(confirm.title, LIMITS.confirm.title),
    text: plainText(confirm.text, LIMITS.confirm.text),
    confirm: plainText(confirm.start, LIMITS.confirm.button),
    deny: plainText(confirm.back, LIMITS.confirm.button),
  }
}

/** Whether the same rollback may sensibly be asked for once more: nothing began, and it could work another time. */
export const mayRequestAgain = ({ end, opened }: RollbackRequest): boolean => {
  if (opened === null) return false
  if (end?.name === 'expired') return true
  return end?.name === 'failed' && canWorkLater(end.failure)
}

/** Whether the same rollback could work another time, after what stopped this one. */
export const canWorkLater = (failure: Failure): boolean => {
  switch (failure.cause) {
    case 'withheld':
      return true
    case 'changed':
      return !failure.changes.some(({ fact }) => DISK_FACTS.has(fact))
    case 'safety':
      return failure.safety.why !== 'refused' || isWorthAnotherSnapshot(failure.safety.fault)
    case 'check':
      return !failure.findings.some(({ code }) => LASTING.has(code))
    case 'refused':
      return failure.foreign === null && isWorthAnother(failure.fault)
    case 'reported':
      return false
  }
}

/**
 * A snapshot that may have been begun all the same hinders no other request: the rollback was not sent. And where the
 * cloud takes none of this instance, the same rollback can be asked for without one.
 */
const isWorthAnotherSnapshot = (fault: CloudFault): boolean =>
  leavesDoubt(fault) || adviceFor(fault).retry !== 'never' || (fault.kind === 'refused' && ONLY_WITHOUT.has(fault.code))

const ONLY_WITHOUT: ReadonlySet<string> = new Set([
  'OperationDenied.OperationDeniedCreateSnapshotForStorageBundle',
] satisfies readonly ErrorCode[])

const isWorthAnother = (fault: CloudFault): boolean => {
  const { retry, changed } = adviceFor(fault)
  return retry === 'safe' || (retry !== 'never' && changed === 'no')
}

/** With another disk, or one of another size, the snapshot cannot be rolled back to any more. */
const DISK_FACTS: ReadonlySet<ChangedFact['fact']> = new Set([
  'disk_id',
  'disk_size',
  'snapshot_disk_id',
  'snapshot_disk_size',
])

/** Findings that waiting does not mend for this instance and this snapshot. */
const LASTING: ReadonlySet<Finding['code']> = new Set([
  'instance_missing',
  'snapshot_missing',
  'snapshot_usage',
  'snapshot_other_disk',
  'snapshot_disk_size',
])
