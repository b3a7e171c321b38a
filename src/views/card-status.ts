import type { KnownBlock } from '@slack/types'
import { leavesDoubt } from '../services/lighthouse/catalogue.ts'
import { isPassingRefusal, MAX_ATTEMPTS } from '../services/rollback/passing-refusals.ts'
import { isDryRun, lastAttempt, type RollbackRequest, wantsSafety } from '../services/rollback/request.ts'
import { percentText } from '../words/durations.ts'
import { date, id, type Sentence, user } from '../words/parts.ts'
import { accountGroups, faultName } from './account.ts'
import { paragraph, rich } from './blocks.ts'
import type { Context } from './context.ts'
import { endAccount } from './end-account.ts'

/** Where the request stands in a sentence or two; after its end what happened and what to do. */
export const cardStatus = (request: RollbackRequest, context: Context): readonly KnownBlock[] => {
  const { end } = request
  if (end === null) {
    const dryRun = isDryRun(request) ? [context.words.card.dryRun.what] : []
    const sentences = [...dryRun, statusSentence(request, context), ...unreadable(request, context)]
    return paragraph(sentences, context)
  }
  const told = endAccount(request, end, context)
  const learned = request.learned.map((outcome) => learnedSentence(outcome, context))
  const hold = end.name === 'unconfirmed' ? [holdSentence(request, end.holdUntil, context)] : []
  const summary = { ...told, facts: [], next: [...told.next, ...learned, ...hold] }
  return accountGroups(summary, context).map((group) => rich(...group))
}

const statusSentence = (request: RollbackRequest, context: Context): Sentence => {
  const { status } = context.words.card
  switch (request.phase) {
    case 'awaiting_decision': {
      const missing = (request.opened?.approvalsRequired ?? 1) - request.approvals.length
      return status.awaitingDecision(missing, user(request.submission.requester))
    }
    case 'approved':
      if (isDryRun(request)) return context.words.card.dryRun.approved
      return (wantsSafety(request) ? context.words.safety.approved.card : status.approved)(date(request.beginBy ?? 0))
    case 'safety_sending':
    case 'safety_withheld':
    case 'safety_refused':
    case 'safety_looking':
    case 'safety_creating':
    case 'safety_ready':
      return context.words.safety.status[request.phase]
    case 'applying':
      return status.applying
    case 'withheld':
      return status.withheld
    case 'refused':
      return willBeTriedAgain(request) ? status.refusedForNow : status.refused
    case 'looking':
      return status.looking
    case 'rolling_back':
      return status.rollingBack
    case 'settling':
      return status.settling
    case 'submitted':
    case 'ended':
      return status.submitted
  }
}

/** Whether the last refusal was a passing one with attempts left. */
export const willBeTriedAgain = (request: RollbackRequest): boolean => {
  const answer = lastAttempt(request)?.answer
  if (answer?.kind !== 'refused' || answer.fault.kind !== 'refused') return false
  return isPassingRefusal(answer.fault.code) && request.attempts.length < MAX_ATTEMPTS
}

const unreadable = ({ unreadable: state }: RollbackRequest, context: Context): readonly Sentence[] =>
  state === null ? [] : [context.words.card.status.unreadable(date(state.since))]

const holdSentence = (request: RollbackRequest, holdUntil: number, { words }: Context): Sentence =>
  request.holdsInstance ? words.card.held(date(holdUntil)) : words.card.released

/** What was found out about an *unconfirmed* request after its end. */
export const learnedSentence = (outcome: RollbackRequest['learned'][number], context: Context): Sentence => {
  const { learned } = context.words.ends
  switch (outcome.kind) {
    case 'accepted':
      return learned.accepted(id(outcome.cloudRequestId))
    case 'refused': {
      const { fault } = outcome
      const words = leavesDoubt(fault) ? learned.refusedWithDoubt : learned.refused
      return words(faultName(fault))
    }
    case 'rollback_seen': {
      const percent = outcome.percent === null ? null : percentText(context.language, outcome.percent)
      return learned.rollback_seen(id(outcome.cloudRequestId), percent)
    }
    case 'rollback_succeeded':
      return learned.rollback_succeeded(id(outcome.cloudRequestId))
    case 'rollback_failed':
      return learned.rollback_failed(id(outcome.cloudRequestId))
    case 'safety_accepted':
      return context.words.safety.learned.accepted(id(outcome.snapshotId))
    case 'safety_refused': {
      const { fault } = outcome
      return context.words.safety.learned.refused(faultName(fault))
    }
  }
}
