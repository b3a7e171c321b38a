import type { Entry } from '../services/rollback/entry.ts'
import type { RollbackRequest } from '../services/rollback/request.ts'
import { date, joined, type Sentence, user } from '../words/parts.ts'
import { accountGroups } from './account.ts'
import { afterEndButtons } from './after-end.ts'
import { learnedSentence } from './card-status.ts'
import type { Context } from './context.ts'
import { STATE_EMOJI } from './emoji.ts'
import { endAccount } from './end-account.ts'
import { headline, stateEmoji } from './headline.ts'
import { LENGTHS } from './limits.ts'
import { fallbackSentence, sentenceLine } from './rich.ts'
import { headed, type ThreadPart } from './thread-part.ts'

/** The end of a request, told to its requester and approvers by name so that Slack notifies them. */
export const endParts = (request: RollbackRequest, context: Context): readonly ThreadPart[] => {
  const { end } = request
  if (end === null) return []
  const told = endAccount(request, end, context)
  const people = peopleOf(request, told.what)
  const hold: Sentence[] = end.name === 'unconfirmed' ? [context.words.card.held(date(end.holdUntil))] : []
  const [what = [], ...others] = accountGroups({ ...told, next: [...told.next, ...hold] }, context)
  const paragraphs = [...others, ...(people.length > 0 ? [[sentenceLine(people, context)]] : [])]
  return [
    {
      headline: headline(request, context),
      fallback: fallbackSentence([...joined(told.what, context.words.marks.gap), ' ', ...people], context).trimEnd(),
      blocks: [
        ...headed(stateEmoji(request), headline(request, context), what, ...paragraphs),
        ...afterEndButtons(request, context),
      ],
    },
  ]
}

/** The requester and everybody who approved, except those whom the sentences name already. */
const peopleOf = ({ submission, approvals }: RollbackRequest, named: readonly Sentence[] = []): Sentence => {
  const isNamed = (userId: string) =>
    named.flat().some((part) => typeof part === 'object' && part.kind === 'user' && part.userId === userId)
  return [submission.requester, ...approvals.map(({ by }) => by)]
    .filter((userId) => !isNamed(userId))
    .slice(0, LENGTHS.people)
    .flatMap((userId, index): Sentence => (index === 0 ? [user(userId)] : [' ', user(userId)]))
}

/** What was found out about an *unconfirmed* request after its end; told to the same people. */
export const learnedParts = (
  request: RollbackRequest,
  entry: Extract<Entry, { kind: 'outcome_learned' }>,
  context: Context,
): readonly ThreadPart[] => {
  const { learned } = context.words.ends
  const what = learnedSentence({ ...entry.data.outcome, at: entry.at }, context)
  const people = peopleOf(request)
  return [
    {
      headline: learned.headline,
      fallback: fallbackSentence([...what, ' ', ...people], context),
      blocks: headed(STATE_EMOJI.looking, learned.headline, [
        sentenceLine(what, context),
        sentenceLine(people, context),
      ]),
    },
  ]
}
