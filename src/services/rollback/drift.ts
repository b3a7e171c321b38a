import type { Instance, Snapshot } from './cloud-objects.ts'
import type { ChangedFact, RollbackFacts } from './entry.ts'

/**
 * Compares what was approved with what the cloud shows now.
 * @returns the facts that differ, old and new; empty where the approval still holds
 */
export const changesSince = (
  approved: RollbackFacts,
  now: { readonly endpoint: string; readonly instance: Instance; readonly snapshot: Snapshot },
): readonly ChangedFact[] => {
  const { instance, snapshot } = now
  const pairs: readonly (readonly [string, string | number | null, string | number | null | undefined])[] = [
    ['endpoint', approved.endpoint, now.endpoint],
    ['instance_name', approved.instance.name, instance.name],
    ['instance_state', approved.instance.state, instance.state],
    ['disk_id', approved.instance.diskId, instance.systemDisk?.diskId],
    ['disk_size', approved.instance.diskSize, instance.systemDisk?.diskSize],
    ['snapshot_name', approved.snapshot.name, snapshot.name],
    ['snapshot_created', approved.snapshot.createdTime, snapshot.createdTime],
    ['snapshot_disk_id', approved.snapshot.diskId, snapshot.diskId],
    ['snapshot_disk_size', approved.snapshot.diskSize, snapshot.diskSize],
  ]
  return pairs
    .filter(([, before, after]) => before !== (after ?? null))
    .map(([fact, before, after]) => ({ fact, before: String(before ?? '—'), after: String(after ?? '—') }))
}
