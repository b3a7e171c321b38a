import { z } from 'zod'
import { LIMITS } from '../limits.ts'
import { type Block, type MessageBlock, messageBlockSchema } from './block.ts'
import type { InteractiveElement } from './elements.ts'
import { elementsOf } from './elements-of.ts'
import { slackMessages } from './problems.ts'
import { type Modal, modalSchema } from './view.ts'

/** What came of checking something an app sent: the value, or Slack's error code with its messages. */
export type Checked<T> =
  | { readonly ok: true; readonly value: T }
  | { readonly ok: false; readonly error: string; readonly messages: readonly string[] }

const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

const INTERACTIVE = new Set(['actions', 'context_actions'])

const withActionId = (element: unknown, newId: () => string): unknown =>
  isRecord(element) && element['type'] !== 'image' && element['action_id'] === undefined
    ? { ...element, action_id: newId() }
    : element

/** Gives ids to the blocks and elements that an app sent without, as Slack does. */
const identified = (blocks: unknown, newId: () => string): unknown => {
  if (!Array.isArray(blocks)) return blocks
  return blocks.map((block: unknown) => {
    if (!isRecord(block)) return block
    const copy: Record<string, unknown> = { ...block }
    if (copy['block_id'] === undefined || copy['block_id'] === '') copy['block_id'] = newId()
    const elements = copy['elements']
    if (INTERACTIVE.has(String(copy['type'])) && Array.isArray(elements))
      copy['elements'] = elements.map((element) => withActionId(element, newId))
    if (copy['accessory'] !== undefined) copy['accessory'] = withActionId(copy['accessory'], newId)
    if (copy['type'] === 'input') copy['element'] = withActionId(copy['element'], newId)
    if (copy['type'] === 'card' && Array.isArray(copy['actions']))
      copy['actions'] = copy['actions'].map((element: unknown) => withActionId(element, newId))
    return copy
  })
}

const sameJson = (left: unknown, right: unknown): boolean => JSON.stringify(left) === JSON.stringify(right)

const initialOptionProblems = (element: InteractiveElement, pointer: string): string[] => {
  const offered =
    element.type === 'static_select' || element.type === 'multi_static_select'
      ? (element.options ?? (element.option_groups ?? []).flatMap((group) => group.options))
      : element.type === 'radio_buttons' || element.type === 'checkboxes'
        ? element.options
        : undefined
  if (offered === undefined) return []
  const initial = [
    ...('initial_option' in element && element.initial_option !== undefined ? [element.initial_option] : []),
    ...('initial_options' in element && element.initial_options !== undefined ? element.initial_options : []),
  ]
  return initial
    .filter((option) => !offered.some((candidate) => sameJson(candidate, option)))
    .map(() => `[ERROR] initial option is not among the options [json-pointer:${pointer}]`)
}

const crossProblems = (blocks: readonly Block[], prefix: string): string[] => {
  const problems: string[] = []
  const blockIds = new Set<string>()
  const actionIds = new Set<string>()
  let focused = 0
  blocks.forEach((block, index) => {
    const blockId = block.block_id ?? ''
    if (blockIds.has(blockId))
      problems.push(`[ERROR] duplicate block_id: ${blockId} [json-pointer:${prefix}/${index}/block_id]`)
    blockIds.add(blockId)
    for (const element of elementsOf(block)) {
      const actionId = element.action_id ?? ''
      if (actionIds.has(actionId))
        problems.push(`[ERROR] duplicate action_id: ${actionId} [json-pointer:${prefix}/${index}]`)
      actionIds.add(actionId)
      if ('focus_on_load' in element && element.focus_on_load === true) focused += 1
      problems.push(...initialOptionProblems(element, `${prefix}/${index}`))
    }
  })
  if (focused > 1) problems.push(`[ERROR] only one element may have focus_on_load [json-pointer:${prefix}]`)
  return problems
}

const COUNTED = new Set(['text', 'title', 'fallback', 'alt_text'])

const charactersIn = (value: unknown): number => {
  if (Array.isArray(value)) return value.reduce<number>((sum, entry) => sum + charactersIn(entry), 0)
  if (!isRecord(value)) return 0
  return Object.entries(value).reduce(
    (sum, [key, entry]) =>
      sum + (typeof entry === 'string' ? (COUNTED.has(key) ? entry.length : 0) : charactersIn(entry)),
    0,
  )
}

const messageBlocksSchema = z.array(messageBlockSchema).max(LIMITS.message.blocks)

/**
 * Checks the blocks of a message.
 *
 * @returns the blocks with all ids filled in, or `invalid_blocks`, `invalid_blocks_format`, `msg_blocks_too_long`
 */
export const checkMessageBlocks = (input: unknown, newId: () => string): Checked<readonly MessageBlock[]> => {
  if (!Array.isArray(input)) return { ok: false, error: 'invalid_blocks_format', messages: [] }
  const parsed = messageBlocksSchema.safeParse(identified(input, newId))
  if (!parsed.success)
    return { ok: false, error: 'invalid_blocks', messages: slackMessages(parsed.error, input, '/blocks') }
  const problems = crossProblems(parsed.data, '/blocks')
  if (parsed.data.filter((block) => block.type === 'table').length > LIMITS.count.tablesInMessage)
    problems.push('[ERROR] only one table is allowed in a message [json-pointer:/blocks]')
  if (problems.length > 0) return { ok: false, error: 'invalid_blocks', messages: problems }
  if (charactersIn(parsed.data) > LIMITS.message.charactersInBlocks)
    return { ok: false, error: 'msg_blocks_too_long', messages: [] }
  return { ok: true, value: parsed.data }
}

/**
 * Checks a modal.
 *
 * @returns the modal with all ids filled in, or `invalid_arguments`, `view_too_large`
 */
export const checkModal = (input: unknown, newId: () => string): Checked<Modal> => {
  if (!isRecord(input))
    return { ok: false, error: 'invalid_arguments', messages: ['[ERROR] must provide an object [json-pointer:/view]'] }
  const filled = { ...input, blocks: identified(input['blocks'], newId) }
  if (new TextEncoder().encode(JSON.stringify(filled)).length > LIMITS.modal.bytes)
    return { ok: false, error: 'view_too_large', messages: [] }
  const parsed = modalSchema.safeParse(filled)
  if (!parsed.success)
    return { ok: false, error: 'invalid_arguments', messages: slackMessages(parsed.error, input, '/view') }
  const problems = crossProblems(parsed.data.blocks, '/view/blocks')
  return problems.length > 0
    ? { ok: false, error: 'invalid_arguments', messages: problems }
    : { ok: true, value: parsed.data }
}
