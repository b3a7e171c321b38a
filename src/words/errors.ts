import {
  adviceOfEntry,
  type ErrorAdvice,
  type ErrorCode,
  entryFor,
  type FaultEntry,
  type NoAnswerCase,
  type OWN_WORDS,
  type Purpose,
  purposeOf,
} from '../services/lighthouse/catalogue.ts'
import type { NoAnswerReason } from '../services/lighthouse/cloud-error.ts'
import type { CloudFault } from '../services/rollback/cloud-objects.ts'
import { errorsEn } from './errors-en.ts'
import { errorsZhCn } from './errors-zh-cn.ts'
import type { Language } from './language.ts'

/** An error for people: what it means here, and what to do next. Whole sentences, plain text. */
export type ErrorWords = { readonly what: string; readonly next: string }

type OtherPurpose = Exclude<Purpose, 'rollback'>

/** All words for errors of the cloud in one language. A missing one does not compile. */
export type ErrorVocabulary = {
  /** As a rollback meets them. */
  readonly codes: Readonly<Record<ErrorCode, ErrorWords>>
  /** Where a call for something else means something else by the same code. */
  readonly ownWords: {
    readonly [P in OtherPurpose]: Readonly<Record<(typeof OWN_WORDS)[P][number], ErrorWords>>
  }
  /** The next step of such a call where that of a rollback would mislead. */
  readonly nextInstead: Readonly<Record<OtherPurpose, string>>
  /** For a code that nobody has described yet. */
  readonly unknownCode: ErrorWords
  /** What happened where no readable answer came. */
  readonly noAnswer: Readonly<Record<NoAnswerReason, string>>
  /** What to do then. */
  readonly afterNoAnswer: Readonly<Record<NoAnswerCase, string>>
  /** Instead of that, where waiting does not help. */
  readonly missingCredentialsNext: string
}

const VOCABULARIES: Readonly<Record<Language, ErrorVocabulary>> = { en: errorsEn, 'zh-CN': errorsZhCn }

/** @returns the words for a fault in a language; an unknown code gets a general explanation, never a guess. */
export function errorWords(language: Language, fault: CloudFault): ErrorWords {
  const words = VOCABULARIES[language]
  const entry = entryFor(fault)
  const purpose = purposeOf(fault.action)
  if (entry.kind === 'no_answer') {
    const next = entry.reason === 'missing credentials' ? words.missingCredentialsNext : words.afterNoAnswer[entry.case]
    return { what: words.noAnswer[entry.reason], next }
  }
  if (purpose === 'rollback') return rollbackWords(words, entry)
  return ownWords(words, purpose, entry) ?? otherWords(words, purpose, entry)
}

type Refused = Exclude<FaultEntry, { kind: 'no_answer' }>

const rollbackWords = (words: ErrorVocabulary, entry: Refused): ErrorWords =>
  entry.kind === 'code' ? words.codes[entry.code] : words.unknownCode

const ownWords = (words: ErrorVocabulary, purpose: OtherPurpose, entry: Refused): ErrorWords | null => {
  const own: Readonly<Partial<Record<ErrorCode, ErrorWords>>> = words.ownWords[purpose]
  return entry.kind === 'code' ? (own[entry.code] ?? null) : null
}

const otherWords = (words: ErrorVocabulary, purpose: OtherPurpose, entry: Refused): ErrorWords => {
  const usual = rollbackWords(words, entry)
  return misleads(purpose, adviceOfEntry(entry)) ? { ...usual, next: words.nextInstead[purpose] } : usual
}

/** To look whether a rollback began says nothing to a question; to request again does not start an instance. */
const misleads = (purpose: OtherPurpose, { changed, retry }: ErrorAdvice): boolean =>
  changed === 'check' || (purpose === 'start' && (retry === 'later' || retry === 'safe'))
