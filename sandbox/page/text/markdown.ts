import { withEmoji } from './emoji.ts'
import { appendInline, type Inline, type TextBlock } from './inline.ts'

/** Reads the standard Markdown of a `markdown` block: headings, lists, quotes, code, rules, bold, italic, strike, links. */
export function parseMarkdown(source: string): readonly TextBlock[] {
  const blocks: TextBlock[] = []
  const lines = source.split('\n')
  let position = 0
  while (position < lines.length) {
    const line = lines[position] ?? ''
    const fence = /^```/.test(line)
    if (fence) {
      const end = lines.findIndex((candidate, index) => index > position && candidate.startsWith('```'))
      const last = end < 0 ? lines.length : end
      blocks.push({ type: 'preformatted', text: lines.slice(position + 1, last).join('\n') })
      position = last + 1
      continue
    }
    const run = runOf(lines, position)
    const block = blockOf(run)
    if (block !== undefined) blocks.push(block)
    position += run.length
  }
  return blocks
}

type LineKind = 'blank' | 'heading' | 'rule' | 'bullet' | 'ordered' | 'quote' | 'text'

function kindOf(line: string): LineKind {
  if (line.trim() === '') return 'blank'
  if (/^#{1,6} /.test(line)) return 'heading'
  if (/^(-{3,}|\*{3,}|_{3,})\s*$/.test(line)) return 'rule'
  if (/^\s*[-*+] /.test(line)) return 'bullet'
  if (/^\s*\d+[.)] /.test(line)) return 'ordered'
  if (/^> ?/.test(line)) return 'quote'
  return 'text'
}

/** The lines from `start` that form one block: neighbours of the same kind; headings and rules stand alone. */
function runOf(lines: readonly string[], start: number): readonly string[] {
  const kind = kindOf(lines[start] ?? '')
  if (kind === 'heading' || kind === 'rule') return lines.slice(start, start + 1)
  const length = lines.slice(start).findIndex((line) => kindOf(line) !== kind || line.startsWith('```'))
  return lines.slice(start, length < 0 ? lines.length : start + length)
}

function blockOf(lines: readonly string[]): TextBlock | undefined {
  const first = lines[0] ?? ''
  const kind = kindOf(first)
  switch (kind) {
    case 'blank':
      return undefined
    case 'rule':
      return { type: 'rule' }
    case 'heading':
      return { type: 'heading', level: first.indexOf(' '), children: parseInlineMarkdown(first.replace(/^#+ /, '')) }
    case 'bullet':
    case 'ordered': {
      const items = lines.map((line) => parseInlineMarkdown(line.replace(/^\s*([-*+]|\d+[.)]) /, '')))
      return { type: 'list', isOrdered: kind === 'ordered', items }
    }
    case 'quote':
      return { type: 'quote', children: parseInlineMarkdown(lines.map((line) => line.replace(/^> ?/, '')).join('\n')) }
    case 'text':
      return { type: 'paragraph', children: parseInlineMarkdown(lines.join('\n')) }
  }
}

const inlinePattern =
  /`([^`\n]+)`|\*\*(?=\S)([\s\S]+?)(?<=\S)\*\*|~~(?=\S)([\s\S]+?)(?<=\S)~~|\*(?=\S)([^*\n]+?)(?<=\S)\*|(?<![\p{L}\p{N}_])_(?=\S)([^_\n]+?)(?<=\S)_(?![\p{L}\p{N}_])|\[([^\]\n]+)\]\(([^)\s]+)\)|\\([\\`*_~[\]()#>-])/gu

function parseInlineMarkdown(text: string): readonly Inline[] {
  const pieces: Inline[] = []
  let position = 0
  for (const match of text.matchAll(inlinePattern)) {
    appendInline(pieces, { type: 'text', text: withEmoji(text.slice(position, match.index)) })
    appendInline(pieces, pieceOf(match))
    position = match.index + match[0].length
  }
  appendInline(pieces, { type: 'text', text: withEmoji(text.slice(position)) })
  return pieces
}

function pieceOf(match: RegExpExecArray): Inline {
  const [whole, code, bold, strike, starred, underlined, label, url, escaped] = match
  const italic = starred ?? underlined
  if (code !== undefined) return { type: 'code', text: code }
  if (bold !== undefined) return { type: 'bold', children: parseInlineMarkdown(bold) }
  if (strike !== undefined) return { type: 'strike', children: parseInlineMarkdown(strike) }
  if (italic !== undefined) return { type: 'italic', children: parseInlineMarkdown(italic) }
  if (label !== undefined && url !== undefined) return { type: 'link', url, children: parseInlineMarkdown(label) }
  return { type: 'text', text: escaped ?? whole }
}
