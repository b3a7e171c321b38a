import { english } from './en/english.ts'
import type { Language } from './language.ts'
import { chinese } from './zh-cn/chinese.ts'

/** All words, by subject. A word that another language lacks does not compile. */
export type Words = typeof english

const WORDS: Readonly<Record<Language, Words>> = { en: english, 'zh-CN': chinese }

export const wordsFor = (language: Language): Words => WORDS[language]
