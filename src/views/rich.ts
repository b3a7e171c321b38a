import type { RichTextElement, RichTextSection } from '@slack/types'
import { momentText } from '../words/durations.ts'
import type { Language } from '../words/language.ts'
import { merged, type Part, type Sentence } from '../words/parts.ts'
import type { Context } from './context.ts'
import { isChannelId, isGroupId, isIdentifier, isUserId } from './identifiers.ts'
import { LENGTHS } from './limits.ts'
import { oneLine, withoutMarkup, withoutShortcodes } from './plain.ts'

/** Renders sentences: as rich text, as plain text, and as the fallback text of a message. */

/** Slack shows the reader's own time, day and language for these tokens. */
const DATE_FORMAT: Readonly<Record<Language, string>> = {
  en: '{date_short_pretty} at {time}',
  'zh-CN': '{date_short_pretty} {time}',
}

type Style = { bold?: boolean; code?: boolean; italic?: boolean }

const styled = (text: string, style: Style = {}): RichTextElement => ({
  type: 'text',
  text,
  ...(Object.keys(style).length > 0 && { style }),
})

export const richElements = (sentence: Sentence, context: Context): RichTextElement[] =>
  merged(sentence)
    .map((part) => richElement(part, context))
    .filter((element) => element.type !== 'text' || element.text !== '')

const richElement = (part: Part, context: Context): RichTextElement => {
  if (typeof part === 'string') return styled(part)
  switch (part.kind) {
    case 'quoted':
      return styled(oneLine(part.text, LENGTHS.cloudText))
    case 'name':
      return styled(oneLine(part.text, LENGTHS.name, context.words.card.unnamed), { bold: true })
    case 'strong':
      return styled(part.text, { bold: true })
    case 'id':
      return isIdentifier(part.text) ? styled(part.text, { code: true }) : styled(oneLine(part.text, LENGTHS.name))
    case 'user':
      return mention(part.userId)
    case 'date':
      return dateElement(part.at, context)
  }
}

/** People, groups and channels are named by their ids; Slack shows the name. */
const mention = (slackId: string): RichTextElement => {
  if (isUserId(slackId)) return { type: 'user', user_id: slackId }
  if (isGroupId(slackId)) return { type: 'usergroup', usergroup_id: slackId }
  if (isChannelId(slackId)) return { type: 'channel', channel_id: slackId }
  return styled(oneLine(slackId, LENGTHS.name))
}

/** Slack takes whole seconds; a time that no calendar holds is shown as missing. */
const dateElement = (at: number, context: Context): RichTextElement => {
  const timestamp = Math.floor(at / 1000)
  if (!Number.isFinite(timestamp) || timestamp <= 0 || timestamp > 9_999_999_999) return styled('—')
  return {
    type: 'date',
    timestamp,
    format: DATE_FORMAT[context.language],
    fallback: momentText(context.language, at, null),
  }
}

export const emoji = (shortcode: string): RichTextElement => ({ type: 'emoji', name: shortcode })
export const text = styled

export const line = (...elements: readonly RichTextElement[]): RichTextSection => ({
  type: 'rich_text_section',
  elements: [...elements],
})

export const sentenceLine = (sentence: Sentence, context: Context): RichTextSection =>
  line(...richElements(sentence, context))

/** A sentence for `plain_text`: without markup to begin with, and without emoji shortcodes from outside. */
export const plainSentence = (sentence: Sentence, context: Context): string =>
  sentence.map((part) => plainPart(part, context)).join('')

const plainPart = (part: Part, context: Context): string => {
  if (typeof part === 'string') return part
  switch (part.kind) {
    case 'date':
      return momentText(context.language, part.at, context.timeZone ?? null)
    case 'user':
      return oneLine(part.userId, LENGTHS.name)
    case 'strong':
      return part.text
    case 'name':
      return withoutShortcodes(oneLine(part.text, LENGTHS.name, context.words.card.unnamed))
    case 'quoted':
    case 'id':
      return withoutShortcodes(oneLine(part.text, LENGTHS.cloudText))
  }
}

/** A sentence for a message's `text`: only people named by us are mentioned, nothing in it is markup. */
export const fallbackSentence = (sentence: Sentence, context: Context): string =>
  sentence.map((part) => fallbackPart(part, context)).join('')

const fallbackPart = (part: Part, context: Context): string => {
  if (typeof part === 'string') return part
  switch (part.kind) {
    case 'user':
      return fallbackMention(part.userId)
    case 'date':
      return momentText(context.language, part.at, null)
    case 'strong':
      return part.text
    case 'name':
      return withoutMarkup(oneLine(part.text, LENGTHS.name, context.words.card.unnamed))
    case 'quoted':
    case 'id':
      return withoutMarkup(oneLine(part.text, LENGTHS.cloudText))
  }
}

const fallbackMention = (slackId: string): string => {
  if (isUserId(slackId)) return `<@${slackId}>`
  if (isGroupId(slackId)) return `<!subteam^${slackId}>`
  if (isChannelId(slackId)) return `<#${slackId}>`
  return withoutMarkup(oneLine(slackId, LENGTHS.name))
}
