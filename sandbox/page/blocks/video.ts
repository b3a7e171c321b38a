import type { Block } from '../../slack/page-api.ts'
import { html, type Rendered } from '../html.ts'
import { useDirectory } from '../state/directory.ts'
import { linkView } from '../text/inline-view.ts'
import { plainWords } from '../text/text-view.ts'

type Video = Extract<Block, { type: 'video' }>

/** A `video` block without its picture: nothing is loaded from outside. */
export function VideoView({ video }: { readonly video: Video }): Rendered {
  const directory = useDirectory()
  return html`<div class="kit-card">
    <b>${linkView(video.title_url ?? video.video_url, plainWords(video.title), directory)}</b>
    ${video.author_name && html`<div class="choice-description">${video.author_name}</div>`}
    ${video.description && html`<div>${plainWords(video.description)}</div>`}
    <span class="image-words" role="img" aria-label=${video.alt_text}><span aria-hidden="true">${video.alt_text}</span></span>
  </div>`
}
