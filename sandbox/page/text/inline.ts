/** A piece of text as people see it; what mrkdwn, markdown and rich text all come down to. */
export type Inline =
  | { readonly type: 'text'; readonly text: string }
  | { readonly type: 'bold' | 'italic' | 'strike'; readonly children: readonly Inline[] }
  | { readonly type: 'code'; readonly text: string }
  | { readonly type: 'link'; readonly url: string; readonly children: readonly Inline[] }
  | { readonly type: 'user' | 'channel' | 'usergroup'; readonly id: string; readonly label?: string }
  | { readonly type: 'broadcast'; readonly range: string }
  | {
      readonly type: 'date'
      readonly timestamp: number
      readonly format: string
      readonly fallback: string
      readonly url?: string
    }

/** Text over several lines: paragraphs, quotes, code and lists. */
export type TextBlock =
  | { readonly type: 'paragraph' | 'quote'; readonly children: readonly Inline[] }
  | { readonly type: 'heading'; readonly level: number; readonly children: readonly Inline[] }
  | { readonly type: 'preformatted'; readonly text: string }
  | { readonly type: 'list'; readonly isOrdered: boolean; readonly items: readonly (readonly Inline[])[] }
  | { readonly type: 'rule' }

/** Appends a piece, joining neighbouring plain texts so that one run of text is one node. */
export function appendInline(pieces: Inline[], piece: Inline): void {
  const last = pieces.at(-1)
  if (piece.type === 'text' && last?.type === 'text') {
    pieces[pieces.length - 1] = { type: 'text', text: last.text + piece.text }
  } else if (piece.type !== 'text' || piece.text !== '') {
    pieces.push(piece)
  }
}

/** The address if a browser may follow it without running anything, else undefined. */
export function safeUrl(url: string): string | undefined {
  return /^(https?:\/\/|mailto:|tel:|slack:\/\/)/i.test(url) ? url : undefined
}
