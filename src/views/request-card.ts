import type { ActionsBlock, KnownBlock, RichTextSection } from '@slack/types'
import { shortDigest } from '../services/rollback/digest.ts'
import { isDryRun, type RollbackRequest, wantsSafety } from '../services/rollback/request.ts'
import { date, id, type Sentence, sentence, user } from '../words/parts.ts'
import { fact, factSentence, header, quote, rich } from './blocks.ts'
import { cardStatus } from './card-status.ts'
import type { ChannelMessage, Context } from './context.ts'
import { decisionButtons } from './decision-buttons.ts'
import { findingList } from './finding-lines.ts'
import { fitMessage } from './fit-message.ts'
import { headline, instanceSentence, snapshotSentence, stateEmoji } from './headline.ts'
import { ageAt, lossBlock, takenAt } from './loss.ts'
import { fallbackSentence, line, richElements, text } from './rich.ts'
import { safetyFact } from './safety-account.ts'
import { instanceState, regionSentence } from './state-words.ts'

/**
 * The message of a request: what is asked, what it takes away, who acted and where it stands. Depends on nothing but
 * the request, so that the same record always gives the same card. The buttons are there only while a decision is
 * awaited.
 */
export const requestCard = (request: RollbackRequest, context: Context): ChannelMessage => {
  const blocks: KnownBlock[] = [
    header(`:${stateEmoji(request)}: ${headline(request, context)}`),
    ...cardStatus(request, context),
    rich(...factLines(request, context)),
    rich(
      line(text(context.words.card.label.reason, { bold: true })),
      quote(request.opened?.facts.reason ?? request.submission.reason),
    ),
    ...riskBlocks(request, context),
    ...buttons(request, context),
  ]
  return fitMessage({ text: fallback(request, context), blocks })
}

const fallback = (request: RollbackRequest, context: Context): string => {
  const facts: Sentence = [context.words.marks.colon, ...instanceSentence(request), ' → ', ...snapshotSentence(request)]
  return headline(request, context) + fallbackSentence(facts, context)
}

const factLines = (request: RollbackRequest, context: Context): readonly RichTextSection[] => {
  const { label } = context.words.card
  const safety = safetyFact(request, context)
  return [
    factSentence(label.instance, instanceFact(request, context), context),
    factSentence(label.snapshot, snapshotFact(request, context), context),
    ...(safety === null ? [] : [factSentence(context.words.safety.option.label, safety, context)]),
    factSentence(label.requester, [user(request.submission.requester), ' · ', date(request.submittedAt)], context),
    ...approvalFacts(request, context),
    ...decisionFacts(request, context),
    ...(request.opened === null
      ? []
      : [fact(label.digest, richElements([id(shortDigest(request.opened.digest))], context))]),
  ]
}

const instanceFact = (request: RollbackRequest, context: Context): Sentence => {
  const where = [' · ', ...regionSentence(request.submission.region, context)]
  // What the state was at the request only misleads once the end tells what it has become.
  const isPast = request.opened === null || request.end !== null
  const state = isPast ? [] : [' · ', instanceState(request.opened.facts.instance.state, context)]
  return [...instanceSentence(request), ...where, ...state]
}

const snapshotFact = (request: RollbackRequest, context: Context): Sentence => {
  const { opened } = request
  const named = snapshotSentence(request)
  if (opened === null) return named
  const { createdTime } = opened.facts.snapshot
  const taken = takenAt(createdTime)
  const age = ageAt(createdTime, opened.at, context)
  const { card } = context.words
  return [...named, ' · ', ...(taken === null || age === null ? [card.takenUnknown] : card.taken(date(taken), age))]
}

const approvalFacts = (request: RollbackRequest, context: Context): readonly RichTextSection[] => {
  const { approvals, opened } = request
  if (opened === null) return []
  const { label, approvals: counted } = context.words.card
  const people = approvals.flatMap(({ by, at }): Sentence => sentence` · ${user(by)} ${date(at)}`)
  return [factSentence(label.approvals, [counted(approvals.length, opened.approvalsRequired), ...people], context)]
}

/** Who ended it, or until when it can be decided. */
const decisionFacts = (request: RollbackRequest, context: Context): readonly RichTextSection[] => {
  const { label } = context.words.card
  const { end, opened } = request
  if (end?.name === 'denied')
    return [factSentence(label.deniedBy, sentence`${user(end.by)} · ${date(end.at)}`, context)]
  if (end?.name === 'cancelled')
    return [factSentence(label.cancelledBy, sentence`${user(end.by)} · ${date(end.at)}`, context)]
  if (opened === null || request.phase !== 'awaiting_decision') return []
  return [factSentence(label.decideBy, [date(opened.decideBy)], context)]
}

/** What will be lost and what the checks found, for as long as that is still ahead; afterwards what is gone. */
const riskBlocks = (request: RollbackRequest, context: Context): readonly KnownBlock[] => {
  const { opened, end } = request
  if (opened === null) return []
  const { createdTime } = opened.facts.snapshot
  const taken = takenAt(createdTime)
  if (end?.name === 'succeeded') {
    if (taken === null) return []
    const { loss, safety } = context.words
    const gone = request.stays?.snapshot.kind === 'seen' ? safety.stays.only(date(taken)) : loss.gone(date(taken))
    return [rich(line(...richElements(gone, context)))]
  }
  if (end !== null) return []
  const lost = {
    createdTime,
    instanceState: opened.facts.instance.state,
    at: opened.at,
    isDryRun: isDryRun(request),
    isSecured: wantsSafety(request),
  }
  const findings = rich(
    line(text(context.words.card.label.findings, { bold: true })),
    findingList(opened.findings, context),
  )
  return [lossBlock(lost, context), ...(opened.findings.length > 0 ? [findings] : [])]
}

const buttons = (request: RollbackRequest, context: Context): readonly ActionsBlock[] =>
  request.phase === 'awaiting_decision' && request.opened !== null
    ? [decisionButtons(request.requestId, request.opened, context)]
    : []
