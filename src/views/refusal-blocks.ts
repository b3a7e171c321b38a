import type { KnownBlock } from '@slack/types'
import type { Refusal } from '../services/rollback/approval.ts'
import { type Explanation, quoted, user } from '../words/parts.ts'
import { type Account, account, accountElements } from './account.ts'
import type { RequestRefusal } from './answer.ts'
import { rich } from './blocks.ts'
import type { Context } from './context.ts'
import { line, text } from './rich.ts'

/** Why somebody may not request or decide, and whom to ask. */

export const refusalBlocks = (refusal: RequestRefusal, context: Context): readonly KnownBlock[] => [
  rich(
    line(text(context.words.answers.mayNotRequest, { bold: true })),
    ...accountElements(refusalAccount(refusal, context), context),
  ),
]

export const refusalAccount = (refusal: RequestRefusal, { words }: Context): Account => {
  const { requestRefusal } = words.answers
  return accountOf(
    refusal.why === 'person_unreadable'
      ? requestRefusal.person_unreadable(quoted(refusal.detail))
      : requestRefusal[refusal.why],
  )
}

export const decisionRefusalAccount = (refusal: Refusal, { words }: Context): Account => {
  const { refusal: refusals } = words.answers
  if (refusal.why !== 'approvers_unknown') return accountOf(refusals[refusal.why])
  const source = refusal.source === 'channel' ? words.answers.theChannel : user(refusal.source)
  return accountOf(
    refusal.problem === 'empty'
      ? refusals.approversEmpty(source)
      : refusals.approversUnreadable(source, quoted(refusal.detail)),
  )
}

const accountOf = ({ what, next }: Explanation): Account => account({ what: [what], next: next === null ? [] : [next] })
