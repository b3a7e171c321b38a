import type { Block } from './blocks/block.ts'
import type { InteractiveElement } from './blocks/elements.ts'
import { elementsOf } from './blocks/elements-of.ts'

/** An element of a message or modal, with its block. */
export type Found = { readonly block: Block; readonly element: InteractiveElement }

const buttonText = (element: InteractiveElement): string | undefined =>
  element.type === 'button' || element.type === 'icon_button' || element.type === 'workflow_button'
    ? element.text.text
    : undefined

/** The button that shows this text. */
export const findButton = (blocks: readonly Block[], text: string): Found | undefined => {
  for (const block of blocks) {
    const element = elementsOf(block).find((candidate) => buttonText(candidate) === text)
    if (element !== undefined) return { block, element }
  }
  return undefined
}

/** What a person reads as the name of an element: an input's label, a section's text, else the placeholder. */
const labelOf = ({ block, element }: Found): string | undefined => {
  if (block.type === 'input') return block.label.text
  if (block.type === 'section' && block.text !== undefined) return block.text.text
  return 'placeholder' in element ? element.placeholder?.text : undefined
}

/** The input, select or picker that goes by this label. */
export const findField = (blocks: readonly Block[], label: string): Found | undefined => {
  for (const block of blocks) {
    for (const element of elementsOf(block)) {
      const found = { block, element }
      if (buttonText(element) === undefined && labelOf(found) === label) return found
    }
  }
  return undefined
}

/** The ids that name a found element to Slack. */
export const placeOfElement = ({ block, element }: Found) => ({
  blockId: block.block_id ?? '',
  actionId: element.action_id ?? '',
})
