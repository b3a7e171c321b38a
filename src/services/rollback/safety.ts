import type { CloudFault } from './cloud-objects.ts'

/** Time limits of a safety snapshot, in milliseconds. */
export const SAFETY_LIMITS = {
  /** From the gate of its creation until it must be ready; a snapshot usually takes less than five minutes. */
  ready: 1_800_000,
  /** From then until the rollback must be at its gate: what is written after the safety snapshot is not in it. */
  begin: 600_000,
  /** How long the cloud may call instance or disk busy right after the creation. */
  settle: 60_000,
} as const

/** The most characters of a snapshot's name (CreateInstanceSnapshot's page). */
const LONGEST_NAME = 60

/** The name of a request's safety snapshot: what finds it again after a lost answer. */
export const safetyName = (requestId: string): string => `keeper-${requestId}`.slice(0, LONGEST_NAME)

/** What is known of the answer to the creation of a safety snapshot. */
export type SafetyAnswer =
  | { readonly kind: 'accepted'; readonly snapshotId: string; readonly cloudRequestId: string; readonly at: number }
  | { readonly kind: 'refused'; readonly fault: CloudFault; readonly at: number }
  | { readonly kind: 'lost'; readonly why: 'no_answer' | 'restart'; readonly detail: string; readonly at: number }
  | { readonly kind: 'withheld'; readonly waitedSeconds: number; readonly at: number }

/** The safety snapshot of a request, from the passage of its gate: at most one `CreateInstanceSnapshot` belongs to it. */
export type Safety = {
  readonly safetyId: string
  readonly name: string
  readonly intendedAt: number
  /** The snapshots of the instance that were there before. */
  readonly before: readonly string[]
  readonly answer: SafetyAnswer | null
  /** null while it is not known. */
  readonly snapshotId: string | null
  /** True where it was found by its name, without an answer. */
  readonly found: boolean
  /** null until it can be rolled back to. */
  readonly ready: { readonly at: number; readonly seq: number; readonly createdTime: string | null } | null
}
