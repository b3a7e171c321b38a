import type { Action } from '../lighthouse/action.ts'
import { CloudError, faultOf, noAnswer } from '../lighthouse/cloud-error.ts'
import type { CloudFault } from '../rollback/cloud-objects.ts'
import type { EntryContent, Stays } from '../rollback/entry.ts'
import type { Reading } from '../rollback/preflight.ts'
import type { RollbackRequest } from '../rollback/request.ts'
import { appendUnderClaim, type StepContext } from './context.ts'

/** How long an end may wait for what it says of the safety snapshot, in milliseconds. */
const PATIENCE = 5_000

/**
 * As `appendUnderClaim`; an end of a request with a safety snapshot also keeps what shows of that snapshot and of the
 * region's quota at that moment, or why it cannot be read.
 */
export const appendEnd = async (
  context: StepContext,
  request: RollbackRequest,
  content: EntryContent,
): Promise<RollbackRequest | null> => {
  const { safety } = request
  if (safety === null || safety.snapshotId === null) return appendUnderClaim(context, request, content)
  const { snapshotId, name } = safety
  switch (content.kind) {
    case 'succeeded': {
      const stays = await readStays(context, request, snapshotId, name)
      return appendUnderClaim(context, request, { kind: content.kind, data: { ...content.data, stays } })
    }
    case 'failed': {
      const stays = await readStays(context, request, snapshotId, name)
      return appendUnderClaim(context, request, { kind: content.kind, data: { ...content.data, stays } })
    }
    case 'unconfirmed': {
      const stays = await readStays(context, request, snapshotId, name)
      return appendUnderClaim(context, request, { kind: content.kind, data: { ...content.data, stays } })
    }
    default:
      return appendUnderClaim(context, request, content)
  }
}

const readStays = async (
  context: StepContext,
  { submission: { region } }: RollbackRequest,
  snapshotId: string,
  name: string,
): Promise<Stays> => {
  const { cloud } = context
  const [snapshots, quota] = await Promise.all([
    inTime(context, 'DescribeSnapshots', region, (signal) => cloud.readSnapshots(region, [snapshotId], signal)),
    inTime(context, 'DescribeGeneralResourceQuotas', region, (signal) => cloud.snapshotQuota(region, signal)),
  ])
  context.signal.throwIfAborted()
  const state = snapshots.ok ? snapshots.value.find((one) => one.snapshotId === snapshotId)?.state : undefined
  return {
    snapshotId,
    name,
    snapshot: !snapshots.ok
      ? { kind: 'unreadable', fault: snapshots.fault }
      : state === undefined
        ? { kind: 'gone' }
        : { kind: 'seen', state },
    quota: quota.ok ? { kind: 'known', ...quota.value } : { kind: 'unreadable', fault: quota.fault },
  }
}

/** @returns the value, or why it did not come in time */
const inTime = async <Value>(
  { clock, signal }: StepContext,
  action: Action,
  region: string,
  read: (signal: AbortSignal) => Promise<Value>,
): Promise<Reading<Value>> => {
  const over = new AbortController()
  const done = new AbortController()
  const late: CloudFault = noAnswer(action, region, 'timed out', `nothing came within ${PATIENCE / 1_000} s`)
  const deadline = clock.sleep(PATIENCE, AbortSignal.any([done.signal, signal])).then(
    () => over.abort(new CloudError(late)),
    () => undefined,
  )
  try {
    return { ok: true, value: await read(AbortSignal.any([over.signal, signal])) }
  } catch (error) {
    signal.throwIfAborted()
    return { ok: false, fault: faultOf(error, action, region) }
  } finally {
    done.abort()
    await deadline
  }
}
