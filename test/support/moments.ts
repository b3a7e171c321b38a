import type { CloudFault } from '../../src/services/rollback/cloud-objects.ts'
import type { Doubt, Failure, Outcome, SafetyFailure, StartOutcome, Stays } from '../../src/services/rollback/entry.ts'
import { aRequest, CLOUD_REQUEST_ID, LOST, REFUSED_FOR_NOW, type RequestBuilder } from './requests.ts'

/** A request at every phase, end, cause and outcome there is, by name. `words` stands wherever text comes from outside. */
export const everyMoment = (
  text: string,
  options: Parameters<typeof aRequest>[0] = {},
): Readonly<Record<string, RequestBuilder>> => {
  // The ledger takes only well-formed text.
  const words = text.toWellFormed()
  const refusal = { ...REFUSED_FOR_NOW, message: words, code: 'UnauthorizedOperation.NoPermission' }
  const submitted = aRequest({ instanceName: words, snapshotName: words, reason: words, ...options }).submitted()
  const opened = submitted.opened()
  const required = opened.built.opened?.approvalsRequired ?? 1
  const approved = Array.from({ length: required }).reduce<RequestBuilder>(
    (request, _, index) => request.approved(`U0APPROVER${index}`),
    opened,
  )
  const accepted = approved.accepted()
  const stopped = accepted.succeeded({ instanceState: 'STOPPED' })
  const looking = approved.answerLost('restart')
  const unconfirmed = looking.unconfirmed({ cause: 'nothing_seen', reads: 60, seconds: 120 })
  return {
    submitted: submitted,
    'rejected by findings': submitted.rejected({
      kind: 'findings',
      findings: [{ code: 'instance_state', severity: 'blocking', facts: { state: words } }],
    }),
    'rejected by the cloud': submitted.rejected({ kind: 'cloud', fault: refusal }),
    'awaiting a decision': opened,
    approved: approved,
    'at the gate': approved.intended(),
    withheld: approved.withheld(),
    'refused for now': approved.refused({ ...REFUSED_FOR_NOW, message: words }),
    'refused for good': approved.refused(refusal),
    'second attempt running': approved.refused().accepted(),
    looking: looking,
    'rolling back': accepted,
    'found after a lost answer': looking.found(),
    'found under another id': accepted.found('another-id', true),
    unreadable: accepted.unreadable({ ...LOST, detail: words }),
    'readable again': accepted.unreadable().readable(),
    settling: accepted.rolledBack(),
    succeeded: accepted.succeeded(),
    'succeeded, stopped': stopped,
    ...startMoments(stopped, refusal, words),
    'succeeded, not settled': accepted.succeeded({ instanceState: words, settled: false }),
    'succeeded, instance unreadable': accepted.succeeded({ instanceState: null, settled: false }),
    'succeeded after a lost answer': looking.found().succeeded(),
    'succeeded under another id': accepted.found(words, true).succeeded(),
    ...dryRunMoments(words, options),
    ...safetyMoments(words, refusal, options),
    denied: opened.denied('U0BEN', words),
    cancelled: opened.cancelled(),
    'expired undecided': opened.expired('decision'),
    'expired unbegun': approved.expired('start'),
    ...Object.fromEntries(failuresOf(words, refusal).map((failure) => failedBy(failure, approved, accepted))),
    ...Object.fromEntries(doubtsOf(words).map((doubt) => [`unconfirmed: ${doubt.cause}`, looking.unconfirmed(doubt)])),
    ...Object.fromEntries(
      outcomesOf(refusal, words).map((outcome) => [`learned: ${outcome.kind}`, unconfirmed.learned(outcome)]),
    ),
    released: unconfirmed.released(),
  }
}

const dryRunMoments = (
  words: string,
  options: Parameters<typeof aRequest>[0],
): Readonly<Record<string, RequestBuilder>> => {
  const wanted = { instanceName: words, snapshotName: words, reason: words, ...options, approvalsRequired: 1 }
  const opened = aRequest({ ...wanted, dryRun: true }).opened()
  const approved = opened.approved('U0APPROVER0')
  return {
    'dry run awaiting a decision': opened,
    'dry run approved': approved,
    rehearsed: approved.checked().append({ kind: 'rehearsed', data: { calls: ['ApplyInstanceSnapshot'] } }),
  }
}

const stays = (words: string, snapshot: Stays['snapshot'], quota: Stays['quota']): Stays => ({
  snapshotId: words,
  name: words,
  snapshot,
  quota,
})

/** Every way a safety snapshot can go, and every end that it can be told with. */
const safetyMoments = (
  words: string,
  fault: CloudFault,
  options: Parameters<typeof aRequest>[0],
): Readonly<Record<string, RequestBuilder>> => {
  const wanted = { instanceName: words, snapshotName: words, reason: words, ...options, approvalsRequired: 1 }
  const opened = aRequest({ ...wanted, safetySnapshot: true }).opened()
  const approved = opened.approved('U0APPROVER0')
  const creating = approved.safetyAccepted()
  const lost = approved.safetyLost('restart')
  const ready = creating.secured()
  const seen = stays(words, { kind: 'seen', state: 'NORMAL' }, { kind: 'known', available: 2, total: 4 })
  const other = stays(words, { kind: 'seen', state: words }, { kind: 'unreadable', fault: { ...LOST, detail: words } })
  const gone = stays(words, { kind: 'gone' }, { kind: 'unreadable', fault })
  const unreadable = stays(words, { kind: 'unreadable', fault }, { kind: 'known', available: 0, total: 4 })
  const failed = (request: RequestBuilder, safety: SafetyFailure, kept?: Stays) =>
    request.failed({ cause: 'safety', safety }, kept)
  const notFound = failed(lost, { why: 'not_found', reads: 40, seconds: 120 })
  return {
    'safety: awaiting a decision': opened,
    'safety: approved': approved,
    'safety: at the gate': approved.safetyIntended(),
    'safety: withheld': approved.safetyWithheld(),
    'safety: refused': approved.safetyRefused(fault),
    'safety: looking': lost,
    'safety: not answered': approved.safetyLost(),
    'safety: found': lost.safetyFound(),
    'safety: creating': creating,
    'safety: unreadable': creating.unreadable({ ...LOST, detail: words }),
    'safety: readable again': creating.unreadable().readable(),
    'safety: ready': ready,
    'safety: refused late': lost
      .safetyFound()
      .secured()
      .append({ kind: 'safety_refused', data: { safetyId: 'safety-1', fault } }),
    'safety: rolling back': ready.accepted(),
    'safety: answer lost': ready.answerLost(),
    'safety: refused for now': ready.refused({ ...REFUSED_FOR_NOW, message: words }),
    'safety: succeeded': ready.accepted().succeeded({ stays: seen }),
    'safety: succeeded, quota unreadable': ready.accepted().succeeded({ stays: other }),
    'safety: succeeded, gone': ready.accepted().succeeded({ stays: gone }),
    'safety: succeeded, unreadable': ready.accepted().succeeded({ stays: unreadable }),
    'safety: reported': ready
      .accepted()
      .failed({ cause: 'reported', cloudRequestId: words, snapshotState: words }, seen),
    'safety: unconfirmed': ready.answerLost().unconfirmed({ cause: 'nothing_seen', reads: 60, seconds: 120 }, seen),
    'safety: stopped by a check': ready.failed({ cause: 'check', findings: [] }, seen),
    'safety failed: withheld': failed(approved.safetyWithheld(), { why: 'withheld', waitedSeconds: 7 }),
    'safety failed: refused': failed(approved.safetyRefused(fault), { why: 'refused', fault }),
    'safety failed: not_found': notFound,
    'safety failed: several': failed(lost, { why: 'several', snapshotIds: Array.from({ length: 12 }, () => words) }),
    'safety failed: creation_failed': failed(
      creating,
      { why: 'creation_failed', snapshotState: words, percent: 60 },
      stays(words, { kind: 'seen', state: 'CREATING' }, { kind: 'known', available: 1, total: 4 }),
    ),
    'safety failed: vanished': failed(creating, { why: 'vanished' }, gone),
    'safety failed: too_slow': failed(creating, { why: 'too_slow', minutes: 30, percent: 42 }, other),
    'safety failed: unreadable': failed(creating, { why: 'unreadable', fault: LOST, minutes: 30 }, unreadable),
    'safety failed: too_late': failed(ready, { why: 'too_late' }, seen),
    'safety learned: accepted': notFound.learned({
      kind: 'safety_accepted',
      safetyId: 'safety-1',
      snapshotId: words,
      cloudRequestId: CLOUD_REQUEST_ID,
    }),
    'safety learned: refused': notFound.learned({ kind: 'safety_refused', safetyId: 'safety-1', fault }),
  }
}

/** Every way the start of an instance can go that the rollback left stopped. */
const startMoments = (
  stopped: RequestBuilder,
  fault: CloudFault,
  words: string,
): Readonly<Record<string, RequestBuilder>> => {
  const startId = 'start-1'
  const requested = stopped.append({ kind: 'start_requested', data: { by: 'U0BEN' } }, { actor: 'U0BEN' })
  const intended = requested.append({ kind: 'start_intended', data: { startId } })
  const accepted = intended.append({ kind: 'start_accepted', data: { startId, cloudRequestId: CLOUD_REQUEST_ID } })
  const ended = (request: RequestBuilder, outcome: StartOutcome, instanceState: string | null = null) =>
    request.append({ kind: 'start_ended', data: { outcome, instanceState } })
  return {
    'start requested': requested,
    'start at the gate': intended,
    'start accepted': accepted,
    'start refused': intended.append({ kind: 'start_refused', data: { startId, fault } }),
    'start lost in a restart': intended.append({ kind: 'start_lost', data: { startId, why: 'restart', detail: '' } }),
    'start not answered': intended.append({ kind: 'start_lost', data: { startId, why: 'no_answer', detail: words } }),
    'start: running': ended(accepted, 'running', 'RUNNING'),
    'start: not running': ended(accepted, 'not_running', words),
    'start: unreadable': ended(accepted, 'not_running'),
    'start: missing': ended(requested, 'missing'),
    'start: already running': ended(requested, 'already_running', 'RUNNING'),
    'start: held': ended(requested, 'held', 'STOPPED'),
    'start: too late': ended(requested, 'too_late', 'STOPPED'),
  }
}

const failuresOf = (words: string, fault: CloudFault): readonly Failure[] => [
  {
    cause: 'changed',
    changes: [
      { fact: 'disk_size', before: '60', after: '80' },
      { fact: words, before: words, after: words },
    ],
  },
  { cause: 'check', findings: [{ code: 'instance_state', severity: 'blocking', facts: { state: words } }] },
  { cause: 'withheld', waitedSeconds: 7.3 },
  { cause: 'refused', fault, foreign: { snapshotId: words, requestId: null } },
  { cause: 'reported', cloudRequestId: words, snapshotState: words },
]

const failedBy = (
  failure: Failure,
  approved: RequestBuilder,
  accepted: RequestBuilder,
): readonly [string, RequestBuilder] => {
  const name = `failed: ${failure.cause}`
  if (failure.cause === 'reported') return [name, accepted.failed(failure)]
  if (failure.cause === 'withheld') return [name, approved.withheld(failure.waitedSeconds).failed(failure)]
  if (failure.cause === 'refused') return [name, approved.refused(failure.fault).failed(failure)]
  return [name, approved.failed(failure)]
}

const doubtsOf = (words: string): readonly Doubt[] => [
  { cause: 'nothing_seen', reads: 60, seconds: 120 },
  { cause: 'unreadable', fault: { ...LOST, detail: words }, minutes: 60 },
  { cause: 'foreign', foreign: { snapshotId: words, requestId: words } },
  { cause: 'no_end', minutes: 60, percent: 99 },
  { cause: 'snapshot_vanished' },
]

const outcomesOf = (fault: CloudFault, words: string): readonly Outcome[] => [
  { kind: 'accepted', attemptId: 'attempt-1', cloudRequestId: CLOUD_REQUEST_ID },
  { kind: 'refused', attemptId: 'attempt-1', fault },
  { kind: 'rollback_seen', cloudRequestId: words, percent: 40 },
  { kind: 'rollback_succeeded', cloudRequestId: CLOUD_REQUEST_ID },
  { kind: 'rollback_failed', cloudRequestId: null },
]
