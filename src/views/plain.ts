/** Makes text from people and from the cloud harmless: one line, no hidden characters, no markup, never too long. */

const ELLIPSIS = '…'
let graphemes: Intl.Segmenter | undefined

/**
 * Shortens a text to at most `limit` UTF-16 characters, an ellipsis included, without cutting through what a reader
 * sees as one character (an emoji with its modifiers, a letter with its accents).
 */
export const clip = (text: string, limit: number): string => {
  if (text.length <= limit) return text
  // Made when it is first used: its data takes a fiftieth of a start to read.
  graphemes ??= new Intl.Segmenter('en', { granularity: 'grapheme' })
  let end = 0
  for (const { index, segment } of graphemes.segment(text.slice(0, limit))) {
    if (index + segment.length > limit - ELLIPSIS.length) break
    end = index + segment.length
  }
  return text.slice(0, end).trimEnd() + ELLIPSIS
}

/** Control characters, bidirectional overrides and isolates, zero-width characters other than joiners. */
const HIDDEN = /[\p{Cc}\u00ad\u061c\u180e\u200b\u200e\u200f\u202a-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb]/gu
const RIGHT_TO_LEFT = /[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc]/
const VISIBLE = /[\p{L}\p{N}\p{P}\p{S}]/u

const FIRST_STRONG_ISOLATE = '\u2068'
const POP_ISOLATE = '\u2069'

/** Keeps right-to-left text from turning the order of what stands around it. */
const isolate = (text: string): string =>
  RIGHT_TO_LEFT.test(text) ? `${FIRST_STRONG_ISOLATE}${text}${POP_ISOLATE}` : text

const tidy = (text: string): string => text.replaceAll(HIDDEN, '').replaceAll(/\s+/gu, ' ').trim()

/**
 * One visible line of text of at most `limit` UTF-16 characters: line breaks become spaces, hidden characters go.
 * @returns `empty` where nothing visible is left
 */
export const oneLine = (text: string, limit: number, empty = '—'): string => {
  const tidied = tidy(text.toWellFormed().replaceAll(/[\p{Cc}\u2028\u2029]/gu, ' '))
  return VISIBLE.test(tidied) ? isolate(clip(tidied, limit - 2)) : empty
}

/** Like `oneLine`, but keeps line breaks, at most `lines` of them. */
export const fewLines = (text: string, limit: number, lines = 20, empty = '—'): string => {
  const tidied = text
    .toWellFormed()
    .split(/\r\n|[\r\n\u2028\u2029\v\f\u0085]/u)
    .map(tidy)
    .filter((line) => line !== '')
  const kept = tidied.length > lines ? [...tidied.slice(0, lines - 1), tidied.slice(lines - 1).join(' ')] : tidied
  const joined = kept.join('\n')
  return VISIBLE.test(joined) ? clip(joined, limit) : empty
}

/** Letters that look like Slack's markup characters and mean nothing to it. */
const LOOKALIKES: Readonly<Record<string, string>> = { '*': '∗', _: '＿', '~': '∼', '`': 'ˋ', ':': '꞉', '|': '∣' }

/**
 * Takes Slack's markup out of a text that stands in a message's `text`: no mention, link, format or emoji can be
 * forged. An underscore inside a word means nothing to Slack and stays, so that names can be searched for.
 */
export const withoutMarkup = (text: string): string =>
  text
    .replaceAll(/(?<![A-Za-z0-9])_|_(?![A-Za-z0-9])|[*~`:|]/g, (character) => LOOKALIKES[character] ?? character)
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')

/** For plain text where Slack turns `:shortcodes:` into pictures. */
export const withoutShortcodes = (text: string): string => text.replaceAll(':', '꞉')
