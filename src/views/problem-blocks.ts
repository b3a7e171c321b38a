import type { KnownBlock } from '@slack/types'
import { id } from '../words/parts.ts'
import { type Account, account, accountGroups, faultFacts, faultWords } from './account.ts'
import type { Problem } from './answer.ts'
import { rich } from './blocks.ts'
import type { Context } from './context.ts'
import { rejected } from './end-account.ts'
import { linkButton } from './link-button.ts'
import { refusalAccount } from './refusal-blocks.ts'
import { line, text } from './rich.ts'

/** Our own words for a problem, as a headline. */
export const problemHeadline = (problem: Problem, { words }: Context): string => {
  switch (problem.kind) {
    case 'rejected':
      return problem.rejection.kind === 'cloud' ? words.modal.problem.cloud : words.modal.problem.rejected
    case 'cloud':
      return words.modal.problem.cloud
    case 'instance_taken':
      return words.answers.problem.taken.headline
    case 'refused':
      return words.answers.mayNotRequest
    case 'unexpected':
      return words.answers.unexpected.headline
  }
}

/** Why a submitted request did not become a card: what is wrong, the facts, what to do. */
export const problemBlocks = (problem: Problem, context: Context): readonly KnownBlock[] => {
  const told = problemAccount(problem, context)
  const { nothing } = context.words.modal.problem
  const [what = [], ...paragraphs] = accountGroups({ ...told, next: [nothing, ...told.next] }, context)
  const headline = line(text(problemHeadline(problem, context), { bold: true }))
  const link =
    problem.kind === 'instance_taken' && problem.link !== null
      ? linkButton(context.words.modal.openRequestLink, problem.link)
      : []
  return [rich(headline, ...what), ...paragraphs.map((paragraph) => rich(...paragraph)), ...link]
}

const problemAccount = (problem: Problem, context: Context): Account => {
  switch (problem.kind) {
    case 'rejected':
      return rejected(problem.rejection, context)
    case 'cloud': {
      const { what, next } = faultWords(problem.fault, context)
      return account({ what: [what], facts: faultFacts(problem.fault, context), next: [next] })
    }
    case 'instance_taken': {
      const { what, next } = context.words.answers.problem.taken
      return account({ what: [what], next: [next] })
    }
    case 'refused':
      return refusalAccount(problem.refusal, context)
    case 'unexpected': {
      const { what, next } = context.words.answers.unexpected
      return account({ what: [what(id(problem.errorId))], next: [next] })
    }
  }
}
