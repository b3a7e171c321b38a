/** How one machine of the seeded fleet is written down. */
import type { Instance, Snapshot } from './objects.ts'
import type { RegionCode } from './regions.ts'

export type PlannedSnapshot = {
  readonly name: string
  /** Minutes before now. */
  readonly age: number
  /** Other than a calm snapshot of the disk as it is. */
  readonly change?: Partial<Snapshot>
}

export type PlannedInstance = {
  readonly region: RegionCode
  /** The eight characters after `lhins-`, and after `lhdisk-`. */
  readonly id: string
  readonly name: string
  /** InstanceState; absent: RUNNING. */
  readonly state?: string
  readonly snapshots: readonly PlannedSnapshot[]
  readonly change?: Partial<Instance>
  /** Sizes in GB of the data disks. */
  readonly dataDisks?: readonly number[]
}

export const hour = 60
export const day = 24 * hour

/** One snapshot a night, the newest `firstAge` minutes old. */
export function nightly(count: number, firstAge = 9 * hour): readonly PlannedSnapshot[] {
  return Array.from({ length: count }, (_, night) => ({ name: `nightly-${night + 1}`, age: firstAge + night * day }))
}

export function snapshot(name: string, age: number, change: Partial<Snapshot> = {}): PlannedSnapshot {
  return { name, age, change }
}

/** @returns what a snapshot shows while it is CREATING or ROLLBACKING. */
export function operating(state: string, percent: number): Partial<Snapshot> {
  return {
    SnapshotState: state,
    Percent: percent,
    LatestOperation: state === 'CREATING' ? 'CreateInstanceSnapshot' : 'RollbackInstanceSnapshot',
    LatestOperationState: 'OPERATING',
  }
}
