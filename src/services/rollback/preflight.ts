import {
  type CloudFault,
  type DataDisk,
  type DeniedAction,
  type Instance,
  ROLLBACK_OPERATION,
  type Snapshot,
  type SnapshotQuota,
} from './cloud-objects.ts'
import type { Finding } from './findings.ts'

/** A fresh read: its value, or the fault that prevented it. */
export type Reading<Value> =
  | { readonly ok: true; readonly value: Value }
  | { readonly ok: false; readonly fault: CloudFault }

/** What the preflight looks at. */
export type PreflightReads = {
  readonly instanceId: string
  readonly snapshotId: string
  /** null where the cloud does not know the instance. */
  readonly instance: Reading<Instance | null>
  /** All snapshots of the instance. */
  readonly snapshots: Reading<readonly Snapshot[]>
  readonly deniedForInstance: Reading<readonly DeniedAction[]>
  readonly deniedForSnapshot: Reading<readonly DeniedAction[]>
  /** The disks beside the system disk; absent where they were not asked for. */
  readonly dataDisks?: Reading<readonly DataDisk[]>
  /** Room for a safety snapshot; absent where none is to be taken. */
  readonly quota?: Reading<SnapshotQuota>
  /** The request's own safety snapshot, which is expected; absent where there is none. */
  readonly safetySnapshotId?: string
}

/** The states in which an instance can be rolled back (ApplyInstanceSnapshot's page). */
export const ROLLABLE_STATES = ['RUNNING', 'STOPPED'] as const
export type RollableState = (typeof ROLLABLE_STATES)[number]

export const isRollableState = (state: string): state is RollableState =>
  ROLLABLE_STATES.some((rollable) => rollable === state)

const OLD_AFTER_DAYS = 30
const DAY = 86_400_000

const blocking = (code: Finding['code'], facts: Finding['facts'] = {}): Finding => ({
  code,
  severity: 'blocking',
  facts,
})

/** A fault as the facts of a finding. */
const faultFacts = (fault: CloudFault): Finding['facts'] =>
  fault.kind === 'refused'
    ? { action: fault.action, code: fault.code, message: fault.message, requestId: fault.requestId }
    : { action: fault.action, detail: fault.detail }

export const isBlocking = (finding: Finding): boolean => finding.severity === 'blocking'

/**
 * Runs every check that can be made on these reads.
 * @param now milliseconds since the UNIX epoch
 * @returns the findings, blocking ones first; empty where all is well
 */
export const preflight = (reads: PreflightReads, now: number): readonly Finding[] => {
  const findings = [
    ...instancePart(reads, now),
    ...snapshotPart(reads, now),
    ...deniedPart('instance_denied', reads.deniedForInstance),
    ...deniedPart('snapshot_denied', reads.deniedForSnapshot),
    ...(reads.dataDisks === undefined ? [] : dataDiskFindings(reads.dataDisks)),
    ...(reads.quota === undefined ? [] : quotaFindings(reads.quota)),
  ]
  return [...findings.filter(isBlocking), ...findings.filter((finding) => !isBlocking(finding))]
}

const instancePart = ({ instance, instanceId }: PreflightReads, now: number): readonly Finding[] => {
  if (!instance.ok) return [blocking('instance_unreadable', faultFacts(instance.fault))]
  if (instance.value === null) return [blocking('instance_missing', { instanceId })]
  return instanceFindings(instance.value, now)
}

/** What the instance alone tells about whether it can be rolled back; also for pickers, on cached data. */
export const instanceFindings = (instance: Instance, now: number): readonly Finding[] => {
  const findings: Finding[] = []
  if (!isRollableState(instance.state)) findings.push(blocking('instance_state', { state: instance.state }))
  if (instance.isolatedTime !== null) findings.push(blocking('instance_isolated', { since: instance.isolatedTime }))
  else if (instance.expiredTime !== null && Date.parse(instance.expiredTime) <= now)
    findings.push(blocking('instance_expired', { since: instance.expiredTime }))
  if (instance.latestOperationState === 'OPERATING')
    findings.push(blocking('instance_busy', { operation: instance.latestOperation }))
  if (instance.systemDisk === null || instance.systemDisk.diskId === null)
    findings.push(blocking('instance_without_disk'))
  return findings
}

const snapshotPart = (reads: PreflightReads, now: number): readonly Finding[] => {
  const { instance, snapshots, snapshotId } = reads
  // Without its instance a snapshot is gone as well: to choose another one would mend nothing.
  if (instance.ok && instance.value === null) return []
  if (!snapshots.ok) return [blocking('snapshots_unreadable', faultFacts(snapshots.fault))]
  const snapshot = snapshots.value.find((candidate) => candidate.snapshotId === snapshotId)
  if (snapshot === undefined) return [blocking('snapshot_missing', { snapshotId })]
  const disk = instance.ok && instance.value !== null ? instance.value.systemDisk : null
  return [
    ...snapshotFindings(snapshot, now),
    ...diskFindings(snapshot, disk),
    ...siblingFindings(
      snapshot,
      snapshots.value.filter((other) => other.snapshotId !== reads.safetySnapshotId),
    ),
  ]
}

const snapshotFindings = (snapshot: Snapshot, now: number): readonly Finding[] => {
  const findings: Finding[] = []
  if (snapshot.state !== 'NORMAL') {
    findings.push(blocking('snapshot_state', { state: snapshot.state, percent: snapshot.percent }))
  }
  if (snapshot.diskUsage !== null && snapshot.diskUsage !== 'SYSTEM_DISK') {
    findings.push(blocking('snapshot_usage', { usage: snapshot.diskUsage }))
  }
  if (snapshot.createdTime !== null) {
    const days = (now - Date.parse(snapshot.createdTime)) / DAY
    if (days > OLD_AFTER_DAYS) {
      findings.push({ code: 'snapshot_old', severity: 'warning', facts: { days: Math.floor(days) } })
    }
  }
  return findings
}

const diskFindings = (snapshot: Snapshot, disk: Instance['systemDisk']): readonly Finding[] => {
  if (disk === null) return []
  const findings: Finding[] = []
  if (disk.diskId !== null && snapshot.diskId !== null && snapshot.diskId !== disk.diskId) {
    findings.push(blocking('snapshot_other_disk', { snapshotDisk: snapshot.diskId, instanceDisk: disk.diskId }))
  }
  if (snapshot.diskSize !== disk.diskSize) {
    findings.push(blocking('snapshot_disk_size', { snapshotSize: snapshot.diskSize, diskSize: disk.diskSize }))
  }
  return findings
}

const siblingFindings = (snapshot: Snapshot, all: readonly Snapshot[]): readonly Finding[] => {
  const siblings = all.filter(
    ({ snapshotId, diskId }) =>
      snapshotId !== snapshot.snapshotId && (diskId === null || snapshot.diskId === null || diskId === snapshot.diskId),
  )
  const busy = siblings.find(({ state }) => state === 'CREATING' || state === 'ROLLBACKING')
  const findings: Finding[] = []
  if (busy !== undefined) {
    findings.push(blocking('other_snapshot_busy', { snapshotId: busy.snapshotId, name: busy.name, state: busy.state }))
  }
  const created = snapshot.createdTime
  const newer = created === null ? [] : siblings.filter((sibling) => (sibling.createdTime ?? '') > created)
  if (newer.length > 0) {
    findings.push({ code: 'snapshot_newer_exist', severity: 'note', facts: { count: newer.length } })
  }
  return findings
}

/** Data disks stay as they are: what is on them may then be newer than the system that works with it. */
const dataDiskFindings = (disks: Reading<readonly DataDisk[]>): readonly Finding[] => {
  if (!disks.ok) return [notPossible(disks.fault)]
  if (disks.value.length === 0) return []
  const size = disks.value.reduce((sum, { diskSize }) => sum + diskSize, 0)
  return [{ code: 'data_disks_attached', severity: 'warning', facts: { count: disks.value.length, size } }]
}

/** Without room the creation of the safety snapshot could only be refused. */
const quotaFindings = (quota: Reading<SnapshotQuota>): readonly Finding[] => {
  if (!quota.ok) return [notPossible(quota.fault)]
  const { available, total } = quota.value
  return available > 0 ? [] : [blocking('snapshot_quota_full', { total })]
}

/** A check that cannot be made is told, never passed in silence. */
const notPossible = (fault: CloudFault): Finding => ({
  code: 'check_not_possible',
  severity: 'warning',
  facts: faultFacts(fault),
})

/** Findings that can pass within moments after a snapshot of the disk was made. */
const SETTLING: ReadonlySet<Finding['code']> = new Set([
  'instance_busy',
  'other_snapshot_busy',
  'instance_denied',
  'snapshot_denied',
])

export const maySettle = ({ code }: Finding): boolean => SETTLING.has(code)

/** The list may name the rollback either way: which one the vendor uses for instances is not documented. */
const ROLLBACK_NAMES: ReadonlySet<string> = new Set([ROLLBACK_OPERATION, 'ApplyInstanceSnapshot'])

const deniedPart = (
  code: 'instance_denied' | 'snapshot_denied',
  denied: PreflightReads['deniedForInstance'],
): readonly Finding[] => {
  if (!denied.ok) return [notPossible(denied.fault)]
  return denied.value
    .filter(({ action }) => ROLLBACK_NAMES.has(action))
    .map((action) => blocking(code, { code: action.code, message: action.message }))
}
