import type { Block } from '../blocks/block.ts'
import type { InteractiveElement } from '../blocks/elements.ts'

/** What a person did in a text input. */
export type TypingTrigger = 'character' | 'enter'

/**
 * Whether the app hears of it: always from sections and actions, from an input only with `dispatch_action`, and from a
 * text input only at the moment its `dispatch_action_config` names (Enter, by default).
 */
export const isDispatched = (block: Block, element: InteractiveElement, trigger: TypingTrigger): boolean => {
  if (element.type === 'workflow_button') return false
  if (block.type === 'input' && block.dispatch_action !== true) return false
  switch (element.type) {
    case 'plain_text_input':
    case 'email_text_input':
    case 'url_text_input':
    case 'number_input':
    case 'rich_text_input': {
      const triggers = element.dispatch_action_config?.trigger_actions_on ?? ['on_enter_pressed']
      return triggers.includes(trigger === 'enter' ? 'on_enter_pressed' : 'on_character_entered')
    }
    default:
      return true
  }
}
