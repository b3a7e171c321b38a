import { html, type Rendered } from '../html.ts'
import { type Directory, useDirectory } from '../state/directory.ts'
import { type Inline, safeUrl } from './inline.ts'
import { permalinkOf } from './permalink.ts'
import { formatSlackDate } from './slack-date.ts'

/** Pieces of text as the chosen person sees them. */
export function InlineText({ pieces }: { readonly pieces: readonly Inline[] }): Rendered {
  const directory = useDirectory()
  return html`${pieces.map((piece) => pieceView(piece, directory))}`
}

function pieceView(piece: Inline, directory: Directory): Rendered {
  switch (piece.type) {
    case 'text':
      return piece.text
    case 'code':
      return html`<code class="inline-code">${piece.text}</code>`
    case 'bold':
      return html`<b>${childrenOf(piece.children, directory)}</b>`
    case 'italic':
      return html`<i>${childrenOf(piece.children, directory)}</i>`
    case 'strike':
      return html`<s>${childrenOf(piece.children, directory)}</s>`
    case 'link':
      return linkView(piece.url, childrenOf(piece.children, directory), directory)
    case 'user':
      return userChip(piece.id, piece.label, directory)
    case 'channel':
      return html`<span class="mention">#${directory.channelName(piece.id) ?? piece.label ?? piece.id}</span>`
    case 'usergroup':
      return html`<span class="mention">@${directory.groupHandle(piece.id) ?? piece.label ?? piece.id}</span>`
    case 'broadcast':
      return html`<span class="mention mention-me">@${piece.range}</span>`
    case 'date':
      return dateView(piece.timestamp, piece.format, piece.url, directory)
  }
}

function childrenOf(pieces: readonly Inline[], directory: Directory): readonly Rendered[] {
  return pieces.map((piece) => pieceView(piece, directory))
}

/** A mention of a person, marked when it is the chosen person. */
export function userChip(id: string, label: string | undefined, directory: Directory): Rendered {
  const mark = id === directory.viewerId ? 'mention mention-me' : 'mention'
  return html`<span class=${mark}>@${directory.userName(id) ?? label ?? id}</span>`
}

/** A moment in the chosen person's time zone and language; a tooltip tells it in full, as Slack's does. */
export function dateView(timestamp: number, format: string, url: string | undefined, directory: Directory): Rendered {
  const moment = new Date(timestamp * 1000)
  const title = formatSlackDate(timestamp, '{date_long} {time_secs}', directory.reader)
  const words = formatSlackDate(timestamp, format, directory.reader)
  const time = html`<time dateTime=${moment.toISOString()} title=${title}>${words}</time>`
  return url === undefined ? time : linkView(url, time, directory)
}

/** A link where the address is one that a browser may follow safely, else its words alone. One to a message leads there. */
export function linkView(url: string, children: Rendered | readonly Rendered[], directory: Directory): Rendered {
  const address = safeUrl(url)
  if (address === undefined) return html`<span>${children}</span>`
  const permalink = permalinkOf(address)
  const follow = (event: Event) => {
    if (permalink === undefined) return
    event.preventDefault()
    directory.showMessage(permalink)
  }
  return html`<a class="link" href=${address} target="_blank" rel="noopener noreferrer" onClick=${follow}>${children}</a>`
}
