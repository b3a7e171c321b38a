import { h } from 'preact'
import type { Block } from '../../slack/page-api.ts'
import { ElementView } from '../elements/element.ts'
import { html, type Rendered } from '../html.ts'
import { TextObject } from '../text/text-view.ts'

type Section = Extract<Block, { type: 'section' }>

/** A `section`: text, fields in two columns, and one element at its side. */
export function SectionView({
  section,
  elementId,
}: {
  readonly section: Section
  readonly elementId: string
}): Rendered {
  const textId = `${elementId}-text`
  const labelling = { inputId: `${elementId}-accessory`, labelledBy: textId }
  return html`<div class="section-words" id=${textId}>
      ${section.text && html`<div class="section-text">${h(TextObject, { text: section.text })}</div>`}
      ${
        section.fields &&
        html`<div class="fields">${section.fields.map((field) => html`<div class="field">${h(TextObject, { text: field })}</div>`)}</div>`
      }
    </div>
    ${
      section.accessory &&
      html`<div class="accessory">${h(ElementView, { element: section.accessory, blockId: section.block_id ?? '', labelling })}</div>`
    }`
}
