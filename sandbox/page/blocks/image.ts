import { h } from 'preact'
import { useState } from 'preact/hooks'
import type { Block, ImageElement } from '../../slack/page-api.ts'
import { html, type Rendered } from '../html.ts'
import { plainWords } from '../text/text-view.ts'

type ImageBlock = Extract<Block, { type: 'image' }>

/** An `image` block, with its title above. */
export function ImageBlockView({ block }: { readonly block: ImageBlock }): Rendered {
  return html`<figure class="image-block">
    ${block.title && html`<figcaption>${plainWords(block.title)}</figcaption>`}
    ${h(ImageElementView, { image: block })}
  </figure>`
}

/** A picture, or its words where it cannot be loaded: the sandbox has no way to the outside. */
export function ImageElementView({
  image,
}: {
  readonly image: Pick<ImageElement, 'alt_text' | 'image_url' | 'slack_file'>
}): Rendered {
  const [isMissing, setMissing] = useState(false)
  const url = image.image_url ?? image.slack_file?.url
  const isLocal = url !== undefined && (url.startsWith('data:image/') || url.startsWith(`${location.origin}/`))
  if (!isLocal || isMissing) {
    return html`<span class="image-words" role="img" aria-label=${image.alt_text} title=${image.alt_text}><span aria-hidden="true">${image.alt_text}</span></span>`
  }
  return html`<img src=${url} alt=${image.alt_text} onError=${() => setMissing(true)} />`
}
