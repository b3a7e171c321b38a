import type { RichTextElement, RichTextList } from '@slack/types'
import type { Finding } from '../services/rollback/findings.ts'
import { type Explanation, quoted, type Sentence } from '../words/parts.ts'
import type { Context } from './context.ts'
import { SEVERITY_EMOJI } from './emoji.ts'
import { LENGTHS, LIMITS } from './limits.ts'
import { clip } from './plain.ts'
import { emoji, line, plainSentence, richElements, text } from './rich.ts'
import { instanceState, snapshotState } from './state-words.ts'

/** What a finding means and what to do about it, in the reader's language. */
export const explain = (finding: Finding, context: Context): Explanation => {
  const { facts } = finding
  const state = facts['state']
  if (typeof state !== 'string') return context.words.findings[finding.code](facts, quoted(state))
  const isOfInstance = finding.code === 'instance_state'
  return context.words.findings[finding.code](facts, (isOfInstance ? instanceState : snapshotState)(state, context))
}

/** The finding in one plain text, for a field error or an option's description. */
export const findingText = (finding: Finding, context: Context, limit: number = LIMITS.fieldError): string =>
  clip(plainSentence(explain(finding, context).what, context), limit)

/** Findings as a list, each with the emoji of its severity; at most ten, then how many more there are. */
export const findingList = (findings: readonly Finding[], context: Context): RichTextList => {
  const items = findings.slice(0, LENGTHS.listed).map((finding) => line(...findingElements(finding, context)))
  const more = findings.length - items.length
  return {
    type: 'rich_text_list',
    style: 'bullet',
    elements: more > 0 ? [...items, line(...richElements(context.words.ends.more(more), context))] : items,
  }
}

const findingElements = (finding: Finding, context: Context): readonly RichTextElement[] => {
  const { what, next } = explain(finding, context)
  const advice: Sentence = next === null ? [] : [context.words.marks.gap, ...next]
  return [emoji(SEVERITY_EMOJI[finding.severity]), text(' '), ...richElements([...what, ...advice], context)]
}
