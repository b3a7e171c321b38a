import { emojiNamed } from './emoji.ts'
import { appendInline, type Inline, type TextBlock } from './inline.ts'

const entities: ReadonlyMap<string, string> = new Map([
  ['&amp;', '&'],
  ['&lt;', '<'],
  ['&gt;', '>'],
])

const styleOfMarker: ReadonlyMap<string, 'bold' | 'italic' | 'strike'> = new Map([
  ['*', 'bold'],
  ['_', 'italic'],
  ['~', 'strike'],
])

/** Undoes Slack's escaping of `& < >`; other entities are text. */
export function unescapeMrkdwn(text: string): string {
  return text.replaceAll(/&(amp|lt|gt);/g, (entity) => entities.get(entity) ?? entity)
}

/**
 * Reads Slack's mrkdwn the way its client shows it. Source: Slack's "Formatting message text".
 * @param isVerbatim bare addresses stay text, as with `verbatim: true`
 */
export function parseMrkdwn(text: string, isVerbatim = false): readonly TextBlock[] {
  const blocks: TextBlock[] = []
  // The odd parts of the split are what stands between triple backticks.
  const parts = text.split(/```\n?([\s\S]+?)\n?```/g)
  parts.forEach((part, index) => {
    if (index % 2 === 1) {
      blocks.push({ type: 'preformatted', text: wordsOfCode(part) })
    } else {
      const afterCode = index === 0 ? part : part.replace(/^\n/, '')
      const beforeCode = index === parts.length - 1 ? afterCode : afterCode.replace(/\n$/, '')
      blocks.push(...paragraphsAndQuotes(beforeCode, isVerbatim))
    }
  })
  return blocks
}

/** Code shows what `<…>` stands for, without making it a link. */
function wordsOfCode(code: string): string {
  return unescapeMrkdwn(code.replaceAll(/<([^>|]*)\|?([^>]*)>/g, (_, target: string, label: string) => label || target))
}

function paragraphsAndQuotes(text: string, isVerbatim: boolean): readonly TextBlock[] {
  if (text === '') return []
  const blocks: TextBlock[] = []
  let lines: string[] = []
  let isQuote = false
  const flush = () => {
    if (lines.length > 0) {
      blocks.push({ type: isQuote ? 'quote' : 'paragraph', children: parseInlineMrkdwn(lines.join('\n'), isVerbatim) })
    }
    lines = []
  }
  let isQuotedToTheEnd = false
  for (const line of text.split('\n')) {
    const toTheEnd: RegExpExecArray | null = isQuotedToTheEnd ? null : /^(?:>>>|&gt;&gt;&gt;) ?(.*)$/.exec(line)
    const quoted: RegExpExecArray | null = isQuotedToTheEnd ? null : (toTheEnd ?? /^(?:>|&gt;) ?(.*)$/.exec(line))
    const isLineQuoted = isQuotedToTheEnd || quoted !== null
    if (isLineQuoted !== isQuote) {
      flush()
      isQuote = isLineQuoted
    }
    isQuotedToTheEnd ||= toTheEnd !== null
    lines.push(quoted?.[1] ?? line)
  }
  flush()
  return blocks
}

/** The inline part of mrkdwn: styles, links, mentions, dates, emoji. Line breaks stay in the text. */
export function parseInlineMrkdwn(text: string, isVerbatim: boolean): readonly Inline[] {
  const pieces: Inline[] = []
  let position = 0
  while (position < text.length) {
    const found =
      codeAt(text, position) ??
      angleAt(text, position, isVerbatim) ??
      styleAt(text, position, isVerbatim) ??
      emojiAt(text, position) ??
      (isVerbatim ? undefined : addressAt(text, position)) ??
      plainAt(text, position)
    appendInline(pieces, found.piece)
    position = found.end
  }
  return pieces
}

type Found = { readonly piece: Inline; readonly end: number }

function codeAt(text: string, start: number): Found | undefined {
  if (text[start] !== '`') return undefined
  const end = text.indexOf('`', start + 1)
  const inner = text.slice(start + 1, end)
  if (end < 0 || inner === '' || inner.includes('\n')) return undefined
  return { piece: { type: 'code', text: unescapeMrkdwn(inner) }, end: end + 1 }
}

function angleAt(text: string, start: number, isVerbatim: boolean): Found | undefined {
  if (text[start] !== '<') return undefined
  const end = text.indexOf('>', start)
  const inner = text.slice(start + 1, end)
  if (end < 0 || inner === '' || inner.includes('\n')) return undefined
  const bar = inner.indexOf('|')
  const target = bar < 0 ? inner : inner.slice(0, bar)
  const label = bar < 0 ? undefined : inner.slice(bar + 1)
  return { piece: angleContent(target, label, isVerbatim), end: end + 1 }
}

function angleContent(target: string, label: string | undefined, isVerbatim: boolean): Inline {
  const labelled = label === undefined ? {} : { label: unescapeMrkdwn(label) }
  const mention = /^(@[UW]|#[CG])([A-Z0-9]+)$/.exec(target)
  if (mention) {
    return { type: target.startsWith('@') ? 'user' : 'channel', id: target.slice(1), ...labelled }
  }
  const group = /^!subteam\^([A-Z0-9]+)$/.exec(target)
  if (group?.[1] !== undefined) return { type: 'usergroup', id: group[1], ...labelled }
  const broadcast = /^!(here|channel|everyone)$/.exec(target)
  if (broadcast?.[1] !== undefined) return { type: 'broadcast', range: broadcast[1] }
  const date = /^!date\^(-?\d+)\^([^^]*)(?:\^(.*))?$/.exec(target)
  if (date) {
    const [, timestamp = '0', format = '', url] = date
    return {
      type: 'date',
      timestamp: Number(timestamp),
      format: unescapeMrkdwn(format),
      fallback: unescapeMrkdwn(label ?? ''),
      ...(url === undefined ? {} : { url: unescapeMrkdwn(url) }),
    }
  }
  const children =
    label === undefined
      ? [{ type: 'text', text: unescapeMrkdwn(target) } as const]
      : parseInlineMrkdwn(label, isVerbatim)
  return { type: 'link', url: unescapeMrkdwn(target), children }
}

function styleAt(text: string, start: number, isVerbatim: boolean): Found | undefined {
  const marker = text[start] ?? ''
  const type = styleOfMarker.get(marker)
  if (type === undefined || isWordCharacter(text[start - 1]) || isBlank(text[start + 1])) return undefined
  for (let end = start + 1; end < text.length && text[end] !== '\n'; end = afterOpaque(text, end)) {
    const isClosing =
      text[end] === marker && end > start + 1 && !isBlank(text[end - 1]) && !isWordCharacter(text[end + 1])
    if (isClosing) {
      const children = parseInlineMrkdwn(text.slice(start + 1, end), isVerbatim)
      return { piece: { type, children }, end: end + 1 }
    }
  }
  return undefined
}

/** The next position to look at for a closing marker: code and `<…>` are stepped over whole. */
function afterOpaque(text: string, position: number): number {
  return codeAt(text, position)?.end ?? angleAt(text, position, true)?.end ?? position + 1
}

function emojiAt(text: string, start: number): Found | undefined {
  if (text[start] !== ':') return undefined
  const shortcode = /^:([a-z0-9_+-]+):(?::skin-tone-[2-6]:)?/.exec(text.slice(start, start + 100))
  const unicode = shortcode?.[1] === undefined ? undefined : emojiNamed(shortcode[1])
  if (shortcode === null || unicode === undefined) return undefined
  return { piece: { type: 'text', text: unicode }, end: start + shortcode[0].length }
}

function addressAt(text: string, start: number): Found | undefined {
  if (text[start] !== 'h' || isWordCharacter(text[start - 1])) return undefined
  const address = /^https?:\/\/[^\s<>`*|]*[^\s<>`*|.,;:!?)\]}'"_~]/.exec(text.slice(start))
  if (address === null) return undefined
  const url = unescapeMrkdwn(address[0])
  return { piece: { type: 'link', url, children: [{ type: 'text', text: url }] }, end: start + address[0].length }
}

function plainAt(text: string, start: number): Found {
  const entity = /^&(?:amp|lt|gt);/.exec(text.slice(start, start + 5))?.[0]
  if (entity !== undefined) {
    return { piece: { type: 'text', text: unescapeMrkdwn(entity) }, end: start + entity.length }
  }
  return { piece: { type: 'text', text: text.charAt(start) }, end: start + 1 }
}

function isWordCharacter(character: string | undefined): boolean {
  return character !== undefined && /[\p{L}\p{N}]/u.test(character)
}

function isBlank(character: string | undefined): boolean {
  return character === undefined || /\s/.test(character)
}
