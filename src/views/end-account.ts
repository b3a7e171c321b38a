import { leavesDoubt, lostCall } from '../services/lighthouse/catalogue.ts'
import type { Doubt, Failure } from '../services/rollback/entry.ts'
import { isRollableState } from '../services/rollback/preflight.ts'
import { type End, lastAttempt, type RollbackRequest, runningSince } from '../services/rollback/request.ts'
import { safetyName } from '../services/rollback/safety.ts'
import { durationText, percentText } from '../words/durations.ts'
import { date, id, joined, type Sentence, user } from '../words/parts.ts'
import { type Account, account, type Fact, faultFacts, faultWords } from './account.ts'
import { canWorkLater } from './after-end.ts'
import type { Context } from './context.ts'
import { unsecured, withStays } from './safety-account.ts'
import { downFor, startSentence } from './start-account.ts'
import { instanceState, snapshotState } from './state-words.ts'

/** How a request ended: what happened, whether anything was changed, and what to do. */
export const endAccount = (request: RollbackRequest, end: End, context: Context): Account =>
  withStays(ownAccount(request, end, context), request, context)

const ownAccount = (request: RollbackRequest, end: End, context: Context): Account => {
  const { ends } = context.words
  switch (end.name) {
    case 'succeeded':
      return succeeded(request, end, context)
    case 'rehearsed':
      return rehearsed(request, end.calls, context)
    case 'failed':
      return failed(request, end.failure, context)
    case 'unconfirmed':
      return unconfirmed(request, end.doubt, context)
    case 'denied':
      return account({ what: [ends.denied(user(end.by))], quoted: end.reason, next: [ends.deniedNext] })
    case 'expired':
      return account({ what: [ends.expired[end.waitedFor]], next: [ends.expired.next] })
    case 'cancelled':
      return account({ what: [ends.cancelled(user(end.by))], next: [ends.cancelledNext] })
    case 'rejected':
      return rejected(end.rejection, context)
  }
}

const rehearsed = (request: RollbackRequest, calls: readonly string[], context: Context): Account => {
  const { what, would, next } = context.words.ends.rehearsed
  const { instanceId, snapshotId, region } = request.submission
  return account({
    what: [
      what,
      ...calls.map((call) => {
        const named = call === 'CreateInstanceSnapshot' ? safetyName(request.requestId) : snapshotId
        return would(id(call), id(instanceId), id(named))
      }),
    ],
    facts: [{ label: context.words.ends.facts.region, value: [id(region)] }],
    next: [next],
  })
}

const succeeded = (request: RollbackRequest, end: Extract<End, { name: 'succeeded' }>, context: Context): Account => {
  const words = context.words.ends.succeeded
  const duration = durationText(context.language, (request.rolledBackAt ?? end.at) - (runningSince(request) ?? end.at))
  const state = end.instanceState === null ? null : instanceState(end.instanceState, context)
  const instance = state === null ? words.stateUnknown : end.settled ? words.state(state) : words.notSettled(state)
  return account({
    what: [
      words.what(duration),
      ...idSentences(request, context),
      joined([...(hasStarted(request) ? [] : [instance]), comparison(request, end, context)], context.words.marks.gap),
    ],
    facts: runFacts(request, context),
    checks: words.checks,
  })
}

/** Whether it was found running after somebody asked for its start: how the rollback left it is no state any more. */
const hasStarted = ({ start }: RollbackRequest): boolean =>
  start?.ended?.outcome === 'running' || start?.ended?.outcome === 'already_running'

/** The instance's state before and after; what became of it since, where it was started again. */
const comparison = (request: RollbackRequest, end: Extract<End, { name: 'succeeded' }>, context: Context): Sentence => {
  const words = context.words.ends.succeeded
  const wasRunning = request.checked?.instanceState === 'RUNNING'
  if (!end.settled) return []
  if (end.instanceState === 'RUNNING' && wasRunning) return words.down(downFor(request, end.at, context))
  if (end.instanceState !== 'STOPPED') return []
  if (!wasRunning) return words.stoppedBefore
  return startSentence(request, context) ?? words.leftStopped
}

/** Says so where the rollback that was followed is not the one the call was answered with. */
const idSentences = (request: RollbackRequest, context: Context): readonly Sentence[] => {
  const { following } = request
  if (following?.found !== true) return []
  const answer = lastAttempt(request)?.answer
  const words = context.words.ends.succeeded
  if (answer?.kind !== 'accepted') return [words.found(id(following.cloudRequestId))]
  if (answer.cloudRequestId === following.cloudRequestId) return []
  return [words.differs(id(answer.cloudRequestId), id(following.cloudRequestId))]
}

/** The RequestId under which the cloud ran it, where, and when the call was sent. */
const runFacts = (request: RollbackRequest, context: Context): readonly Fact[] => {
  const labels = context.words.ends.facts
  const attempt = lastAttempt(request)
  const answer = attempt?.answer
  const sentAt = attempt?.intendedAt
  const requestId = request.following?.cloudRequestId ?? (answer?.kind === 'accepted' ? answer.cloudRequestId : null)
  return [
    ...(requestId === null ? [] : [{ label: labels.requestId, value: [id(requestId)] }]),
    { label: labels.instance, value: [id(request.submission.instanceId)] },
    { label: labels.region, value: [id(request.submission.region)] },
    ...(sentAt === undefined ? [] : [{ label: labels.sent, value: [date(sentAt)] }]),
  ]
}

const failed = (request: RollbackRequest, failure: Failure, context: Context): Account => {
  const { ends } = context.words
  switch (failure.cause) {
    case 'changed':
      return account({
        what: [ends.failed.changed.what, nothingChanged(request, context)],
        changes: failure.changes,
        next: [nextAfterChange(failure, context)],
      })
    case 'check':
      return account({
        what: [ends.failed.check.what, nothingChanged(request, context)],
        findings: failure.findings,
        // What lasts has its next step in the finding itself.
        next: canWorkLater(failure) ? [ends.failed.check.next] : [],
      })
    case 'safety':
      return unsecured(request, failure.safety, context)
    case 'withheld': {
      const { what, next } = ends.failed.withheld(durationText(context.language, failure.waitedSeconds * 1000))
      return account({ what: [what, nothingChanged(request, context)], next: next === null ? [] : [next] })
    }
    case 'refused':
      return refused(request, failure, context)
    case 'reported':
      return account({
        what: [ends.failed.reported.what, ends.failed.reported.changed(snapshotState(failure.snapshotState, context))],
        facts: runFacts(request, context),
        next: [ends.failed.reported.next],
      })
  }
}

const nextAfterChange = (failure: Extract<Failure, { cause: 'changed' }>, { words }: Context): Sentence => {
  const { next, otherState, otherDisk } = words.ends.failed.changed
  if (!canWorkLater(failure)) return otherDisk
  return failure.changes.some(({ fact, after }) => fact === 'instance_state' && !isRollableState(after))
    ? otherState
    : next
}

/** Holds for every attempt: an earlier one may have been refused by a code that leaves a doubt. */
const nothingChanged = (request: RollbackRequest, context: Context): Sentence => {
  const isDoubtful = request.attempts.some(({ answer }) => answer?.kind === 'refused' && leavesDoubt(answer.fault))
  const { ends } = context.words
  return isDoubtful ? ends.failed.refused.earlierMayHaveBegun : ends.nothingChanged
}

const refused = (
  request: RollbackRequest,
  { fault, foreign }: Extract<Failure, { cause: 'refused' }>,
  context: Context,
): Account => {
  const words = context.words.ends.failed.refused
  const error = faultWords(fault, context)
  const answeredAt = lastAttempt(request)?.answer?.at
  const isDoubtful = leavesDoubt(fault)
  return account({
    what: [
      refusedAfter(request.attempts.length, isDoubtful, context),
      error.what,
      isDoubtful ? words.mayHaveBegun : words.nothingBegan,
      ...(foreign === null ? [] : [words.foreign(id(foreign.snapshotId), id(foreign.requestId))]),
    ],
    facts: faultFacts(fault, context, {
      instanceId: request.submission.instanceId,
      ...(answeredAt !== undefined && { at: answeredAt }),
    }),
    next: [error.next],
  })
}

/** A code that leaves a doubt is called an error, not a refusal: a refused call has done nothing. */
const refusedAfter = (attempts: number, isDoubtful: boolean, { words }: Context): Sentence => {
  const { what, whatEachTime, withError, withErrorEachTime } = words.ends.failed.refused
  if (attempts > 1) return isDoubtful ? withErrorEachTime(attempts) : whatEachTime(attempts)
  return isDoubtful ? withError : what
}

const unconfirmed = (request: RollbackRequest, doubt: Doubt, context: Context): Account => {
  const words = context.words.ends.unconfirmed
  const { region } = request.submission
  const answer = lastAttempt(request)?.answer
  const call =
    answer?.kind === 'lost' && answer.detail !== '' ? lostCall('ApplyInstanceSnapshot', region, answer.detail) : null
  const faults = [...(call === null ? [] : [call]), ...(doubt.cause === 'unreadable' ? [doubt.fault] : [])]
  return account({
    what: [words.lead, ...faults.map((fault) => faultWords(fault, context).what), doubtSentence(doubt, context)],
    facts: [
      ...faults.flatMap((fault) => faultFacts({ ...fault, region: null }, context)),
      ...runFacts(request, context),
    ],
    next: [words.next],
  })
}

const doubtSentence = (doubt: Doubt, context: Context): Sentence => {
  const words = context.words.ends.unconfirmed
  switch (doubt.cause) {
    case 'nothing_seen':
      return words.nothing_seen(doubt.reads, durationText(context.language, doubt.seconds * 1000))
    case 'unreadable':
      return words.unreadable(durationText(context.language, doubt.minutes * 60_000))
    case 'foreign':
      return words.foreign(id(doubt.foreign.snapshotId), id(doubt.foreign.requestId))
    case 'no_end':
      return words.no_end(
        durationText(context.language, doubt.minutes * 60_000),
        doubt.percent === null ? null : percentText(context.language, doubt.percent),
      )
    case 'snapshot_vanished':
      return words.snapshot_vanished
  }
}

/** Why a submission did not become a card. */
export const rejected = (rejection: Extract<End, { name: 'rejected' }>['rejection'], context: Context): Account => {
  if (rejection.kind === 'findings') return account({ findings: rejection.findings })
  const error = faultWords(rejection.fault, context)
  return account({ what: [error.what], facts: faultFacts(rejection.fault, context), next: [error.next] })
}
