import { h } from 'preact'
import type { Block } from '../../slack/page-api.ts'
import { ButtonView } from '../elements/button.ts'
import { html, type Rendered } from '../html.ts'
import { TextObject } from '../text/text-view.ts'
import { ImageElementView } from './image.ts'

type Card = Extract<Block, { type: 'card' }>
type Carousel = Extract<Block, { type: 'carousel' }>

/** A `card`: picture, icon, titles, body and buttons. */
export function CardView({ card }: { readonly card: Card }): Rendered {
  const actions = card.actions ?? []
  return html`<div class="kit-card">
    ${card.hero_image && html`<div class="kit-card-hero">${h(ImageElementView, { image: card.hero_image })}</div>`}
    <div class="kit-card-head">
      ${card.icon && h(ImageElementView, { image: card.icon })}
      <div>
        ${card.title && html`<b>${h(TextObject, { text: card.title })}</b>`}
        ${card.subtitle && html`<div class="choice-description">${h(TextObject, { text: card.subtitle })}</div>`}
      </div>
    </div>
    ${card.body && html`<div>${h(TextObject, { text: card.body })}</div>`}
    ${actions.length > 0 && html`<div class="block-actions">${actions.map((button) => h(ButtonView, { key: button.action_id, button, blockId: card.block_id ?? '' }))}</div>`}
  </div>`
}

/** A `carousel`: cards side by side. */
export function CarouselView({ carousel }: { readonly carousel: Carousel }): Rendered {
  return html`<div class="kit-carousel" role="group" aria-label="Cards" tabindex="0">
    ${carousel.elements.map((card, index) => h(CardView, { key: card.block_id ?? index, card }))}
  </div>`
}
