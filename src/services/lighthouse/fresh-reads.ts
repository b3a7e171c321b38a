import type { CloudFault } from '../rollback/cloud-objects.ts'
import { isPassingRefusal } from '../rollback/passing-refusals.ts'
import type { PreflightReads, Reading } from '../rollback/preflight.ts'
import type { Action } from './action.ts'
import type { Cloud } from './cloud.ts'
import { faultOf } from './cloud-error.ts'

const reading = async <Value>(read: Promise<Value>, action: Action, region: string): Promise<Reading<Value>> => {
  try {
    return { ok: true, value: await read }
  } catch (error) {
    return { ok: false, fault: faultOf(error, action, region) }
  }
}

/** What is read: the objects, and room for a safety snapshot where one is to be taken. */
export type Wanted = {
  readonly region: string
  readonly instanceId: string
  readonly snapshotId: string
  readonly withQuota?: boolean
}

/**
 * Everything the preflight needs, read now, in one round of parallel calls. Aborted, what still waits for its turn
 * gives it to others, and what was read is of no use.
 */
export const freshReads = async (
  cloud: Cloud,
  { region, instanceId, snapshotId, withQuota = false }: Wanted,
  signal?: AbortSignal,
): Promise<PreflightReads> => {
  const [instance, snapshots, deniedForInstance, deniedForSnapshot, dataDisks, quota] = await Promise.all([
    reading(cloud.readInstance(region, instanceId, signal), 'DescribeInstances', region),
    reading(cloud.readSnapshotsOf(region, instanceId, signal), 'DescribeSnapshots', region),
    reading(cloud.deniedForInstance(region, instanceId, signal), 'DescribeInstancesDeniedActions', region),
    reading(cloud.deniedForSnapshot(region, snapshotId, signal), 'DescribeSnapshotsDeniedActions', region),
    reading(cloud.dataDisksOf(region, instanceId, signal), 'DescribeDisks', region),
    withQuota ? reading(cloud.snapshotQuota(region, signal), 'DescribeGeneralResourceQuotas', region) : undefined,
  ])
  const reads = { instanceId, snapshotId, instance, snapshots, deniedForInstance, deniedForSnapshot, dataDisks }
  return quota === undefined ? reads : { ...reads, quota }
}

/** A fault that may be gone in a moment: no answer, or a refusal that passes. */
export const isPassingFault = (fault: CloudFault): boolean =>
  fault.kind === 'no_answer' ||
  isPassingRefusal(fault.code) ||
  fault.code === 'ServiceUnavailable' ||
  fault.code.startsWith('InternalError')

/** The fault of an indispensable read; null where both were answered. */
export const indispensableFault = ({ instance, snapshots }: PreflightReads): CloudFault | null => {
  if (!instance.ok) return instance.fault
  return snapshots.ok ? null : snapshots.fault
}
