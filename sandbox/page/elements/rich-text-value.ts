import type { RichText } from '../../slack/page-api.ts'

/** Typed words as the `rich_text` a rich text input sends. */
export function richTextOfWords(words: string): RichText {
  return { type: 'rich_text', elements: [{ type: 'rich_text_section', elements: [{ type: 'text', text: words }] }] }
}

/** The words of a `rich_text`, for a field without formatting. */
export function wordsOfRichText(richText: RichText): string {
  const words = richText.elements.map((part) =>
    part.type === 'rich_text_list'
      ? part.elements.map((item) => item.elements.map(wordsOfElement).join('')).join('\n')
      : part.elements.map(wordsOfElement).join(''),
  )
  return words.join('\n')
}

function wordsOfElement(element: { readonly type: string; readonly text?: string; readonly url?: string }): string {
  return element.text ?? element.url ?? ''
}
