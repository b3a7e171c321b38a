import type { ElementValue, Option } from '../../slack/page-api.ts'
import { optionOf, type Select, type WorkspaceOptions } from './option-source.ts'

/** What is chosen in a select now: what the person chose, else what the app put there. */
export function chosenOptions(
  select: Select,
  value: ElementValue | undefined,
  workspace: WorkspaceOptions,
): readonly Option[] {
  return (value === undefined ? undefined : optionsOfValue(value, workspace)) ?? initialOptions(select, workspace)
}

/** The value a select tells when these options are chosen. */
export function valueOfOptions(select: Select, options: readonly Option[]): ElementValue {
  const first = options[0]
  const ids = options.map((option) => option.value)
  switch (select.type) {
    case 'static_select':
    case 'external_select':
      return { type: select.type, selected_option: first ?? null }
    case 'multi_static_select':
    case 'multi_external_select':
      return { type: select.type, selected_options: [...options] }
    case 'users_select':
      return { type: select.type, selected_user: first?.value ?? null }
    case 'conversations_select':
      return { type: select.type, selected_conversation: first?.value ?? null }
    case 'channels_select':
      return { type: select.type, selected_channel: first?.value ?? null }
    case 'multi_users_select':
      return { type: select.type, selected_users: ids }
    case 'multi_conversations_select':
      return { type: select.type, selected_conversations: ids }
    case 'multi_channels_select':
      return { type: select.type, selected_channels: ids }
  }
}

function optionsOfValue(value: ElementValue, workspace: WorkspaceOptions): readonly Option[] | undefined {
  switch (value.type) {
    case 'static_select':
    case 'external_select':
      return listOf(value.selected_option)
    case 'multi_static_select':
    case 'multi_external_select':
      return value.selected_options
    case 'users_select':
      return optionsOfIds(listOf(value.selected_user), workspace.people)
    case 'multi_users_select':
      return optionsOfIds(value.selected_users, workspace.people)
    case 'conversations_select':
      return optionsOfIds(listOf(value.selected_conversation), workspace.channels)
    case 'multi_conversations_select':
      return optionsOfIds(value.selected_conversations, workspace.channels)
    case 'channels_select':
      return optionsOfIds(listOf(value.selected_channel), workspace.channels)
    case 'multi_channels_select':
      return optionsOfIds(value.selected_channels, workspace.channels)
    default:
      return undefined
  }
}

function initialOptions(select: Select, workspace: WorkspaceOptions): readonly Option[] {
  switch (select.type) {
    case 'static_select':
    case 'external_select':
      return listOf(select.initial_option)
    case 'multi_static_select':
    case 'multi_external_select':
      return select.initial_options ?? []
    case 'users_select':
      return optionsOfIds(listOf(select.initial_user), workspace.people)
    case 'multi_users_select':
      return optionsOfIds(select.initial_users ?? [], workspace.people)
    case 'conversations_select':
      return optionsOfIds(listOf(select.initial_conversation), workspace.channels)
    case 'multi_conversations_select':
      return optionsOfIds(select.initial_conversations ?? [], workspace.channels)
    case 'channels_select':
      return optionsOfIds(listOf(select.initial_channel), workspace.channels)
    case 'multi_channels_select':
      return optionsOfIds(select.initial_channels ?? [], workspace.channels)
  }
}

function listOf<Value>(value: Value | null | undefined): readonly Value[] {
  return value === null || value === undefined ? [] : [value]
}

function optionsOfIds(ids: readonly string[], known: readonly Option[]): readonly Option[] {
  return ids.map((id) => known.find((option) => option.value === id) ?? optionOf(id, id))
}
