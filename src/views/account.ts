import type { RichTextBlockElement } from '@slack/types'
import { seenDetail } from '../services/lighthouse/catalogue.ts'
import type { CloudFault } from '../services/rollback/cloud-objects.ts'
import type { ChangedFact } from '../services/rollback/entry.ts'
import type { Finding } from '../services/rollback/findings.ts'
import { errorWords } from '../words/errors.ts'
import { date, id, type Part, quoted, type Sentence, strong } from '../words/parts.ts'
import { bullets, factSentence, quote } from './blocks.ts'
import type { Context } from './context.ts'
import { findingList } from './finding-lines.ts'
import { LENGTHS } from './limits.ts'
import { sentenceLine } from './rich.ts'
import { changedFactLabel, instanceState } from './state-words.ts'

/** A fact of an account: its label and what it is. */
export type Fact = { readonly label: string; readonly value: Sentence }

/** What happened, the facts, and what to do: the order in which every message tells. */
export type Account = {
  readonly what: readonly Sentence[]
  /** What a person wrote about it. */
  readonly quoted: string | null
  readonly changes: readonly ChangedFact[]
  readonly findings: readonly Finding[]
  readonly facts: readonly Fact[]
  readonly next: readonly Sentence[]
  /** What a person should look at, after its heading. */
  readonly checks: { readonly heading: string; readonly list: readonly Sentence[] } | null
}

export const account = (parts: Partial<Account>): Account => ({
  what: [],
  quoted: null,
  changes: [],
  findings: [],
  facts: [],
  next: [],
  checks: null,
  ...parts,
})

/** An account in its three groups, each a paragraph of its own: what happened, the facts, what to do. */
export const accountGroups = (told: Account, context: Context): readonly (readonly RichTextBlockElement[])[] =>
  [
    [
      ...told.what.map((sentence) => sentenceLine(sentence, context)),
      ...(told.quoted === null ? [] : [quote(told.quoted)]),
      ...changeElements(told.changes, context),
      ...(told.findings.length > 0 ? [findingList(told.findings, context)] : []),
    ],
    told.facts.map(({ label, value }) => factSentence(label, value, context)),
    [
      ...told.next.map((sentence) => sentenceLine(sentence, context)),
      ...(told.checks === null
        ? []
        : [sentenceLine([strong(told.checks.heading)], context), bullets(told.checks.list, context)]),
    ],
  ].filter((group) => group.length > 0)

/** An account as the elements of one rich text, for a short answer. */
export const accountElements = (told: Account, context: Context): readonly RichTextBlockElement[] =>
  accountGroups(told, context).flat()

/** Old and new side by side. */
const changeElements = (changes: readonly ChangedFact[], context: Context): readonly RichTextBlockElement[] => {
  if (changes.length === 0) return []
  const { heading, line } = context.words.ends.changes
  const items = changes.slice(0, LENGTHS.listed).map(({ fact, before, after }): Sentence => {
    const worded = (value: string): Part => (fact === 'instance_state' ? instanceState(value, context) : quoted(value))
    return [changedFactLabel(fact, context), context.words.marks.colon, ...line(worded(before), worded(after))]
  })
  const more = changes.length - items.length
  const all = more > 0 ? [...items, context.words.ends.more(more)] : items
  return [sentenceLine([strong(heading)], context), bullets(all, context)]
}

/** Where and when a call met its fault, as far as it is known. */
export type Circumstances = { readonly instanceId?: string; readonly at?: number }

/**
 * The code, RequestId, instance, region, time and message of a fault; what came instead of an answer where there was
 * none.
 */
export const faultFacts = (
  fault: CloudFault,
  { words }: Context,
  { instanceId, at }: Circumstances = {},
): readonly Fact[] => {
  const { facts } = words.ends
  const where = [
    ...(instanceId === undefined ? [] : [{ label: facts.instance, value: [id(instanceId)] }]),
    ...(fault.region === null ? [] : [{ label: facts.region, value: [id(fault.region)] }]),
    ...(at === undefined ? [] : [{ label: facts.time, value: [date(at)] }]),
  ]
  if (fault.kind === 'no_answer') return [{ label: facts.answer, value: [quoted(seenDetail(fault.detail))] }, ...where]
  return [
    { label: facts.code, value: [id(fault.code)] },
    ...(fault.requestId === null ? [] : [{ label: facts.requestId, value: [id(fault.requestId)] }]),
    ...where,
    ...(fault.message.trim() === '' ? [] : [{ label: facts.message, value: [quoted(fault.message)] }]),
  ]
}

/** What a fault is known by in one word: its code, or what was seen instead of an answer. */
export const faultName = (fault: CloudFault): Part =>
  id(fault.kind === 'refused' ? fault.code : seenDetail(fault.detail))

/** What a fault of the cloud means and what to do, as sentences. */
export const faultWords = (fault: CloudFault, context: Context): { what: Sentence; next: Sentence } => {
  const { what, next } = errorWords(context.language, fault)
  return { what: [quoted(what)], next: [quoted(next)] }
}
