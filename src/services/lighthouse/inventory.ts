import type { CloudFault, Instance, Snapshot, SnapshotQuota } from '../rollback/cloud-objects.ts'

/** What the inventory knows of one region. */
export type RegionView = {
  readonly region: string
  /** What the newest successful read showed; empty where there was none yet. */
  readonly instances: readonly Instance[]
  /** When it was read (ms since the epoch); null where it never was. */
  readonly readAt: number | null
  /** Why the newest read failed; null where it did not. */
  readonly fault: CloudFault | null
  /** True while a read is under way that has not answered yet. */
  readonly isReading: boolean
}

export type FleetView = {
  readonly regions: readonly RegionView[]
  /** Why the list of regions could not be read; null where it could. */
  readonly fault: CloudFault | null
}

export type SnapshotsView = {
  readonly snapshots: readonly Snapshot[]
  readonly readAt: number | null
  readonly fault: CloudFault | null
}

export type QuotaView = {
  /** null where it was never read. */
  readonly quota: SnapshotQuota | null
  readonly fault: CloudFault | null
}

/**
 * The cached list of instances over all regions, refreshed in the background while somebody looks at it, and of
 * each looked-at instance's snapshots. Never used for a decision: those are made on fresh reads.
 */
export type Inventory = {
  /**
   * What is known by then: answers as soon as every region has been read in this session of looking (at most
   * `patience` milliseconds later), with what has come; refreshes what is older than a few seconds in the background.
   */
  readonly fleet: (patience: number) => Promise<FleetView>
  /** What is known right now, without waiting and without asking the cloud. */
  readonly fleetNow: () => FleetView
  /** Reads a region's instances anew, however fresh they are: something there is known to have changed. */
  readonly reread: (region: string, patience: number) => Promise<void>
  readonly snapshotsOf: (region: string, instanceId: string, patience: number) => Promise<SnapshotsView>
  readonly snapshotsNow: (region: string, instanceId: string) => SnapshotsView | null
  /** How many snapshots the region may still hold; for words and a form's default only. */
  readonly quotaOf: (region: string, patience: number) => Promise<QuotaView>
  /** null where it was never asked for. */
  readonly quotaNow: (region: string) => QuotaView | null
  readonly close: () => void
}
