import type {
  HeaderBlock,
  KnownBlock,
  PlainTextElement,
  RichTextBlock,
  RichTextBlockElement,
  RichTextElement,
  RichTextList,
  RichTextQuote,
} from '@slack/types'
import type { Sentence } from '../words/parts.ts'
import type { Context } from './context.ts'
import { LENGTHS, LIMITS } from './limits.ts'
import { clip, fewLines } from './plain.ts'
import { line, richElements, sentenceLine, text } from './rich.ts'

/** The blocks that views are made of. Text from outside reaches them only through `rich.ts` and `plain.ts`. */

/** @param limit Slack's limit for the place; what is longer is clipped */
export const plainText = (words: string, limit: number): PlainTextElement => ({
  type: 'plain_text',
  text: clip(words, limit),
  emoji: true,
})

/** Only for our own words: a header turns `:shortcodes:` into pictures. */
export const header = (words: string): HeaderBlock => ({ type: 'header', text: plainText(words, LIMITS.header) })

export const rich = (...elements: readonly RichTextBlockElement[]): RichTextBlock => ({
  type: 'rich_text',
  elements: [...elements],
})

/** One line of rich text for each sentence. */
export const paragraph = (sentences: readonly Sentence[], context: Context): KnownBlock[] => {
  const told = sentences.filter((sentence) => sentence.length > 0)
  return told.length === 0 ? [] : [rich(...told.map((sentence) => sentenceLine(sentence, context)))]
}

export const bullets = (sentences: readonly Sentence[], context: Context): RichTextList => ({
  type: 'rich_text_list',
  style: 'bullet',
  elements: sentences.map((sentence) => sentenceLine(sentence, context)),
})

/** A bold label and what it says: one line of facts. */
export const fact = (label: string, elements: readonly RichTextElement[]) =>
  line(text(label, { bold: true }), text('  '), ...elements)

export const factSentence = (label: string, sentence: Sentence, context: Context) =>
  fact(label, richElements(sentence, context))

/** What a person wrote, in their own lines. */
export const quote = (words: string): RichTextQuote => ({
  type: 'rich_text_quote',
  elements: [text(fewLines(words, LENGTHS.reason))],
})
