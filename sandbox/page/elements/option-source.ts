import type { InteractiveElement, Option, OptionList, PageState } from '../../slack/page-api.ts'

export type Select = Extract<
  InteractiveElement,
  {
    type:
      | 'static_select'
      | 'external_select'
      | 'users_select'
      | 'conversations_select'
      | 'channels_select'
      | 'multi_static_select'
      | 'multi_external_select'
      | 'multi_users_select'
      | 'multi_conversations_select'
      | 'multi_channels_select'
  }
>

/** People and channel as options, for the selects that Slack fills itself. */
export type WorkspaceOptions = { readonly people: readonly Option[]; readonly channels: readonly Option[] }

export function workspaceOptions(state: PageState): WorkspaceOptions {
  const isOffered = (person: PageState['people'][number]) => !person.deactivated && person.kind !== 'bot'
  return {
    people: state.people.filter(isOffered).map((person) => optionOf(person.displayName || person.realName, person.id)),
    channels: [optionOf(`#${state.channel.name}`, state.channel.id)],
  }
}

export function optionOf(text: string, value: string): Option {
  return { text: { type: 'plain_text', text }, value }
}

/** Whether the app itself answers what is searched. */
export function isExternal(
  select: Select,
): select is Extract<Select, { type: 'external_select' | 'multi_external_select' }> {
  return select.type === 'external_select' || select.type === 'multi_external_select'
}

/** The options known without asking the app; none for an external select. */
export function localOptions(select: Select, workspace: WorkspaceOptions): OptionList {
  switch (select.type) {
    case 'static_select':
    case 'multi_static_select':
      return select.option_groups ?? [{ options: select.options ?? [] }]
    case 'users_select':
    case 'multi_users_select':
      return [{ options: plainOptions(workspace.people) }]
    case 'conversations_select':
    case 'channels_select':
    case 'multi_conversations_select':
    case 'multi_channels_select':
      return [{ options: plainOptions(workspace.channels) }]
    case 'external_select':
    case 'multi_external_select':
      return []
  }
}

/** Keeps the options whose words contain the query, ignoring case; groups left empty go. */
export function matchingOptions(list: OptionList, query: string): OptionList {
  const wanted = query.trim().toLocaleLowerCase()
  if (wanted === '') return list
  return list
    .map((group) => ({
      ...group,
      options: group.options.filter((option) => option.text.text.toLocaleLowerCase().includes(wanted)),
    }))
    .filter((group) => group.options.length > 0)
}

type PlainOption = OptionList[number]['options'][number]

function plainOptions(options: readonly Option[]): PlainOption[] {
  return options.map((option) => ({
    text: { type: 'plain_text', text: option.text.text },
    value: option.value,
  }))
}
