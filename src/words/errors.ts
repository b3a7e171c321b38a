import { type ErrorCode, entryFor, type NoAnswerCase } from '../services/lighthouse/catalogue.ts'
import type { NoAnswerReason } from '../services/lighthouse/cloud-error.ts'
import type { CloudFault } from '../services/rollback/cloud-objects.ts'
import { errorsEn } from './errors-en.ts'
import { errorsZhCn } from './errors-zh-cn.ts'
import type { Language } from './language.ts'

/** An error for people: what it means here, and what to do next. Whole sentences, plain text. */
export type ErrorWords = { readonly what: string; readonly next: string }

/** All words for errors of the cloud in one language. A missing one does not compile. */
export type ErrorVocabulary = {
  readonly codes: Readonly<Record<ErrorCode, ErrorWords>>
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
  switch (entry.kind) {
    case 'code':
      return words.codes[entry.code]
    case 'unknown_code':
      return words.unknownCode
    case 'no_answer':
      return {
        what: words.noAnswer[entry.reason],
        next: entry.reason === 'missing credentials' ? words.missingCredentialsNext : words.afterNoAnswer[entry.case],
      }
  }
}
