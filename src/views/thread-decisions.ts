import type { Entry } from '../services/rollback/entry.ts'
import { isDryRun, type RollbackRequest, wantsSafety } from '../services/rollback/request.ts'
import { type Sentence, user } from '../words/parts.ts'
import type { Context } from './context.ts'
import { STATE_EMOJI } from './emoji.ts'
import { fallbackSentence, sentenceLine } from './rich.ts'
import { headed, type ThreadPart } from './thread-part.ts'

/** An approval: whose, which of how many, and what comes next. */
export const decisionParts = (
  request: RollbackRequest,
  entry: Extract<Entry, { kind: 'approved' }>,
  context: Context,
): readonly ThreadPart[] => {
  const { thread, card } = context.words
  const required = request.opened?.approvalsRequired ?? 1
  const number = request.approvals.findIndex(({ by }) => by === entry.data.by) + 1
  const missing = required - number
  const by: Sentence = thread.approved.by(user(entry.data.by), card.approvals(number, required))
  const next: Sentence =
    missing > 0
      ? thread.approved.missing(missing)
      : isDryRun(request)
        ? thread.approved.enoughForDryRun
        : wantsSafety(request)
          ? context.words.safety.approved.thread
          : thread.approved.enough
  return [
    {
      headline: thread.approved.headline,
      fallback: fallbackSentence([...by, context.words.marks.gap, ...next], context),
      blocks: headed(STATE_EMOJI.approved, thread.approved.headline, [
        sentenceLine(by, context),
        sentenceLine(next, context),
      ]),
    },
  ]
}
