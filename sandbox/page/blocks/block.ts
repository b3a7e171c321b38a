import { h } from 'preact'
import type { Block } from '../../slack/page-api.ts'
import { ElementView } from '../elements/element.ts'
import { html, type Rendered } from '../html.ts'
import { parseMarkdown } from '../text/markdown.ts'
import { plainWords, TextBlocks, TextObject } from '../text/text-view.ts'
import { CardView, CarouselView } from './card.ts'
import { ContextActionsView } from './context-actions.ts'
import { ImageBlockView, ImageElementView } from './image.ts'
import { InputView } from './input.ts'
import { PlanView, TaskView } from './plan.ts'
import { RichTextView } from './rich-text.ts'
import { SectionView } from './section.ts'
import { TableView } from './table.ts'
import { BlockBoundary, UnknownView } from './unknown.ts'
import { VideoView } from './video.ts'

export type BlocksProps = {
  readonly blocks: readonly Block[]
  /** Distinguishes the elements of this message or modal from all others on the page. */
  readonly surfaceId: string
  /** Under the inputs of a modal, by `block_id`. */
  readonly errors?: { readonly [blockId: string]: string }
}

/** The blocks of a message or modal, top to bottom. */
export function BlocksView({ blocks, surfaceId, errors = {} }: BlocksProps): Rendered {
  return html`<div class="blocks">${blocks.map((block, index) => {
    const key = block.block_id ?? String(index)
    const view = blockView(block, `${surfaceId}-${key}`, errors[key])
    return h(BlockBoundary, {
      key,
      type: block.type,
      children: html`<div class=${`block block-${block.type}`}>${view}</div>`,
    })
  })}</div>`
}

function blockView(block: Block, elementId: string, error: string | undefined): Rendered {
  switch (block.type) {
    case 'section':
      return h(SectionView, { section: block, elementId })
    case 'header':
      return html`<div class="block-header-words" role="heading" aria-level="3" data-level=${block.level}>${plainWords(block.text)}</div>`
    case 'divider':
      return html`<hr />`
    case 'context':
      return html`${block.elements.map((element) =>
        element.type === 'image'
          ? h(ImageElementView, { image: element })
          : html`<span class="context-text">${h(TextObject, { text: element })}</span>`,
      )}`
    case 'actions':
      return html`${block.elements.map((element, index) => {
        const inputId = `${elementId}-${index}`
        const label = 'placeholder' in element && element.placeholder ? plainWords(element.placeholder) : 'Choose'
        return h(ElementView, {
          key: element.action_id ?? index,
          element,
          blockId: block.block_id ?? '',
          labelling: { inputId, label },
        })
      })}`
    case 'input':
      return h(InputView, { input: block, elementId, error })
    case 'rich_text':
      return h(RichTextView, { richText: block })
    case 'image':
      return h(ImageBlockView, { block })
    case 'alert':
      return html`<div class="alert" role="note" data-level=${block.level ?? 'default'}>${h(TextObject, { text: block.text })}</div>`
    case 'markdown':
      return html`<div class="markdown">${h(TextBlocks, { blocks: parseMarkdown(block.text) })}</div>`
    case 'table':
    case 'data_table':
      return h(TableView, { table: block })
    case 'plan':
      return h(PlanView, { plan: block })
    case 'task_card':
      return html`<div class="plan plan-single">${h(TaskView, { task: block })}</div>`
    case 'card':
      return h(CardView, { card: block })
    case 'carousel':
      return h(CarouselView, { carousel: block })
    case 'context_actions':
      return h(ContextActionsView, { block })
    case 'video':
      return h(VideoView, { video: block })
    default:
      // The local Slack may learn a block before this page does.
      return h(UnknownView, { type: 'block' })
  }
}
