import { leavesDoubt } from '../services/lighthouse/catalogue.ts'
import type { SafetyFailure, Stays } from '../services/rollback/entry.ts'
import { type RollbackRequest, wantsSafety, wasCalled } from '../services/rollback/request.ts'
import { safetyName } from '../services/rollback/safety.ts'
import { percentText } from '../words/durations.ts'
import { type Explanation, id, joined, type Sentence } from '../words/parts.ts'
import { type Account, account, type Circumstances, type Fact, faultFacts, faultName, faultWords } from './account.ts'
import type { Context } from './context.ts'
import { snapshotState } from './state-words.ts'

/** How a request ended that could not have its safety snapshot: nothing was rolled back, and why. */
export const unsecured = (request: RollbackRequest, failure: SafetyFailure, context: Context): Account => {
  const words = context.words.safety.failed
  if (failure.why === 'refused') {
    const error = faultWords(failure.fault, context)
    const what = leavesDoubt(failure.fault)
      ? [words.withError, error.what, words.mayExist(nameOf(request))]
      : [words.refused, error.what]
    return account({
      what,
      facts: faultFacts(failure.fault, context, circumstances(request)),
      next: [error.next],
    })
  }
  const { what, next } = explained(request, failure, context)
  return account({
    what: [words.lead, what],
    facts: [
      ...(failure.why === 'unreadable'
        ? faultFacts({ ...failure.fault, region: null }, context)
        : acceptedFact(request, context)),
      { label: context.words.ends.facts.instance, value: [id(request.submission.instanceId)] },
      { label: context.words.ends.facts.region, value: [id(request.submission.region)] },
    ],
    next: next === null ? [] : [next],
  })
}

/** The RequestId of the call that began the snapshot: what the cloud's support asks for. */
const acceptedFact = ({ safety }: RollbackRequest, { words }: Context): readonly Fact[] =>
  safety?.answer?.kind === 'accepted'
    ? [{ label: words.ends.facts.requestId, value: [id(safety.answer.cloudRequestId)] }]
    : []

const nameOf = ({ safety, requestId }: RollbackRequest) => id(safety?.name ?? safetyName(requestId))

const circumstances = ({ submission, safety }: RollbackRequest): Circumstances => ({
  instanceId: submission.instanceId,
  ...(safety?.answer && { at: safety.answer.at }),
})

const explained = (
  request: RollbackRequest,
  failure: Exclude<SafetyFailure, { why: 'refused' }>,
  { words, language }: Context,
): Explanation => {
  const { failed } = words.safety
  const percent = (value: number | null) => (value === null ? null : percentText(language, value))
  switch (failure.why) {
    case 'withheld':
      return failed.withheld(Math.round(failure.waitedSeconds))
    case 'not_found':
      return failed.notFound(nameOf(request), failure.reads, failure.seconds)
    case 'several': {
      const snapshotIds = failure.snapshotIds.slice(0, 5).map((snapshotId): Sentence => [id(snapshotId)])
      return failed.several(nameOf(request), joined(snapshotIds, words.marks.comma))
    }
    case 'creation_failed':
      return failed.creationFailed(percent(failure.percent))
    case 'vanished':
      return failed.vanished(nameOf(request))
    case 'too_slow':
      return failed.tooSlow(Math.round(failure.minutes), percent(failure.percent))
    case 'unreadable':
      return failed.unreadable(Math.round(failure.minutes))
    case 'too_late':
      return failed.tooLate
  }
}

/** What an end says of the safety snapshot beside its own account: that it stays, the quota, and who deletes it. */
export const withStays = (told: Account, request: RollbackRequest, context: Context): Account => {
  const { stays } = request
  if (stays === null) return told
  const words = context.words.safety.stays
  const isGone = stays.snapshot.kind === 'gone'
  const failure =
    request.end?.name === 'failed' && request.end.failure.cause === 'safety' ? request.end.failure.safety : null
  // The failure has said so already; and a state of a failed creation only misleads.
  const isTold = failure !== null && (isGone || failure.why === 'creation_failed')
  return {
    ...told,
    what: isTold ? told.what : [...told.what, staysSentence(request, stays, context)],
    facts: [
      ...told.facts,
      { label: words.label, value: [id(stays.name), ' ', id(stays.snapshotId)] },
      { label: words.quota, value: quotaSentence(stays, context) },
    ],
    // After a failed creation the next step is to delete it anyway.
    next: isGone || failure?.why === 'creation_failed' ? told.next : [...told.next, words.delete],
  }
}

const staysSentence = (request: RollbackRequest, { name, snapshot }: Stays, context: Context): Sentence => {
  const words = context.words.safety.stays
  switch (snapshot.kind) {
    case 'gone':
      return words.gone(id(name))
    case 'unreadable':
      return words.unreadable(id(name))
    case 'seen':
      if (snapshot.state !== 'NORMAL') return words.state(id(name), snapshotState(snapshot.state, context))
      return wasCalled(request) ? words.kept(id(name)) : words.keptUnused(id(name))
  }
}

const quotaSentence = ({ quota }: Stays, { words }: Context): Sentence => {
  const { left, quotaUnreadable } = words.safety.stays
  if (quota.kind === 'known') return [left(quota.available, quota.total)]
  return quotaUnreadable(faultName(quota.fault))
}

/** On the card: that a safety snapshot is taken first and how it is called, or that none is; nothing for old requests. */
export const safetyFact = (request: RollbackRequest, { words }: Context): Sentence | null => {
  if (request.submission.options?.safetySnapshot === undefined) return null
  const { fact } = words.safety
  if (!wantsSafety(request)) return [fact.none]
  const { snapshotId = null } = request.safety ?? {}
  const name = nameOf(request)
  if (snapshotId !== null) return [name, ' ', id(snapshotId)]
  // Once the request has ended, none is to be taken any more, whether or not one was begun.
  return request.end === null ? fact.planned(name) : fact.askedFor(name)
}
