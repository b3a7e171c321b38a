import type { RollbackRequest } from '../services/rollback/request.ts'
import { date, id, joined, quoted, type Sentence, user } from '../words/parts.ts'
import { type Account, account, accountElements } from './account.ts'
import type { PrivateAnswer } from './answer.ts'
import { rich } from './blocks.ts'
import type { ChannelMessage, Context } from './context.ts'
import { fitMessage } from './fit-message.ts'
import { headline } from './headline.ts'
import { linkButton } from './link-button.ts'
import { problemBlocks, problemHeadline } from './problem-blocks.ts'
import { decisionRefusalAccount } from './refusal-blocks.ts'
import { fallbackSentence, line, text } from './rich.ts'

/** A message that only its reader sees: what became of their command or click, and what to do now. */
export const privateAnswer = (answer: PrivateAnswer, context: Context): ChannelMessage => {
  if (answer.kind === 'problem') return problemMessage(answer.problem, context)
  if (answer.kind === 'submitted') return submittedMessage(answer.link, context)
  const { title, told } = accountOf(answer, context)
  const first = fallbackSentence([...(told.what[0] ?? [])], context)
  return fitMessage({
    text: title + context.words.marks.colon + first,
    blocks: [rich(line(text(title, { bold: true })), ...accountElements(told, context))],
  })
}

const problemMessage = (problem: Extract<PrivateAnswer, { kind: 'problem' }>['problem'], context: Context) =>
  fitMessage({ text: problemHeadline(problem, context), blocks: [...problemBlocks(problem, context)] })

const submittedMessage = (url: string | null, context: Context): ChannelMessage => {
  const { answers, modal, marks } = context.words
  const told = accountElements(account({ what: [modal.submitted.what] }), context)
  const { headline: title } = answers.submitted
  return {
    text: title + marks.colon + fallbackSentence(modal.submitted.what, context),
    blocks: [rich(line(text(title, { bold: true })), ...told), ...(url === null ? [] : linkButton(answers.link, url))],
  }
}

type Told = { readonly title: string; readonly told: Account }
type Simple = Exclude<PrivateAnswer, { kind: 'problem' | 'submitted' }>

const tell = (title: string, what: Sentence, next: Sentence): Told => ({
  title,
  told: account({ what: [what], next: [next] }),
})

const accountOf = (answer: Simple, context: Context): Told => {
  const { answers } = context.words
  switch (answer.kind) {
    case 'may_not_decide':
      return { title: answers.mayNotDecide, told: decisionRefusalAccount(answer.refusal, context) }
    case 'may_not_start':
      return { title: answers.mayNotStart, told: decisionRefusalAccount(answer.refusal, context) }
    case 'start_not_now': {
      const { headline: title, asked, held, next } = answers.startNotNow
      return tell(title, answer.askedBy === null ? held : asked(user(answer.askedBy)), next)
    }
    case 'may_not_cancel': {
      const { headline: title, what, next } = answers.mayNotCancel
      return tell(title, what(user(answer.requester)), next)
    }
    case 'too_late':
      return tell(answers.tooLate.headline, insteadSentence(answer.request, context), answers.tooLate.next)
    case 'deadline_passed': {
      const { headline: title, what, next } = answers.deadline
      return tell(title, what(date(answer.decideBy)), next)
    }
    case 'digest_mismatch': {
      const { headline: title, what, next } = answers.digestMismatch
      return tell(title, what, next)
    }
    case 'unknown_request': {
      const { headline: title, what, next } = answers.unknownRequest
      return tell(title, what, next)
    }
    case 'person_unreadable': {
      const { headline: title, what, next } = answers.personUnreadable
      return tell(title, what(quoted(answer.detail)), next)
    }
    case 'modal_not_opened': {
      const { headline: title, what, next } = answers.modalNotOpened
      return tell(title, what, next)
    }
    case 'unexpected': {
      const { headline: title, what, next } = answers.unexpected
      return tell(title, what(id(answer.errorId)), next)
    }
  }
}

/** What happened instead of what the click asked for, and by whose decision. */
const insteadSentence = (request: RollbackRequest, context: Context): Sentence => {
  const { tooLate } = context.words.answers
  const { end, phase, approvals } = request
  if (end?.name === 'denied') return tooLate.denied(user(end.by))
  if (end?.name === 'cancelled') return tooLate.cancelled(user(end.by))
  if (end?.name === 'expired' && end.waitedFor === 'decision') return tooLate.expired
  if (end !== null) return tooLate.ended(headline(request, context))
  if (phase === 'awaiting_decision' || phase === 'submitted') return tooLate.waiting
  const people = approvals.map(({ by }): Sentence => [user(by)])
  return tooLate.approved(joined(people, context.words.marks.comma))
}
