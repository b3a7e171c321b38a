import { z } from 'zod'
import { findingSchema } from './findings.ts'

/** What entries say of how a request ended, and of what was learned about it afterwards. */

export const cloudFaultSchema = z.discriminatedUnion('kind', [
  z.object({
    kind: z.literal('refused'),
    action: z.string(),
    region: z.string().nullable(),
    code: z.string(),
    message: z.string(),
    requestId: z.string().nullable(),
  }),
  z.object({
    kind: z.literal('no_answer'),
    action: z.string(),
    region: z.string().nullable(),
    detail: z.string(),
    sent: z.boolean(),
  }),
])

/** A fact that is no longer what the approver saw. */
const changedFactSchema = z.object({ fact: z.string(), before: z.string(), after: z.string() })
export type ChangedFact = z.infer<typeof changedFactSchema>

const foreignRollbackSchema = z.object({ snapshotId: z.string(), requestId: z.string().nullable() })

const safetyFailureSchema = z.discriminatedUnion('why', [
  /** More than 5 s went by before its call could be sent; nothing was sent. */
  z.object({ why: z.literal('withheld'), waitedSeconds: z.number() }),
  z.object({ why: z.literal('refused'), fault: cloudFaultSchema }),
  /** The answer was lost, and no snapshot with its name showed. */
  z.object({ why: z.literal('not_found'), reads: z.number(), seconds: z.number() }),
  /** The answer was lost, and more than one new snapshot has its name. */
  z.object({ why: z.literal('several'), snapshotIds: z.array(z.string()) }),
  /** The cloud reported its creation as FAILED. */
  z.object({ why: z.literal('creation_failed'), snapshotState: z.string(), percent: z.number().nullable() }),
  /** It is not there any more, or not NORMAL. */
  z.object({ why: z.literal('vanished') }),
  z.object({ why: z.literal('too_slow'), minutes: z.number(), percent: z.number().nullable() }),
  z.object({ why: z.literal('unreadable'), fault: cloudFaultSchema, minutes: z.number() }),
  /** It was ready, but the rollback could not be begun soon enough after it. */
  z.object({ why: z.literal('too_late') }),
])
export type SafetyFailure = z.infer<typeof safetyFailureSchema>

/** What showed of a request's safety snapshot and of the region's quota at its end. */
export const staysSchema = z.object({
  snapshotId: z.string(),
  name: z.string(),
  snapshot: z.discriminatedUnion('kind', [
    z.object({ kind: z.literal('seen'), state: z.string() }),
    z.object({ kind: z.literal('gone') }),
    z.object({ kind: z.literal('unreadable'), fault: cloudFaultSchema }),
  ]),
  quota: z.discriminatedUnion('kind', [
    z.object({ kind: z.literal('known'), available: z.number(), total: z.number() }),
    z.object({ kind: z.literal('unreadable'), fault: cloudFaultSchema }),
  ]),
})
export type Stays = z.infer<typeof staysSchema>

export const failureSchema = z.discriminatedUnion('cause', [
  /** What was approved no longer holds. */
  z.object({ cause: z.literal('changed'), changes: z.array(changedFactSchema) }),
  /** A check right before the call found something that forbids it. */
  z.object({ cause: z.literal('check'), findings: z.array(findingSchema) }),
  /** The safety snapshot could not be had; nothing was rolled back. */
  z.object({ cause: z.literal('safety'), safety: safetyFailureSchema }),
  /** The gate was passed, but more than 5 s went by before the call could be sent; nothing was sent. */
  z.object({ cause: z.literal('withheld'), waitedSeconds: z.number() }),
  /** The cloud refused the call; `foreign` where somebody else's rollback of the disk was seen. */
  z.object({ cause: z.literal('refused'), fault: cloudFaultSchema, foreign: foreignRollbackSchema.nullable() }),
  /** The cloud accepted the rollback and reported it as FAILED. */
  z.object({ cause: z.literal('reported'), cloudRequestId: z.string().nullable(), snapshotState: z.string() }),
])
export type Failure = z.infer<typeof failureSchema>

export const doubtSchema = z.discriminatedUnion('cause', [
  /** The answer was lost and no new rollback showed. */
  z.object({ cause: z.literal('nothing_seen'), reads: z.number(), seconds: z.number() }),
  /** The cloud could not be read at all. */
  z.object({ cause: z.literal('unreadable'), fault: cloudFaultSchema, minutes: z.number() }),
  /** Somebody else's rollback of the disk was seen instead of ours. */
  z.object({ cause: z.literal('foreign'), foreign: foreignRollbackSchema }),
  /** Accepted, but no end within the time given. */
  z.object({ cause: z.literal('no_end'), minutes: z.number(), percent: z.number().nullable() }),
  /** The snapshot vanished while its rollback was followed. */
  z.object({ cause: z.literal('snapshot_vanished') }),
])
export type Doubt = z.infer<typeof doubtSchema>

export const outcomeSchema = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('accepted'), attemptId: z.string(), cloudRequestId: z.string() }),
  z.object({ kind: z.literal('refused'), attemptId: z.string(), fault: cloudFaultSchema }),
  z.object({ kind: z.literal('rollback_seen'), cloudRequestId: z.string().nullable(), percent: z.number().nullable() }),
  z.object({ kind: z.literal('rollback_succeeded'), cloudRequestId: z.string().nullable() }),
  z.object({ kind: z.literal('rollback_failed'), cloudRequestId: z.string().nullable() }),
  /** The answer to the creation of the safety snapshot, after the end. */
  z.object({
    kind: z.literal('safety_accepted'),
    safetyId: z.string(),
    snapshotId: z.string(),
    cloudRequestId: z.string(),
  }),
  z.object({ kind: z.literal('safety_refused'), safetyId: z.string(), fault: cloudFaultSchema }),
])
export type Outcome = z.infer<typeof outcomeSchema>
