import type { Block } from './blocks/block.ts'
import type { InteractiveElement } from './blocks/elements.ts'
import { elementsOf } from './blocks/elements-of.ts'
import type { ElementValue, StateValues } from './values.ts'

/** What stands in an element before anybody touches it; undefined for elements that hold nothing (buttons, overflow menus). */
export const initialValue = (element: InteractiveElement): ElementValue | undefined => {
  switch (element.type) {
    case 'plain_text_input':
    case 'email_text_input':
    case 'url_text_input':
    case 'number_input':
      return { type: element.type, value: element.initial_value ?? null }
    case 'rich_text_input':
      return { type: element.type, rich_text_value: element.initial_value ?? null }
    case 'static_select':
    case 'external_select':
    case 'radio_buttons':
      return { type: element.type, selected_option: element.initial_option ?? null }
    case 'checkboxes':
    case 'multi_static_select':
    case 'multi_external_select':
      return { type: element.type, selected_options: element.initial_options ?? [] }
    case 'users_select':
      return { type: element.type, selected_user: element.initial_user ?? null }
    case 'multi_users_select':
      return { type: element.type, selected_users: element.initial_users ?? [] }
    case 'conversations_select':
      return { type: element.type, selected_conversation: element.initial_conversation ?? null }
    case 'multi_conversations_select':
      return { type: element.type, selected_conversations: element.initial_conversations ?? [] }
    case 'channels_select':
      return { type: element.type, selected_channel: element.initial_channel ?? null }
    case 'multi_channels_select':
      return { type: element.type, selected_channels: element.initial_channels ?? [] }
    case 'datepicker':
      return { type: element.type, selected_date: element.initial_date ?? null }
    case 'timepicker':
      return { type: element.type, selected_time: element.initial_time ?? null }
    case 'datetimepicker':
      return { type: element.type, selected_date_time: element.initial_date_time ?? null }
    case 'file_input':
      return { type: element.type, files: [] }
    default:
      return undefined
  }
}

/**
 * The state of a view or message with these blocks: what was there before, where block id, action id and kind of element
 * are the same, else the initial values.
 */
export const valuesOf = (blocks: readonly Block[], before: StateValues = {}): StateValues => {
  const values: StateValues = {}
  for (const block of blocks) {
    for (const element of elementsOf(block)) {
      const initial = initialValue(element)
      if (initial === undefined || block.block_id === undefined || element.action_id === undefined) continue
      const kept = before[block.block_id]?.[element.action_id]
      values[block.block_id] = {
        ...values[block.block_id],
        [element.action_id]: kept?.type === initial.type ? kept : initial,
      }
    }
  }
  return values
}

/** Whether nothing has been chosen or typed. */
export const isEmpty = (value: ElementValue): boolean =>
  Object.entries(value).every(
    ([key, content]) => key === 'type' || content === null || (Array.isArray(content) && content.length === 0),
  )
