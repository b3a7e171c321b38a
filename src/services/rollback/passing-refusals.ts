/**
 * The closed list of refusals that are definite and passing: only after one of these may a further
 * `ApplyInstanceSnapshot` be sent, and only after new checks.
 */
const PASSING_REFUSALS: ReadonlySet<string> = new Set([
  'RequestLimitExceeded',
  'RequestLimitExceeded.UinLimitExceeded',
  'RequestLimitExceeded.GlobalRegionUinLimitExceeded',
  'RequestLimitExceeded.IPLimitExceeded',
  'UnsupportedOperation.DiskBusy',
  'UnsupportedOperation.SnapshotBusy',
  'UnsupportedOperation.SystemBusy',
  'FailedOperation.DescribeInstanceStatus',
  'InternalError.DescribeInstanceStatus',
])

export const isPassingRefusal = (code: string): boolean => PASSING_REFUSALS.has(code)

/** How many calls one approval may see at most, the refused ones included. */
export const MAX_ATTEMPTS = 3

/** The least time between a refused call and the next one, in milliseconds. */
export const RETRY_PAUSE = 5_000
