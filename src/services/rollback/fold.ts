import type { Entry, Failure, Outcome } from './entry.ts'
import { isSecured, mayFailSecuring, securing } from './fold-safety.ts'
import { starting } from './fold-start.ts'
import { isPassingRefusal, MAX_ATTEMPTS } from './passing-refusals.ts'
import {
  type Answer,
  type Attempt,
  type End,
  isDryRun,
  lastAttempt,
  type RollbackRequest,
  wantsSafety,
} from './request.ts'

/**
 * The one place where entries get their meaning: `(request, entry) → request`. A transition that is not written
 * here is refused with null; nothing else decides what may follow what.
 */
export const fold = (request: RollbackRequest | null, entry: Entry): RollbackRequest | null => {
  if (request === null) return entry.seq === 1 && entry.kind === 'submitted' ? begin(entry) : null
  if (entry.seq !== request.seq + 1 || entry.requestId !== request.requestId) return null
  const change = changeBy(request, entry)
  return change === null ? null : { ...request, ...change, seq: entry.seq, hash: entry.hash }
}

/** Folds all entries of a request; null where one of them does not follow from those before it. */
export const foldAll = (entries: readonly Entry[]): RollbackRequest | null => {
  let request: RollbackRequest | null = null
  for (const entry of entries) {
    request = fold(request, entry)
    if (request === null) return null
  }
  return request
}

const begin = (entry: Extract<Entry, { kind: 'submitted' }>): RollbackRequest => ({
  requestId: entry.requestId,
  seq: entry.seq,
  hash: entry.hash,
  phase: 'submitted',
  submittedAt: entry.at,
  submission: entry.data,
  opened: null,
  approvals: [],
  approvedAt: null,
  beginBy: null,
  checked: null,
  safety: null,
  attempts: [],
  following: null,
  unreadable: null,
  rolledBackAt: null,
  end: null,
  stays: null,
  learned: [],
  start: null,
  holdsInstance: !isDryRun({ submission: entry.data }),
})

type Change = Partial<RollbackRequest>

const changeBy = (request: RollbackRequest, entry: Entry): Change | null => {
  switch (request.phase) {
    case 'submitted':
      return whileSubmitted(request, entry)
    case 'awaiting_decision':
      return whileAwaitingDecision(request, entry)
    case 'safety_sending':
      return securing(request, entry)
    case 'safety_withheld':
    case 'safety_refused':
      return failedSecuring(request, entry)
    case 'safety_looking':
    case 'safety_creating':
      return securing(request, entry) ?? failedSecuring(request, entry) ?? readability(request, entry)
    case 'approved':
    case 'safety_ready':
    case 'refused':
      return securing(request, entry) ?? beforeCall(request, entry)
    case 'withheld':
      if (entry.kind === 'failed' && entry.data.failure.cause === 'withheld') return failed(entry)
      return securing(request, entry)
    case 'applying':
      return securing(request, entry) ?? whileApplying(request, entry)
    case 'looking':
    case 'rolling_back':
      return securing(request, entry) ?? whileFollowing(request, entry)
    case 'settling':
      return securing(request, entry) ?? whileSettling(request, entry)
    case 'ended':
      return afterEnd(request, entry)
  }
}

const ended = (end: End): Change => ({
  phase: 'ended',
  end,
  unreadable: null,
  holdsInstance: end.name === 'unconfirmed',
})

const failed = (entry: Extract<Entry, { kind: 'failed' }>): Change => ({
  ...ended({ name: 'failed', at: entry.at, failure: entry.data.failure }),
  stays: entry.data.stays ?? null,
})

const failedSecuring = (request: RollbackRequest, entry: Entry): Change | null => {
  if (entry.kind !== 'failed' || entry.data.failure.cause !== 'safety') return null
  return mayFailSecuring(request, entry.data.failure.safety) ? failed(entry) : null
}

const unconfirmed = ({ at, data }: Extract<Entry, { kind: 'unconfirmed' }>): Change => ({
  ...ended({ name: 'unconfirmed', at, doubt: data.doubt, holdUntil: Date.parse(data.holdUntil) }),
  stays: data.stays ?? null,
})

const expired = (entry: Extract<Entry, { kind: 'expired' }>): Change =>
  ended({ name: 'expired', at: entry.at, waitedFor: entry.data.waitedFor })

const whileSubmitted = (request: RollbackRequest, entry: Entry): Change | null => {
  if (entry.kind === 'rejected') return ended({ name: 'rejected', at: entry.at, rejection: entry.data.rejection })
  if (entry.kind !== 'opened') return null
  if (entry.data.facts.requestId !== request.requestId) return null
  const { options } = entry.data.facts
  if ((options?.dryRun === true) !== isDryRun(request)) return null
  if ((options?.safetySnapshot === true) !== wantsSafety(request)) return null
  return {
    phase: 'awaiting_decision',
    opened: { ...entry.data, decideBy: Date.parse(entry.data.decideBy), seq: entry.seq, at: entry.at },
  }
}

const whileAwaitingDecision = (request: RollbackRequest, entry: Entry): Change | null => {
  const { opened, submission } = request
  if (opened === null) return null
  switch (entry.kind) {
    case 'approved': {
      const { by } = entry.data
      if (by === submission.requester || entry.at > opened.decideBy) return null
      if (request.approvals.some((approval) => approval.by === by)) return null
      const approvals = [...request.approvals, { by, at: entry.at }]
      if (approvals.length < opened.approvalsRequired) return { approvals }
      const beginBy = entry.at + opened.approvalTtlSeconds * 1000
      return { phase: 'approved', approvals, approvedAt: entry.at, beginBy }
    }
    case 'denied':
      if (entry.data.by === submission.requester || entry.at > opened.decideBy) return null
      return ended({ name: 'denied', at: entry.at, by: entry.data.by, reason: entry.data.reason })
    case 'cancelled':
      return entry.data.by === submission.requester
        ? ended({ name: 'cancelled', at: entry.at, by: entry.data.by })
        : null
    case 'expired':
      return entry.data.waitedFor === 'decision' && entry.at > opened.decideBy ? expired(entry) : null
    default:
      return null
  }
}

/** Approved and not called yet, or refused with a passing code and free for one more attempt. */
const beforeCall = (request: RollbackRequest, entry: Entry): Change | null => {
  switch (entry.kind) {
    case 'checked':
      return { checked: { ...entry.data, at: entry.at, seq: entry.seq } }
    case 'apply_intended':
      return intended(request, entry)
    case 'rehearsed':
      return mayBeRehearsed(request, entry.at)
        ? ended({ name: 'rehearsed', at: entry.at, calls: entry.data.calls })
        : null
    case 'failed':
      return mayFailBeforeCall(request, entry.data.failure) ? failed(entry) : null
    case 'expired': {
      const isLate = request.beginBy !== null && entry.at > request.beginBy
      return request.phase === 'approved' && entry.data.waitedFor === 'start' && isLate ? expired(entry) : null
    }
    default:
      return readability(request, entry)
  }
}

/** Without a call under way only what was approved, a check, the safety snapshot or the cloud's refusal can end a request. */
const mayFailBeforeCall = (request: RollbackRequest, failure: Failure): boolean => {
  if (failure.cause === 'safety') return mayFailSecuring(request, failure.safety)
  if (failure.cause === 'refused') return request.phase === 'refused'
  return failure.cause === 'changed' || failure.cause === 'check'
}

/** In the place of the first call that changes something. */
const mayBeRehearsed = (request: RollbackRequest, at: number): boolean =>
  isDryRun(request) && request.checked !== null && request.beginBy !== null && at <= request.beginBy

const intended = (request: RollbackRequest, entry: Extract<Entry, { kind: 'apply_intended' }>): Change | null => {
  const { attempt, attemptId, baseline } = entry.data
  if (isDryRun(request)) return null
  if (attempt !== request.attempts.length + 1 || attempt > MAX_ATTEMPTS) return null
  const previous = lastAttempt(request)
  if (previous === null) {
    if (request.beginBy === null || request.checked === null || !isSecured(request, entry.at)) return null
    // With a safety snapshot the first changing call was its creation.
    if (request.safety === null && entry.at > request.beginBy) return null
  } else {
    const { answer } = previous
    if (answer?.kind !== 'refused' || answer.fault.kind !== 'refused') return null
    if (!isPassingRefusal(answer.fault.code)) return null
    // A check in the very millisecond of the refusal may be the one before it.
    if (request.checked === null || request.checked.at <= answer.at) return null
  }
  const next: Attempt = { attempt, attemptId, intendedAt: entry.at, baseline, answer: null }
  return { phase: 'applying', attempts: [...request.attempts, next] }
}

const withAnswer = (request: RollbackRequest, attemptId: string, answer: Answer): readonly Attempt[] | null => {
  const attempt = lastAttempt(request)
  if (attempt === null || attempt.attemptId !== attemptId) return null
  if (attempt.answer !== null && attempt.answer.kind !== 'lost') return null
  return [...request.attempts.slice(0, -1), { ...attempt, answer }]
}

const accepted = (request: RollbackRequest, entry: Extract<Entry, { kind: 'apply_accepted' }>): Change | null => {
  const { attemptId, cloudRequestId } = entry.data
  const attempts = withAnswer(request, attemptId, { kind: 'accepted', cloudRequestId, at: entry.at })
  if (attempts === null) return null
  return { phase: 'rolling_back', attempts, following: { cloudRequestId, found: false, differs: false } }
}

const refused = (request: RollbackRequest, entry: Extract<Entry, { kind: 'apply_refused' }>): Change | null => {
  const { attemptId, fault } = entry.data
  const attempts = withAnswer(request, attemptId, { kind: 'refused', fault, at: entry.at })
  return attempts === null ? null : { phase: 'refused', attempts, following: null, rolledBackAt: null }
}

const whileApplying = (request: RollbackRequest, entry: Entry): Change | null => {
  switch (entry.kind) {
    case 'apply_accepted':
      return accepted(request, entry)
    case 'apply_refused':
      return refused(request, entry)
    case 'apply_withheld': {
      const { attemptId, waitedSeconds } = entry.data
      const attempts = withAnswer(request, attemptId, { kind: 'withheld', waitedSeconds, at: entry.at })
      return attempts === null ? null : { phase: 'withheld', attempts }
    }
    case 'answer_lost': {
      const { attemptId, why, detail } = entry.data
      const attempts = withAnswer(request, attemptId, { kind: 'lost', why, detail, at: entry.at })
      return attempts === null ? null : { phase: 'looking', attempts }
    }
    default:
      return null
  }
}

const whileFollowing = (request: RollbackRequest, entry: Entry): Change | null => {
  switch (entry.kind) {
    case 'apply_accepted':
      return accepted(request, entry)
    case 'apply_refused':
      return refused(request, entry)
    case 'rollback_found': {
      const { cloudRequestId, differs } = entry.data
      return { phase: 'rolling_back', following: { cloudRequestId, found: true, differs } }
    }
    case 'rolled_back':
      return request.phase === 'rolling_back' ? { phase: 'settling', rolledBackAt: entry.at, unreadable: null } : null
    case 'failed':
      return request.phase === 'rolling_back' && entry.data.failure.cause === 'reported' ? failed(entry) : null
    case 'unconfirmed':
      return unconfirmed(entry)
    default:
      return readability(request, entry)
  }
}

const whileSettling = (request: RollbackRequest, entry: Entry): Change | null => {
  if (entry.kind === 'apply_accepted') {
    // The answer to our own call, later than the rollback it started: worth keeping, changes nothing else.
    const { attemptId, cloudRequestId } = entry.data
    const attempts = withAnswer(request, attemptId, { kind: 'accepted', cloudRequestId, at: entry.at })
    return attempts === null ? null : { attempts }
  }
  // The rollback that was found was not ours after all: the cloud refused the call.
  if (entry.kind === 'apply_refused') return refused(request, entry)
  if (entry.kind !== 'succeeded') return readability(request, entry)
  const { instanceState, settled, stays = null } = entry.data
  return { ...ended({ name: 'succeeded', at: entry.at, instanceState, settled }), stays }
}

const readability = (request: RollbackRequest, entry: Entry): Change | null => {
  if (entry.kind === 'cloud_unreadable' && request.unreadable === null)
    return { unreadable: { since: entry.at, fault: entry.data.fault } }
  if (entry.kind === 'cloud_readable' && request.unreadable !== null) return { unreadable: null }
  return null
}

/** What is found later about a call that was sent, and the start of an instance; neither changes the end. */
const afterEnd = (request: RollbackRequest, entry: Entry): Change | null => {
  if (entry.kind === 'outcome_learned' && mayBeLearned(request, entry.data.outcome)) {
    return { learned: [...request.learned, { ...entry.data.outcome, at: entry.at }] }
  }
  if (entry.kind === 'released' && mayRelease(request, entry.at)) return { holdsInstance: false }
  return starting(request, entry)
}

/** Only of a call that was sent, or may have been, something can be learned. */
const mayBeLearned = ({ attempts, safety }: RollbackRequest, { kind }: Outcome): boolean =>
  kind === 'safety_accepted' || kind === 'safety_refused' ? safety?.answer?.kind === 'lost' : attempts.length > 0

/** An *unconfirmed* request keeps its instance until no call of its own can take effect any more. */
const mayRelease = ({ end, holdsInstance }: RollbackRequest, at: number): boolean =>
  end?.name === 'unconfirmed' && holdsInstance && at >= end.holdUntil
