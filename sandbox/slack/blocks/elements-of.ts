import type { Block } from './block.ts'
import type { InteractiveElement } from './elements.ts'

/** The elements of a block that a person can press, choose in or type into. */
export const elementsOf = (block: Block): readonly InteractiveElement[] => {
  switch (block.type) {
    case 'actions':
    case 'context_actions':
      return block.elements
    case 'input':
      return [block.element]
    case 'section':
      return block.accessory === undefined || block.accessory.type === 'image' ? [] : [block.accessory]
    case 'card':
      return block.actions ?? []
    case 'carousel':
      return block.elements.flatMap((card) => card.actions ?? [])
    default:
      return []
  }
}

/** The element with these ids, and its block; undefined where there is none (any more). */
export const findElement = <B extends Block>(
  blocks: readonly B[],
  blockId: string,
  actionId: string,
): { readonly block: B; readonly element: InteractiveElement } | undefined => {
  for (const block of blocks) {
    if (block.block_id !== blockId) continue
    const element = elementsOf(block).find((candidate) => candidate.action_id === actionId)
    if (element !== undefined) return { block, element }
  }
  return undefined
}
