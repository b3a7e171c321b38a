/** The languages that every word exists in. */
export const LANGUAGES = ['en', 'zh-CN'] as const
export type Language = (typeof LANGUAGES)[number]

/**
 * The language of a person.
 * @param slackLocale `locale` of `users.info` (such as `en-GB`, `zh-CN`, `zh-TW`); null where it is unknown
 * @param fallback for an unknown locale; a known one that is not Chinese reads English
 */
export const languageOf = (slackLocale: string | null, fallback: Language): Language => {
  if (slackLocale === null || slackLocale === '') return fallback
  return slackLocale.toLowerCase().startsWith('zh') ? 'zh-CN' : 'en'
}
