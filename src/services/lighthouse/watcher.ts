import type { CloudFault, Snapshot } from '../rollback/cloud-objects.ts'

/** What one look at the watched snapshots of a request showed. */
export type Look =
  | {
      readonly kind: 'seen'
      /** Milliseconds since the UNIX epoch when the answer came. */
      readonly at: number
      /** The call was sent at this time on the monotonic clock (ms): what it shows is not older. */
      readonly askedAt: number
      /** Those of the asked snapshots that the cloud knows. */
      readonly snapshots: readonly Snapshot[]
    }
  | { readonly kind: 'unreadable'; readonly at: number; readonly fault: CloudFault }

/**
 * Watches snapshots with one batched call a region for all rollbacks in flight. How often a region is asked follows
 * from its watches: soon after the start and near the end, rarely in between.
 */
export type Watcher = {
  /**
   * Yields a look at these snapshots each time the region was asked, until the signal is aborted. Who is slow to take
   * them gets the newest one.
   * `nextLook` is asked after each look for the number of milliseconds in which this watch wants the next one.
   */
  readonly watch: (options: {
    readonly region: string
    readonly snapshotIds: readonly string[]
    readonly nextLook: (look: Look) => number
    readonly signal: AbortSignal
    /** Milliseconds until the first look; 0 where it is left out. It may come earlier, with a look of others. */
    readonly firstLookIn?: number
  }) => AsyncIterable<Look>
  readonly close: () => void
}
