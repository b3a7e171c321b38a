/**
 * What the emulated cloud holds and how it moves. Nothing runs in the background: what is due is scheduled with its
 * time and done, in order, whenever somebody looks ({@link settle}), so a driven clock moves everything at once.
 */
import type { DeniedAction, Settings } from './control-api.ts'
import type { Disk, Fleet, Instance, RegionInfo, Snapshot } from './objects.ts'

export type PlacedInstance = { readonly region: string; instance: Instance }
export type PlacedSnapshot = {
  readonly region: string
  readonly instanceId: string
  snapshot: Snapshot
  /** Percent while an operation runs on it; absent: the stored figure. */
  percentAt?: (now: number) => number
}
type PlacedDisk = { readonly region: string; readonly disk: Disk }

/** A change that comes due; cancelled together with all others of its subject. */
type Scheduled = { readonly at: number; readonly subject: string; readonly run: () => void }

/** A rollback that began: by a call, or by hand. */
export type BegunRollback = {
  /** What the snapshot shows as LatestOperationRequestId. */
  readonly requestId: string
  readonly instanceId: string
  readonly snapshotId: string
  /** Milliseconds since the epoch. */
  readonly at: number
  readonly endsAt: number
  readonly outcome: 'succeeds' | 'fails'
}

export type World = {
  readonly regions: readonly RegionInfo[]
  readonly instances: Map<string, PlacedInstance>
  readonly snapshots: Map<string, PlacedSnapshot>
  dataDisks: readonly PlacedDisk[]
  readonly quotas: Map<string, number>
  deniedActions: readonly DeniedAction[]
  settings: Settings
  scheduled: readonly Scheduled[]
  rollbacks: readonly BegunRollback[]
}

export function createWorld(fleet: Fleet, settings: Settings): World {
  return {
    regions: fleet.regions,
    instances: new Map(fleet.instances.map((placed) => [placed.instance.InstanceId, { ...placed }])),
    snapshots: new Map(fleet.snapshots.map((placed) => [placed.snapshot.SnapshotId, { ...placed }])),
    dataDisks: fleet.dataDisks,
    quotas: new Map(Object.entries(fleet.snapshotQuotas)),
    deniedActions: [],
    settings,
    scheduled: [],
    rollbacks: [],
  }
}

/** Does everything that is due by `now`, oldest first; what that schedules and is due too, as well. */
export function settle(world: World, now: number): void {
  for (;;) {
    const [next] = world.scheduled.filter(({ at }) => at <= now).sort((one, other) => one.at - other.at)
    if (!next) return
    world.scheduled = world.scheduled.filter((scheduled) => scheduled !== next)
    next.run()
  }
}

/** Schedules `run` for the object with the id `subject`. */
export function schedule(world: World, at: number, subject: string, run: () => void): void {
  world.scheduled = [...world.scheduled, { at, subject, run }]
}

export function cancel(world: World, subject: string): void {
  world.scheduled = world.scheduled.filter((scheduled) => scheduled.subject !== subject)
}

export function changeInstance(world: World, id: string, change: Partial<Instance>): void {
  const placed = world.instances.get(id)
  if (placed) placed.instance = { ...placed.instance, ...change }
}

/** Changes a snapshot for good: whatever made its percent rise is over. */
export function changeSnapshot(world: World, id: string, change: Partial<Snapshot>): void {
  const placed = world.snapshots.get(id)
  if (!placed) return
  placed.snapshot = { ...placed.snapshot, ...change }
  delete placed.percentAt
}

export function removeSnapshot(world: World, id: string): void {
  cancel(world, id)
  world.snapshots.delete(id)
}

/** @returns the snapshot as it reads now, its percent included. */
export function readSnapshot({ snapshot, percentAt }: PlacedSnapshot, now: number): Snapshot {
  return percentAt ? { ...snapshot, Percent: percentAt(now) } : snapshot
}

/** @returns the snapshots of a disk. */
export function snapshotsOfDisk(world: World, diskId: string | null): readonly PlacedSnapshot[] {
  return [...world.snapshots.values()].filter(({ snapshot }) => snapshot.DiskId === diskId)
}

/** @returns how many snapshots a region may hold: as set, else two an instance that is not waiting for recycling, at most 10. */
export function snapshotQuota(world: World, region: string): { readonly total: number; readonly available: number } {
  const counting = [...world.instances.values()].filter(
    (placed) => placed.region === region && placed.instance.InstanceState !== 'SHUTDOWN',
  )
  const total = world.quotas.get(region) ?? Math.min(10, counting.length * 2)
  const used = [...world.snapshots.values()].filter((placed) => placed.region === region).length
  return { total, available: Math.max(0, total - used) }
}

/** @returns the world as a fleet at `now`, to be shown or started from. */
export function readFleet(world: World, now: number): Fleet {
  return {
    regions: world.regions,
    instances: [...world.instances.values()].map(({ region, instance }) => ({ region, instance })),
    snapshots: [...world.snapshots.values()].map((placed) => ({
      region: placed.region,
      instanceId: placed.instanceId,
      snapshot: readSnapshot(placed, now),
    })),
    dataDisks: world.dataDisks,
    snapshotQuotas: Object.fromEntries(world.quotas),
  }
}
