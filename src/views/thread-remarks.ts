import { adviceFor } from '../services/lighthouse/catalogue.ts'
import type { Entry } from '../services/rollback/entry.ts'
import { MAX_ATTEMPTS } from '../services/rollback/passing-refusals.ts'
import type { RollbackRequest } from '../services/rollback/request.ts'
import { isToldWithNext } from '../services/rollback/tellings.ts'
import { account, faultFacts, faultWords } from './account.ts'
import type { Context } from './context.ts'
import { SEVERITY_EMOJI, STATE_EMOJI } from './emoji.ts'
import { fallbackSentence } from './rich.ts'
import { headedAccount, type ThreadPart } from './thread-part.ts'

/** A refusal after which the rollback is tried again; any other one is told by the end. */
export const refusedParts = (
  request: RollbackRequest,
  entry: Extract<Entry, { kind: 'apply_refused' }>,
  context: Context,
): readonly ThreadPart[] => {
  if (isToldWithNext(entry, request)) return []
  const words = context.words.thread.refusedForNow
  const error = faultWords(entry.data.fault, context)
  const number = request.attempts.find(({ attemptId }) => attemptId === entry.data.attemptId)?.attempt
  const told = account({
    what: [error.what, ...(number === undefined ? [] : [context.words.thread.run.attempt(number, MAX_ATTEMPTS)])],
    facts: faultFacts(entry.data.fault, context, { instanceId: request.submission.instanceId, at: entry.at }),
    next: [words.next],
  })
  return [
    {
      headline: words.headline,
      fallback: fallbackSentence(error.what, context),
      blocks: headedAccount(STATE_EMOJI.refused, words.headline, told, context),
    },
  ]
}

/** Whether an entry came while the safety snapshot was waited for. */
const isSecuring = ({ safety }: RollbackRequest, { at, seq }: Entry): boolean =>
  safety !== null && at >= safety.intendedAt && (safety.ready === null || seq < safety.ready.seq)

/** Whether no rollback was under way when an entry came: the checks before the call were still to be made. */
const isChecking = ({ attempts }: RollbackRequest, { at }: Entry): boolean => {
  const answer = attempts.findLast(({ intendedAt }) => intendedAt <= at)?.answer
  return answer?.kind !== 'accepted' && answer?.kind !== 'lost'
}

/** What of these words fits an entry on whether the cloud can be read: to what end it was being read. */
const fitting = <Words>(
  request: RollbackRequest,
  entry: Entry,
  words: { readonly securing: Words; readonly checking: Words; readonly following: Words },
): Words => {
  if (isSecuring(request, entry)) return words.securing
  return isChecking(request, entry) ? words.checking : words.following
}

export const unreadableParts = (
  request: RollbackRequest,
  entry: Extract<Entry, { kind: 'cloud_unreadable' }>,
  context: Context,
): readonly ThreadPart[] => {
  const { headline, calm, checking, following } = context.words.thread.unreadable
  const securing = context.words.safety.thread.unreadable
  const { what, next } = fitting(request, entry, { securing, checking, following })
  const { fault } = entry.data
  const words = faultWords(fault, context)
  // Somebody has to mend what waiting alone does not, a missing permission for one.
  const steps = adviceFor(fault).retry === 'after_fix' ? [words.next, next] : [next, calm]
  const told = account({
    what: [what, words.what],
    facts: faultFacts(fault, context, { at: entry.at }),
    next: steps,
  })
  return [
    {
      headline,
      fallback: fallbackSentence(what, context),
      blocks: headedAccount(SEVERITY_EMOJI.warning, headline, told, context),
    },
  ]
}

export const readableParts = (request: RollbackRequest, entry: Entry, context: Context): readonly ThreadPart[] => {
  const { headline, checking, following } = context.words.thread.readable
  const what = fitting(request, entry, { securing: context.words.safety.thread.readable, checking, following })
  return [
    {
      headline,
      fallback: fallbackSentence(what, context),
      blocks: headedAccount(SEVERITY_EMOJI.note, headline, account({ what: [what] }), context),
    },
  ]
}
