import type { RichText, RichTextElement, RichTextPart, RichTextSection } from '../../slack/page-api.ts'
import { html, type Rendered } from '../html.ts'
import { type Directory, useDirectory } from '../state/directory.ts'
import { emojiNamed, emojiOfCodePoints } from '../text/emoji.ts'
import { dateView, linkView, userChip } from '../text/inline-view.ts'

/** A `rich_text` block: sections, lists, quotes and code, each element with its own styles. */
export function RichTextView({ richText }: { readonly richText: RichText }): Rendered {
  const directory = useDirectory()
  return html`<div class="rich-text">${richText.elements.map((part) => partView(part, directory))}</div>`
}

function partView(part: RichTextPart, directory: Directory): Rendered {
  switch (part.type) {
    case 'rich_text_section':
      return html`<div class="rich-text-section">${elementsOf(part.elements, directory)}</div>`
    case 'rich_text_quote':
      return html`<blockquote>${elementsOf(part.elements, directory)}</blockquote>`
    case 'rich_text_preformatted':
      return html`<pre>${part.elements.map((element) => (element.type === 'text' ? element.text : linkView(element.url, element.text ?? element.url, directory)))}</pre>`
    case 'rich_text_list':
      return listView(part, directory)
  }
}

function listView(list: Extract<RichTextPart, { type: 'rich_text_list' }>, directory: Directory): Rendered {
  const indent = { marginInlineStart: `${(list.indent ?? 0) * 28}px` }
  const items = list.elements.map((item: RichTextSection) => html`<li>${elementsOf(item.elements, directory)}</li>`)
  const level = (list.indent ?? 0) % 3
  return list.style === 'ordered'
    ? html`<ol style=${indent} start=${(list.offset ?? 0) + 1} data-level=${level}>${items}</ol>`
    : html`<ul style=${indent} data-level=${level}>${items}</ul>`
}

function elementsOf(elements: readonly RichTextElement[], directory: Directory): readonly Rendered[] {
  return elements.map((element) => styled(element, elementView(element, directory)))
}

function elementView(element: RichTextElement, directory: Directory): Rendered {
  switch (element.type) {
    case 'text':
      return element.text
    case 'link':
      return linkView(element.url, element.text ?? element.url, directory)
    case 'user':
      return userChip(element.user_id, undefined, directory)
    case 'usergroup':
      return html`<span class="mention">@${directory.groupHandle(element.usergroup_id) ?? element.usergroup_id}</span>`
    case 'channel':
      return html`<span class="mention">#${directory.channelName(element.channel_id) ?? element.channel_id}</span>`
    case 'team':
      return html`<span class="mention">${element.team_id}</span>`
    case 'broadcast':
      return html`<span class="mention mention-me">@${element.range}</span>`
    case 'color':
      return html`<span class="color-chip"><span style=${{ background: element.value }}></span>${element.value}</span>`
    case 'emoji':
      return emojiView(element.name, element.unicode)
    case 'date':
      return dateView(element.timestamp, element.format, element.url, directory)
  }
}

function emojiView(name: string, unicode: string | undefined): Rendered {
  const character = (unicode === undefined ? undefined : emojiOfCodePoints(unicode)) ?? emojiNamed(name)
  if (character === undefined) return `:${name}:`
  return html`<span class="emoji" role="img" aria-label=${name.replaceAll('_', ' ')}>${character}</span>`
}

function styled(element: RichTextElement, content: Rendered): Rendered {
  const style = element.style
  if (style === undefined) return content
  let result = content
  if (style.code) result = html`<code class="inline-code">${result}</code>`
  if (style.bold) result = html`<b>${result}</b>`
  if (style.italic) result = html`<i>${result}</i>`
  if (style.strike) result = html`<s>${result}</s>`
  if (style.underline) result = html`<u>${result}</u>`
  return result
}
