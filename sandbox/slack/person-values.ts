import type { InteractiveElement } from './blocks/elements.ts'
import type { Option } from './blocks/text.ts'
import type { Directory } from './directory.ts'
import type { ElementValue } from './values.ts'

/** What a person can choose: by what an option shows (or begins with), or by its value. */
export type Choice = { readonly text: string } | { readonly value: string }

const asOption = (value: string, text: string): Option => ({ text: { type: 'plain_text', text }, value })

/** The options that an element itself offers; undefined for one that asks the app, or offers none. */
export const ownOptions = (element: InteractiveElement, directory: Directory): readonly Option[] | undefined => {
  switch (element.type) {
    case 'static_select':
    case 'multi_static_select':
      return element.options ?? (element.option_groups ?? []).flatMap((group) => group.options)
    case 'radio_buttons':
    case 'checkboxes':
    case 'overflow':
      return element.options
    case 'users_select':
    case 'multi_users_select':
      return directory.people().flatMap(({ id, realName, deactivated }) => (deactivated ? [] : asOption(id, realName)))
    case 'conversations_select':
    case 'multi_conversations_select':
    case 'channels_select':
    case 'multi_channels_select':
      return directory.channels().flatMap(({ id, name }) => (name === '' ? [] : asOption(id, name)))
    default:
      return undefined
  }
}

export const pickOption = (options: readonly Option[], choice: Choice): Option | undefined =>
  'value' in choice
    ? options.find(({ value }) => value === choice.value)
    : (options.find(({ text }) => text.text === choice.text) ??
      options.find(({ text }) => text.text.startsWith(choice.text)))

const sameValue = (left: Option, right: Option): boolean => left.value === right.value

/** With the option ticked where it was not, and the other way round. */
const toggled = (options: readonly Option[], option: Option): Option[] =>
  options.some((held) => sameValue(held, option))
    ? options.filter((held) => !sameValue(held, option))
    : [...options, option]
const toggledId = (ids: readonly string[], id: string): string[] =>
  ids.includes(id) ? ids.filter((held) => held !== id) : [...ids, id]

/** What an element holds once the option was pressed, where it held `held` before; undefined: it takes no options. */
export const chosen = (type: string, option: Option, held: ElementValue | undefined): ElementValue | undefined => {
  switch (type) {
    case 'static_select':
    case 'external_select':
    case 'radio_buttons':
    case 'overflow':
      return { type, selected_option: option }
    case 'checkboxes':
    case 'multi_static_select':
    case 'multi_external_select':
      return { type, selected_options: toggled(held?.type === type ? held.selected_options : [], option) }
    case 'users_select':
      return { type, selected_user: option.value }
    case 'multi_users_select':
      return { type, selected_users: toggledId(held?.type === type ? held.selected_users : [], option.value) }
    case 'conversations_select':
      return { type, selected_conversation: option.value }
    case 'multi_conversations_select': {
      const before = held?.type === type ? held.selected_conversations : []
      return { type, selected_conversations: toggledId(before, option.value) }
    }
    case 'channels_select':
      return { type, selected_channel: option.value }
    case 'multi_channels_select':
      return { type, selected_channels: toggledId(held?.type === type ? held.selected_channels : [], option.value) }
    default:
      return undefined
  }
}

/** What an element holds once this was typed into it; undefined: it takes no text. Empty text is nothing. */
export const typed = (type: string, text: string): ElementValue | undefined => {
  const value = text === '' ? null : text
  switch (type) {
    case 'plain_text_input':
    case 'email_text_input':
    case 'url_text_input':
    case 'number_input':
      return { type, value }
    case 'rich_text_input':
      return { type, rich_text_value: value === null ? null : richText(value) }
    case 'datepicker':
      return { type, selected_date: value }
    case 'timepicker':
      return { type, selected_time: value }
    case 'datetimepicker':
      return { type, selected_date_time: value === null ? null : Number(value) }
    default:
      return undefined
  }
}

const richText = (text: string) => ({
  type: 'rich_text' as const,
  elements: [{ type: 'rich_text_section' as const, elements: [{ type: 'text' as const, text }] }],
})
