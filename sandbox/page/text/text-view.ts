import { h } from 'preact'
import type { Text } from '../../slack/page-api.ts'
import { html, type Rendered } from '../html.ts'
import { withEmoji } from './emoji.ts'
import type { TextBlock } from './inline.ts'
import { InlineText } from './inline-view.ts'
import { parseMrkdwn } from './mrkdwn.ts'

/** A text object of Block Kit. */
export function TextObject({ text }: { readonly text: Text }): Rendered {
  if (text.type === 'plain_text') return plainWords(text)
  return h(TextBlocks, { blocks: parseMrkdwn(text.text, text.verbatim ?? false) })
}

/** The words of a `plain_text` object: shortcodes become emoji unless it says otherwise. */
export function plainWords(text: { readonly text: string; readonly emoji?: boolean }): string {
  return text.emoji === false ? text.text : withEmoji(text.text)
}

/** Paragraphs, quotes, lists and code of a parsed text. */
export function TextBlocks({ blocks }: { readonly blocks: readonly TextBlock[] }): Rendered {
  return html`${blocks.map(textBlockView)}`
}

function textBlockView(block: TextBlock): Rendered {
  switch (block.type) {
    case 'paragraph':
      return html`<span class="paragraph">${h(InlineText, { pieces: block.children })}</span>`
    case 'quote':
      return html`<blockquote>${h(InlineText, { pieces: block.children })}</blockquote>`
    case 'heading':
      return html`<div class="markdown-heading" role="heading" aria-level=${block.level + 2} data-level=${block.level}>
        ${h(InlineText, { pieces: block.children })}
      </div>`
    case 'preformatted':
      return html`<pre>${block.text}</pre>`
    case 'list': {
      const items = block.items.map((item) => html`<li>${h(InlineText, { pieces: item })}</li>`)
      return block.isOrdered ? html`<ol>${items}</ol>` : html`<ul>${items}</ul>`
    }
    case 'rule':
      return html`<hr />`
  }
}
