import { h } from 'preact'
import type { Block, Button, PlainText } from '../../slack/page-api.ts'
import { ButtonView } from '../elements/button.ts'
import { html, type Rendered } from '../html.ts'
import { useDirectory } from '../state/directory.ts'

type ContextActions = Extract<Block, { type: 'context_actions' }>
type Feedback = { readonly text: PlainText; readonly value: string; readonly accessibility_label?: string }

/** A `context_actions` block: small buttons below a message. */
export function ContextActionsView({ block }: { readonly block: ContextActions }): Rendered {
  const directory = useDirectory()
  const blockId = block.block_id ?? ''
  return html`${block.elements.map((element) => {
    if (element.type === 'feedback_buttons') {
      const buttons = [element.positive_button, element.negative_button]
      return buttons.map((button) =>
        h(ButtonView, { key: button.value, button: asButton(button, element.action_id), blockId }),
      )
    }
    const readers = element.visible_to_user_ids
    if (readers !== undefined && !readers.includes(directory.viewerId)) return null
    const button = asButton({ text: element.text, value: element.value ?? '' }, element.action_id)
    return h(ButtonView, { key: element.action_id, button, blockId })
  })}`
}

function asButton(feedback: Feedback, actionId: string | undefined): Button {
  return {
    type: 'button',
    text: feedback.text,
    value: feedback.value,
    ...(actionId === undefined ? {} : { action_id: actionId }),
    ...(feedback.accessibility_label === undefined ? {} : { accessibility_label: feedback.accessibility_label }),
  }
}
