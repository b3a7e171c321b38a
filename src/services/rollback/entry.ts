import { z } from 'zod'
import { cloudFaultSchema, doubtSchema, failureSchema, outcomeSchema, staysSchema } from './endings.ts'
import { findingSchema } from './findings.ts'

export type { ChangedFact, Doubt, Failure, Outcome, SafetyFailure, Stays } from './endings.ts'

/**
 * The entries of the ledger: everything that ever happens to a request, as closed, typed data.
 * The fold (`fold.ts`) gives each its meaning; `tellings.ts` says which are told in the channel.
 */

const isoTime = z.iso.datetime()
const userId = z.string()

/** What a request asks for beside the rollback; absent in entries from before there were options: none. */
const optionsSchema = z.object({
  /** Everything is done up to the first call that changes something, and that is not sent. */
  dryRun: z.boolean(),
  /** A snapshot is taken right before the rollback. */
  safetySnapshot: z.boolean().optional(),
})

/** The facts that an approver approves; the digest is computed over them. */
export const rollbackFactsSchema = z.object({
  requestId: z.string(),
  /** Host of the cloud's endpoint. */
  endpoint: z.string(),
  region: z.string(),
  instance: z.object({
    instanceId: z.string(),
    name: z.string(),
    state: z.enum(['RUNNING', 'STOPPED']),
    diskId: z.string(),
    /** GB */
    diskSize: z.number(),
  }),
  snapshot: z.object({
    snapshotId: z.string(),
    name: z.string(),
    createdTime: z.string().nullable(),
    diskId: z.string().nullable(),
    /** GB */
    diskSize: z.number(),
  }),
  reason: z.string(),
  requester: userId,
  options: optionsSchema.optional(),
})
export type RollbackFacts = z.infer<typeof rollbackFactsSchema>

const rejectionSchema = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('findings'), findings: z.array(findingSchema) }),
  z.object({ kind: z.literal('cloud'), fault: cloudFaultSchema }),
])

/** The latest operation that a snapshot showed before the call; null is a value. */
export const baselineSchema = z.array(
  z.object({ snapshotId: z.string(), operation: z.string().nullable(), requestId: z.string().nullable() }),
)
export type Baseline = z.infer<typeof baselineSchema>

const attemptId = z.string()
const safetyId = z.string()

const startOutcomeSchema = z.enum([
  /** It runs. */
  'running',
  /** It ran already when the bot looked, so nothing was sent. */
  'already_running',
  /** It did not come to run in the time it was waited for. */
  'not_running',
  /** It no longer exists. */
  'missing',
  /** Another request for the instance is open, so nothing was sent. */
  'held',
  /** It could not be begun in time, so nothing was sent. */
  'too_late',
])
export type StartOutcome = z.infer<typeof startOutcomeSchema>

export const entryContentSchema = z.discriminatedUnion('kind', [
  z.object({
    kind: z.literal('submitted'),
    data: z.object({
      requester: userId,
      region: z.string(),
      instanceId: z.string(),
      /** As the picker showed it; for words only until the fresh read. */
      instanceName: z.string(),
      snapshotId: z.string(),
      reason: z.string(),
      /** The modal that waits for the answer; null where there is none. */
      viewId: z.string().nullable(),
      options: optionsSchema.optional(),
    }),
  }),
  z.object({ kind: z.literal('rejected'), data: z.object({ rejection: rejectionSchema }) }),
  z.object({
    kind: z.literal('opened'),
    data: z.object({
      facts: rollbackFactsSchema,
      digest: z.string(),
      findings: z.array(findingSchema),
      approvalsRequired: z.int().min(1),
      decideBy: isoTime,
      /** How long an approval keeps, in seconds. */
      approvalTtlSeconds: z.number(),
    }),
  }),
  z.object({ kind: z.literal('approved'), data: z.object({ by: userId }) }),
  z.object({ kind: z.literal('denied'), data: z.object({ by: userId, reason: z.string() }) }),
  z.object({ kind: z.literal('cancelled'), data: z.object({ by: userId }) }),
  z.object({ kind: z.literal('expired'), data: z.object({ waitedFor: z.enum(['decision', 'start']) }) }),
  z.object({
    kind: z.literal('checked'),
    data: z.object({ findings: z.array(findingSchema), instanceState: z.string() }),
  }),
  z.object({
    kind: z.literal('safety_intended'),
    data: z.object({
      safetyId,
      /** What the snapshot is called; it is found by that. */
      name: z.string(),
      /** The snapshots of the instance that were there before. */
      before: z.array(z.string()),
    }),
  }),
  z.object({ kind: z.literal('safety_withheld'), data: z.object({ safetyId, waitedSeconds: z.number() }) }),
  z.object({
    kind: z.literal('safety_accepted'),
    data: z.object({ safetyId, snapshotId: z.string(), cloudRequestId: z.string() }),
  }),
  z.object({ kind: z.literal('safety_refused'), data: z.object({ safetyId, fault: cloudFaultSchema }) }),
  z.object({
    kind: z.literal('safety_lost'),
    data: z.object({ safetyId, why: z.enum(['no_answer', 'restart']), detail: z.string() }),
  }),
  z.object({ kind: z.literal('safety_found'), data: z.object({ snapshotId: z.string() }) }),
  z.object({
    kind: z.literal('safety_ready'),
    data: z.object({ snapshotId: z.string(), createdTime: z.string().nullable() }),
  }),
  z.object({
    kind: z.literal('apply_intended'),
    data: z.object({ attempt: z.int().min(1), attemptId, baseline: baselineSchema }),
  }),
  z.object({ kind: z.literal('apply_withheld'), data: z.object({ attemptId, waitedSeconds: z.number() }) }),
  z.object({ kind: z.literal('apply_accepted'), data: z.object({ attemptId, cloudRequestId: z.string() }) }),
  z.object({ kind: z.literal('apply_refused'), data: z.object({ attemptId, fault: cloudFaultSchema }) }),
  z.object({
    kind: z.literal('answer_lost'),
    data: z.object({ attemptId, why: z.enum(['no_answer', 'restart']), detail: z.string() }),
  }),
  z.object({
    kind: z.literal('rollback_found'),
    data: z.object({
      cloudRequestId: z.string(),
      /** True where the cloud had answered our call with another id. */
      differs: z.boolean(),
    }),
  }),
  z.object({ kind: z.literal('cloud_unreadable'), data: z.object({ fault: cloudFaultSchema }) }),
  z.object({ kind: z.literal('cloud_readable'), data: z.object({}) }),
  z.object({ kind: z.literal('rolled_back'), data: z.object({ cloudRequestId: z.string() }) }),
  z.object({
    kind: z.literal('succeeded'),
    data: z.object({
      cloudRequestId: z.string(),
      /** null where the instance could not be read any more. */
      instanceState: z.string().nullable(),
      /** False where the instance was still in motion when the wait for it ended. */
      settled: z.boolean(),
      stays: staysSchema.optional(),
    }),
  }),
  z.object({
    kind: z.literal('rehearsed'),
    data: z.object({
      /** The actions that would have been called, in order. */
      calls: z.array(z.string()),
    }),
  }),
  z.object({ kind: z.literal('failed'), data: z.object({ failure: failureSchema, stays: staysSchema.optional() }) }),
  z.object({
    kind: z.literal('unconfirmed'),
    data: z.object({ doubt: doubtSchema, holdUntil: isoTime, stays: staysSchema.optional() }),
  }),
  z.object({ kind: z.literal('outcome_learned'), data: z.object({ outcome: outcomeSchema }) }),
  z.object({ kind: z.literal('released'), data: z.object({}) }),
  z.object({ kind: z.literal('start_requested'), data: z.object({ by: userId }) }),
  z.object({ kind: z.literal('start_intended'), data: z.object({ startId: z.string() }) }),
  z.object({ kind: z.literal('start_accepted'), data: z.object({ startId: z.string(), cloudRequestId: z.string() }) }),
  z.object({ kind: z.literal('start_refused'), data: z.object({ startId: z.string(), fault: cloudFaultSchema }) }),
  z.object({
    kind: z.literal('start_lost'),
    data: z.object({ startId: z.string(), why: z.enum(['no_answer', 'restart']), detail: z.string() }),
  }),
  z.object({
    kind: z.literal('start_ended'),
    data: z.object({ outcome: startOutcomeSchema, instanceState: z.string().nullable() }),
  }),
])

export type EntryContent = z.infer<typeof entryContentSchema>
export type EntryKind = EntryContent['kind']
export type EntryData<Kind extends EntryKind> = Extract<EntryContent, { kind: Kind }>['data']

/** Who wrote an entry: a person's Slack id, or the bot itself. */
export const BOT_ACTOR = 'bot'

/** One line of a request's record. `at` is the store's clock. */
export type Entry = EntryContent & {
  readonly requestId: string
  readonly seq: number
  /** Milliseconds since the UNIX epoch, by the store's clock. */
  readonly at: number
  readonly actor: string
  /** SHA-256 (hex) over the canonical JSON of this entry and the hash before it. */
  readonly hash: string
}
