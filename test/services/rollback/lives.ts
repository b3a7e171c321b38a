import fc from 'fast-check'
import type { CloudFault } from '../../../src/services/rollback/cloud-objects.ts'
import { digestOf, hashOf } from '../../../src/services/rollback/digest.ts'
import {
  BOT_ACTOR,
  type Entry,
  type EntryContent,
  type EntryKind,
  entryContentSchema,
  type Failure,
  type Outcome,
  type SafetyFailure,
} from '../../../src/services/rollback/entry.ts'
import { fold } from '../../../src/services/rollback/fold.ts'
import type { Phase, RollbackRequest } from '../../../src/services/rollback/request.ts'
import { aRequest, LOST, NOW, REFUSED_FOR_NOW } from '../../support/requests.ts'

/**
 * Random lives: entries of every kind in any order, with contents that fit the request, nearly fit it or do not fit at
 * all. What the fold refuses is left out of the life, as the ledger leaves it out, and the next entry is tried.
 */

/** One thing that somebody tries. The numbers choose among what a content of that kind can say. */
export type Try = {
  /** null: whatever leads a request on from where it stands, so that lives come far. */
  readonly kind: RollbackKind | null
  /** Milliseconds since the newest entry. */
  readonly after: number
  readonly who: number
  readonly which: number
  readonly other: number
}

/** The start of an instance after the end has a life of its own: `fold-start.test.ts`. */
type StartKind = Extract<EntryKind, `start_${string}`>
type RollbackKind = Exclude<EntryKind, StartKind>
const isOfRollback = (kind: EntryKind): kind is RollbackKind => !kind.startsWith('start_')

const KINDS: readonly RollbackKind[] = entryContentSchema.options
  .map(({ shape }) => shape.kind.value)
  .filter(isOfRollback)

const SECOND = 1000
const choice = fc.nat({ max: 59 })

export const aTry: fc.Arbitrary<Try> = fc.record({
  kind: fc.option(fc.constantFrom(...KINDS), { nil: null, freq: 1 }),
  after: fc.oneof(
    { weight: 12, arbitrary: fc.nat({ max: 3 * SECOND }) },
    { weight: 2, arbitrary: fc.constant(0) },
    { weight: 1, arbitrary: fc.constantFrom(899 * SECOND, 900 * SECOND, 901 * SECOND, 1800 * SECOND, 3600 * SECOND) },
  ),
  who: choice,
  which: choice,
  other: choice,
})

export const tries: fc.Arbitrary<readonly Try[]> = fc.array(aTry, { minLength: 40, maxLength: 80, size: 'max' })

/** What leads on from each phase. Only to come far: which of it may really come is what the tests are about. */
const ONWARD: Readonly<Record<Phase, readonly [RollbackKind, ...RollbackKind[]]>> = {
  submitted: ['opened', 'opened', 'opened', 'rejected'],
  awaiting_decision: ['approved', 'approved', 'approved', 'approved', 'expired', 'denied', 'cancelled'],
  approved: [
    'checked',
    'checked',
    'apply_intended',
    'safety_intended',
    'safety_intended',
    'apply_intended',
    'safety_intended',
    'cloud_unreadable',
    'cloud_readable',
    'expired',
  ],
  safety_sending: [
    'safety_accepted',
    'safety_accepted',
    'safety_lost',
    'safety_lost',
    'safety_refused',
    'safety_withheld',
  ],
  safety_withheld: ['failed'],
  safety_refused: ['failed'],
  safety_looking: ['safety_found', 'safety_found', 'safety_accepted', 'safety_refused', 'cloud_unreadable', 'failed'],
  safety_creating: ['safety_ready', 'safety_ready', 'safety_ready', 'safety_accepted', 'cloud_unreadable', 'failed'],
  safety_ready: ['checked', 'checked', 'apply_intended', 'apply_intended', 'cloud_unreadable', 'failed'],
  applying: [
    'apply_accepted',
    'apply_refused',
    'apply_refused',
    'apply_refused',
    'answer_lost',
    'answer_lost',
    'apply_withheld',
  ],
  withheld: ['failed'],
  refused: ['checked', 'checked', 'apply_intended', 'apply_intended', 'apply_intended', 'apply_intended', 'failed'],
  looking: ['rollback_found', 'cloud_unreadable', 'apply_accepted', 'apply_refused', 'unconfirmed'],
  rolling_back: ['rolled_back', 'rolled_back', 'cloud_unreadable', 'rollback_found', 'apply_refused', 'unconfirmed'],
  settling: ['succeeded', 'apply_accepted', 'apply_refused', 'cloud_unreadable'],
  ended: ['outcome_learned', 'released'],
}

const PEOPLE = ['U0ANA', 'U0BEN', 'U0CAI', 'U0DAN'] as const
const pick = <Value>(values: readonly [Value, ...Value[]], number: number): Value =>
  values[number % values.length] ?? values[0]

const seed = aRequest().opened().built.opened
if (seed === null) throw new Error('the builder opened nothing')
const FACTS = seed.facts

const refusals: readonly [CloudFault, ...CloudFault[]] = [
  REFUSED_FOR_NOW,
  { ...REFUSED_FOR_NOW, code: 'RequestLimitExceeded' },
  { ...REFUSED_FOR_NOW, code: 'UnauthorizedOperation.NoPermission' },
  LOST,
]

const SAFETY_FAILURES: readonly [SafetyFailure, ...SafetyFailure[]] = [
  { why: 'withheld', waitedSeconds: 7 },
  { why: 'refused', fault: REFUSED_FOR_NOW },
  { why: 'not_found', reads: 5, seconds: 120 },
  { why: 'several', snapshotIds: [] },
  { why: 'creation_failed', snapshotState: 'CREATING', percent: 60 },
  { why: 'vanished' },
  { why: 'too_slow', minutes: 30, percent: null },
  { why: 'unreadable', fault: LOST, minutes: 30 },
  { why: 'too_late' },
]

/** What is tried, as a content for this request. */
export const contentOf = (attempt: Try, request: RollbackRequest | null, at: number): EntryContent => {
  const { who, which, other } = attempt
  const kind = attempt.kind ?? pick(ONWARD[request?.phase ?? 'submitted'], other)
  const by = pick(PEOPLE, who)
  const attempts = request?.attempts ?? []
  // Mostly the newest attempt's, at times an older one's or nobody's.
  const attemptId =
    pick([attempts.at(-1), attempts.at(-1), attempts.at(-1), attempts.at(0), undefined], which)?.attemptId ??
    'no-attempt'
  const cloudRequestId = pick(['cloud-1', 'cloud-2'], other)
  const safetyId = which % 6 === 0 ? 'no-safety' : (request?.safety?.safetyId ?? 'no-safety')
  // Mostly the one that is known.
  const snapshotId = pick([request?.safety?.snapshotId, request?.safety?.snapshotId, 'lhsnap-2'], who) ?? 'lhsnap-1'
  const fault = pick(refusals, which)
  switch (kind) {
    case 'submitted': {
      const { region, instance, snapshot, reason } = FACTS
      const { instanceId, name: instanceName } = instance
      const { snapshotId } = snapshot
      const asked = { requester: PEOPLE[0], region, instanceId, instanceName, snapshotId, reason, viewId: null }
      const options = pick([{}, { options: { dryRun: false, safetySnapshot: true } }], which)
      return { kind, data: { ...asked, ...options } }
    }
    case 'rejected':
      return { kind, data: { rejection: { kind: 'cloud', fault } } }
    case 'opened': {
      const requestId = which % 5 === 0 ? 'another-request' : (request?.requestId ?? '')
      // Mostly as it was submitted.
      const options = other % 8 === 0 ? { dryRun: false } : request?.submission.options
      const facts = { ...FACTS, requestId, ...(options !== undefined && { options }) }
      const decideBy = new Date(at + pick([60, 600, 1800], other) * SECOND).toISOString()
      const approvalsRequired = pick([1, 1, 2, 3], which)
      return {
        kind,
        data: { facts, digest: digestOf(facts), findings: [], approvalsRequired, decideBy, approvalTtlSeconds: 900 },
      }
    }
    case 'approved':
      return { kind, data: { by } }
    case 'denied':
      return { kind, data: { by, reason: 'no' } }
    case 'cancelled':
      return { kind, data: { by } }
    case 'expired':
      return { kind, data: { waitedFor: pick(['decision', 'start'], which) } }
    case 'checked':
      return { kind, data: { findings: [], instanceState: 'RUNNING' } }
    case 'safety_intended':
      return { kind, data: { safetyId: `safety-${at}`, name: 'keeper-R', before: ['lhsnap-0'] } }
    case 'safety_withheld':
      return { kind, data: { safetyId, waitedSeconds: 7 } }
    case 'safety_accepted':
      return { kind, data: { safetyId, snapshotId, cloudRequestId } }
    case 'safety_refused':
      return { kind, data: { safetyId, fault } }
    case 'safety_lost':
      return { kind, data: { safetyId, why: pick(['no_answer', 'restart'], other), detail: '' } }
    case 'safety_found':
      return { kind, data: { snapshotId: pick(['lhsnap-1', 'lhsnap-1', 'lhsnap-0'], which) } }
    case 'safety_ready':
      return { kind, data: { snapshotId, createdTime: null } }
    case 'apply_intended': {
      const attempt = Math.max(1, attempts.length + pick([1, 1, 1, 0, 2], which))
      return { kind, data: { attempt, attemptId: `attempt-${attempts.length + 1}-${at}`, baseline: [] } }
    }
    case 'apply_withheld':
      return { kind, data: { attemptId, waitedSeconds: 7 } }
    case 'apply_accepted':
      return { kind, data: { attemptId, cloudRequestId } }
    case 'apply_refused':
      return { kind, data: { attemptId, fault } }
    case 'answer_lost':
      return { kind, data: { attemptId, why: pick(['no_answer', 'restart'], other), detail: '' } }
    case 'rollback_found':
      return { kind, data: { cloudRequestId, differs: which % 2 === 0 } }
    case 'cloud_unreadable':
      return { kind, data: { fault } }
    case 'cloud_readable':
    case 'released':
      return { kind, data: {} }
    case 'rolled_back':
      return { kind, data: { cloudRequestId } }
    case 'succeeded':
      return { kind, data: { cloudRequestId, instanceState: 'RUNNING', settled: which % 2 === 0 } }
    case 'rehearsed':
      return { kind, data: { calls: [] } }
    case 'failed':
      return {
        kind,
        data: {
          failure: pick<Failure>(
            [
              { cause: 'changed', changes: [] },
              { cause: 'check', findings: [] },
              { cause: 'safety', safety: pick(SAFETY_FAILURES, other) },
              { cause: 'safety', safety: pick(SAFETY_FAILURES, other) },
              { cause: 'withheld', waitedSeconds: 7 },
              { cause: 'refused', fault, foreign: null },
              { cause: 'reported', cloudRequestId, snapshotState: 'NORMAL' },
            ],
            which,
          ),
        },
      }
    case 'unconfirmed': {
      const holdUntil = new Date(at + pick([0, 5, 300], which) * SECOND).toISOString()
      return { kind, data: { doubt: { cause: 'snapshot_vanished' }, holdUntil } }
    }
    case 'outcome_learned':
      return {
        kind,
        data: {
          outcome: pick<Outcome>(
            [
              { kind: 'accepted', attemptId, cloudRequestId },
              { kind: 'refused', attemptId, fault },
              { kind: 'rollback_seen', cloudRequestId, percent: 40 },
              { kind: 'rollback_succeeded', cloudRequestId },
              { kind: 'rollback_failed', cloudRequestId: null },
              { kind: 'safety_accepted', safetyId, snapshotId, cloudRequestId },
              { kind: 'safety_refused', safetyId, fault },
            ],
            which,
          ),
        },
      }
  }
}

/** A step of a life: the request before, what was tried, and the request after, null where it was refused. */
export type Step = {
  readonly before: RollbackRequest | null
  readonly entry: Entry
  readonly after: RollbackRequest | null
}

/** Everything that was tried in a life, in order. A life begins with its submission. */
export const live = (attempts: readonly Try[]): readonly Step[] => {
  const steps: Step[] = []
  let request: RollbackRequest | null = null
  let at = NOW
  // Half of the lives ask for a safety snapshot.
  const which = attempts[0]?.which ?? 0
  for (const attempt of [{ kind: 'submitted', after: 0, who: 0, which, other: 0 } as const, ...attempts]) {
    at += attempt.after
    const content = contentOf(attempt, request, at)
    const position = { requestId: 'R-2026-11-23-1', seq: (request?.seq ?? 0) + 1, at, actor: BOT_ACTOR }
    const entry: Entry = { ...content, ...position, hash: hashOf({ ...content, ...position }, request?.hash ?? '') }
    const after: RollbackRequest | null = fold(request, entry)
    steps.push({ before: request, entry, after })
    request = after ?? request
  }
  return steps
}

/** The entries that were taken. */
export const takenIn = (steps: readonly Step[]): readonly Entry[] =>
  steps.filter(({ after }) => after !== null).map(({ entry }) => entry)

/** The same lives in every run: a test that fails does so for everybody. */
export const SAME_LIVES = { seed: 20_261_123, numRuns: 1_000 } as const

/** Many random lives, lived once. */
export const LIVES: readonly (readonly Step[])[] = fc.sample(tries, SAME_LIVES).map(live)
