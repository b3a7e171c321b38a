/**
 * What the domain knows of the cloud's objects. Enumerations of the API are open sets: an unknown value is
 * carried as it came and shown, never guessed.
 */

export type Instance = {
  readonly region: string
  readonly instanceId: string
  readonly name: string
  /** `RUNNING`, `STOPPED`, … (InstanceState) */
  readonly state: string
  /** `NORMAL`, `NETWORK_RESTRICT`, … (InstanceRestrictState); null where the API left it out */
  readonly restrictState: string | null
  readonly latestOperation: string | null
  /** `SUCCESS`, `OPERATING`, `FAILED`; null where the instance was never operated */
  readonly latestOperationState: string | null
  readonly publicAddresses: readonly string[]
  readonly privateAddresses: readonly string[]
  /** null where the API does not tell the system disk */
  readonly systemDisk: { readonly diskId: string | null; readonly diskSize: number } | null
  /** UTC, ISO 8601 */
  readonly createdTime: string | null
  readonly expiredTime: string | null
  readonly isolatedTime: string | null
  readonly osName: string | null
}

export type Snapshot = {
  readonly snapshotId: string
  readonly name: string
  /** `NORMAL`, `CREATING`, `ROLLBACKING`, … (SnapshotState) */
  readonly state: string
  /** 0 to 100 */
  readonly percent: number | null
  readonly diskId: string | null
  /** GB */
  readonly diskSize: number
  readonly diskUsage: string | null
  /** `CreateInstanceSnapshot`, `RollbackInstanceSnapshot`, … */
  readonly latestOperation: string | null
  /** `SUCCESS`, `OPERATING`, `FAILED` */
  readonly latestOperationState: string | null
  readonly latestOperationRequestId: string | null
  /** UTC, ISO 8601 */
  readonly createdTime: string | null
}

/** A disk beside the system disk; a rollback leaves it as it is. */
export type DataDisk = {
  readonly diskId: string
  /** GB */
  readonly diskSize: number
}

/** How many snapshots a region may hold. */
export type SnapshotQuota = { readonly available: number; readonly total: number }

/** An action that the cloud says it would refuse, from the denied-actions lists. */
export type DeniedAction = { readonly action: string; readonly code: string; readonly message: string }

/** The name that the API gives to a rollback in `LatestOperation` and in the denied-actions lists. */
export const ROLLBACK_OPERATION = 'RollbackInstanceSnapshot'

/** What went wrong with a call to the cloud, as plain data that a ledger entry can keep. */
export type CloudFault =
  /** The API answered with an error code: the call was refused. `requestId` is null where the answer had none. */
  | {
      readonly kind: 'refused'
      readonly action: string
      readonly region: string | null
      readonly code: string
      readonly message: string
      readonly requestId: string | null
    }
  /** No readable answer came. `sent` is false only where the call certainly never left this machine. */
  | {
      readonly kind: 'no_answer'
      readonly action: string
      readonly region: string | null
      readonly detail: string
      readonly sent: boolean
    }
