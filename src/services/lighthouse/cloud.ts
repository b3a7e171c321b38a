import type { DataDisk, DeniedAction, Instance, Snapshot, SnapshotQuota } from '../rollback/cloud-objects.ts'

/** The answer to a changing call, or that it was withheld. */
export type Sent = { readonly sent: true; readonly cloudRequestId: string } | { readonly sent: false }

/** The answer to the creation of a snapshot, or that it was withheld. */
export type Created =
  | { readonly sent: true; readonly cloudRequestId: string; readonly snapshotId: string }
  | { readonly sent: false }

/**
 * The calls to Tencent Cloud Lighthouse that the product makes: a closed list. Every function answers typed,
 * parsed values; it rejects with `CloudError` (see `cloud-error.ts`), whose `fault` says what happened.
 * None of them is ever sent twice by this layer, except reads that the rate limit refused (up to three times more).
 */
export type Cloud = {
  /** Host of the endpoint, without scheme and port: one of the facts that an approver approves. */
  readonly endpoint: string
  /** How many more decisions may begin to read now: those that wait for each other under the rate limits grow old. */
  readonly room: () => number
  readonly describeRegions: (signal?: AbortSignal) => Promise<readonly string[]>
  /** All instances of a region, all pages. */
  readonly listInstances: (region: string, signal?: AbortSignal) => Promise<readonly Instance[]>
  /** One instance, read now; null where the cloud does not know it. */
  readonly readInstance: (region: string, instanceId: string, signal?: AbortSignal) => Promise<Instance | null>
  /** All snapshots of an instance, read now, all pages, newest first. */
  readonly readSnapshotsOf: (region: string, instanceId: string, signal?: AbortSignal) => Promise<readonly Snapshot[]>
  /**
   * Snapshots by id, at most 100 ids a call. Ids that the cloud does not know are left out; a batch that is refused
   * because of one id is split until the others are read.
   */
  readonly readSnapshots: (
    region: string,
    snapshotIds: readonly string[],
    signal?: AbortSignal,
  ) => Promise<readonly Snapshot[]>
  readonly deniedForInstance: (
    region: string,
    instanceId: string,
    signal?: AbortSignal,
  ) => Promise<readonly DeniedAction[]>
  readonly deniedForSnapshot: (
    region: string,
    snapshotId: string,
    signal?: AbortSignal,
  ) => Promise<readonly DeniedAction[]>
  /** The instance's disks beside its system disk. */
  readonly dataDisksOf: (region: string, instanceId: string, signal?: AbortSignal) => Promise<readonly DataDisk[]>
  /** How many snapshots the region may hold, and how many more. */
  readonly snapshotQuota: (region: string, signal?: AbortSignal) => Promise<SnapshotQuota>
  /** A new snapshot of the instance's system disk, accepted and not yet made; sent once like the rollback. */
  readonly createInstanceSnapshot: (
    region: string,
    instanceId: string,
    name: string,
    beforeSend: () => boolean,
  ) => Promise<Created>
  /**
   * The rollback. `beforeSend` runs when the call has its place under the rate limit and is
   * about to be sent; false withholds it and the function answers `withheld`. Sent once, never repeated.
   */
  readonly applyInstanceSnapshot: (
    region: string,
    instanceId: string,
    snapshotId: string,
    beforeSend: () => boolean,
  ) => Promise<Sent>
  /** Starts a STOPPED instance; sent once like the rollback. */
  readonly startInstance: (region: string, instanceId: string, beforeSend: () => boolean) => Promise<Sent>
  readonly close: () => void
}
