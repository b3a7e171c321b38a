import { freshReads, indispensableFault } from '../lighthouse/fresh-reads.ts'
import { digestOf } from '../rollback/digest.ts'
import type { EntryContent, RollbackFacts } from '../rollback/entry.ts'
import type { Finding } from '../rollback/findings.ts'
import { isBlocking, isRollableState, type PreflightReads, preflight } from '../rollback/preflight.ts'
import { type RollbackRequest, wantsSafety } from '../rollback/request.ts'
import { appendUnderClaim, type StepContext } from './context.ts'

/** `submitted` → fresh reads and checks → `opened` (the card follows) or `rejected` (only its requester is told). */
export const openRequest = async (context: StepContext, request: RollbackRequest): Promise<void> => {
  const wanted = { ...request.submission, withQuota: wantsSafety(request) }
  const reads = await freshReads(context.cloud, wanted, context.signal)
  context.signal.throwIfAborted()
  await appendUnderClaim(context, request, await answerTo(context, request, reads))
}

const answerTo = async (
  { cloud, ledger, clock, rules }: StepContext,
  request: RollbackRequest,
  reads: PreflightReads,
): Promise<EntryContent> => {
  const fault = indispensableFault(reads)
  if (fault !== null) return { kind: 'rejected', data: { rejection: { kind: 'cloud', fault } } }
  const findings = [...preflight(reads, clock.now())]
  const facts = factsIn(reads, request, cloud.endpoint)
  if (findings.some(isBlocking) || facts === null) return rejectedFor(findings)
  const decideBy = new Date((await ledger.now()) + rules.requestTtl).toISOString()
  return {
    kind: 'opened',
    data: {
      facts,
      digest: digestOf(facts),
      findings,
      approvalsRequired: rules.approvalsRequired,
      decideBy,
      approvalTtlSeconds: rules.approvalTtl / 1000,
    },
  }
}

const rejectedFor = (findings: readonly Finding[]): EntryContent => ({
  kind: 'rejected',
  data: { rejection: { kind: 'findings', findings: findings.filter(isBlocking) } },
})

/** The facts that people will approve; null where a blocking finding says why there are none. */
const factsIn = (reads: PreflightReads, request: RollbackRequest, endpoint: string): RollbackFacts | null => {
  const instance = reads.instance.ok ? reads.instance.value : null
  const snapshot = reads.snapshots.ok
    ? reads.snapshots.value.find(({ snapshotId }) => snapshotId === reads.snapshotId)
    : undefined
  const disk = instance?.systemDisk
  if (instance === null || snapshot === undefined || !disk || disk.diskId === null) return null
  if (!isRollableState(instance.state)) return null
  return {
    requestId: request.requestId,
    endpoint,
    region: instance.region,
    instance: {
      instanceId: instance.instanceId,
      name: instance.name,
      state: instance.state,
      diskId: disk.diskId,
      diskSize: disk.diskSize,
    },
    snapshot: {
      snapshotId: snapshot.snapshotId,
      name: snapshot.name,
      createdTime: snapshot.createdTime,
      diskId: snapshot.diskId,
      diskSize: snapshot.diskSize,
    },
    reason: request.submission.reason,
    requester: request.submission.requester,
    ...(request.submission.options !== undefined && { options: request.submission.options }),
  }
}
