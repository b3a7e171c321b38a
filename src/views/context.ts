import type { KnownBlock } from '@slack/types'
import type { Language } from '../words/language.ts'
import { type Words, wordsFor } from '../words/words.ts'

/** Who reads, and when. */
export type Context = {
  readonly words: Words
  readonly language: Language
  /** Milliseconds since the UNIX epoch. */
  readonly now: number
  /** The reader's IANA time zone, for plain text only; UTC where it is unknown. */
  readonly timeZone?: string | null
}

export const contextFor = (language: Language, now: number, timeZone: string | null = null): Context => ({
  words: wordsFor(language),
  language,
  now,
  timeZone,
})

/** A message as `chat.postMessage`, `chat.update` and `chat.postEphemeral` take it. */
export type ChannelMessage = { text: string; blocks: KnownBlock[] }
