import type { Block } from './blocks/block.ts'
import type { InteractiveElement } from './blocks/elements.ts'
import { elementsOf } from './blocks/elements-of.ts'
import type { Core } from './core.ts'
import { sendCommand } from './interactions/commands.ts'
import { interactWithMessage } from './interactions/on-message.ts'
import { closeModal, interactWithModal } from './interactions/on-modal.ts'
import { loadOptions } from './interactions/options.ts'
import { type Outcome, refused } from './interactions/outcome.ts'
import { submitModal } from './interactions/submission.ts'
import type { StoredMessage } from './messages.ts'
import type { OptionList, PageNotice } from './page-api.ts'
import type { ElementValue } from './values.ts'
import type { OpenView } from './views.ts'

/** What a person can choose: by what an option shows, or by its value. */
export type Choice = { readonly text: string } | { readonly value: string }

/** Somebody in Slack who does what people do. Fields and buttons are found by the text that is to be read. */
export type SlackPerson = {
  readonly command: (command: string, text: string, channelId?: string) => Promise<Outcome>
  /** The modal on top of the screen. */
  readonly modal: () => OpenView | undefined
  /** What a picker of the modal offers for a query. */
  readonly options: (label: string, query?: string) => Promise<OptionList | Outcome>
  /** Chooses an option of a picker; an `external_select` is opened and searched with `query` first. */
  readonly choose: (label: string, choice: Choice, query?: string) => Promise<Outcome>
  readonly fill: (label: string, text: string) => Promise<Outcome>
  readonly submit: () => Promise<Outcome>
  readonly closeModal: () => Promise<Outcome>
  /** Presses a button of a message and confirms, where a dialog asks. */
  readonly click: (ts: string, buttonText: string) => Promise<Outcome>
  /** Messages that only this person sees, oldest first. */
  readonly ephemerals: () => readonly StoredMessage[]
  /** Errors that Slack itself showed this person. */
  readonly errors: () => readonly PageNotice[]
}

type Found = { readonly block: Block; readonly element: InteractiveElement }

const buttonText = (element: InteractiveElement): string | undefined =>
  element.type === 'button' && 'text' in element ? element.text.text : undefined

const findButton = (blocks: readonly Block[], text: string): Found | undefined => {
  for (const block of blocks) {
    const element = elementsOf(block).find((candidate) => buttonText(candidate) === text)
    if (element !== undefined) return { block, element }
  }
  return undefined
}

const findField = (view: OpenView | undefined, label: string): Found | undefined => {
  for (const block of view?.modal.blocks ?? []) {
    if (block.type === 'input' && block.label.text === label) return { block, element: block.element }
  }
  return undefined
}

const place = ({ block, element }: Found) => ({ blockId: block.block_id ?? '', actionId: element.action_id ?? '' })

export const createPerson = (core: Core, userId: string): SlackPerson => {
  const modal = (): OpenView | undefined => core.views.stack(userId).at(-1)

  const options = async (label: string, query = ''): Promise<OptionList | Outcome> => {
    const view = modal()
    const field = findField(view, label)
    if (view === undefined || field === undefined) return refused(`There is no field ${label}.`)
    return loadOptions(core, userId, { kind: 'modal', viewId: view.id }, { ...place(field), query })
  }

  const put = async (label: string, value: (type: string) => ElementValue | undefined): Promise<Outcome> => {
    const view = modal()
    const field = findField(view, label)
    if (view === undefined || field === undefined) return refused(`There is no field ${label}.`)
    const put = value(field.element.type)
    if (put === undefined) return refused(`${label} does not take that.`)
    return interactWithModal(core, userId, { viewId: view.id, ...place(field) }, put, 'character')
  }

  return {
    command: (command, text, channelId) => sendCommand(core, userId, command, text, channelId),
    modal,
    options,
    choose: async (label, choice, query) => {
      const offered = await options(label, query ?? ('text' in choice ? choice.text : ''))
      if ('kind' in offered) return offered
      const all = offered.flatMap((group) => group.options)
      const option = all.find((candidate) =>
        'value' in choice ? candidate.value === choice.value : candidate.text.text.startsWith(choice.text),
      )
      if (option === undefined) return refused(`${label} does not offer ${JSON.stringify(choice)}.`)
      return put(label, (type) => (type === 'external_select' ? { type, selected_option: option } : undefined))
    },
    fill: (label, text) => put(label, (type) => (type === 'plain_text_input' ? { type, value: text } : undefined)),
    submit: async () => {
      const view = modal()
      return view === undefined ? refused('No dialog is open.') : submitModal(core, userId, view.id)
    },
    closeModal: async () => {
      const view = modal()
      return view === undefined ? refused('No dialog is open.') : closeModal(core, userId, view.id, false)
    },
    click: async (ts, text) => {
      const button = findButton(core.messages.find(ts)?.blocks ?? [], text)
      if (button === undefined) return refused(`There is no button ${text}.`)
      return interactWithMessage(core, userId, { ts, ...place(button) }, undefined, 'character')
    },
    ephemerals: () => core.messages.all().filter(({ onlyVisibleTo }) => onlyVisibleTo === userId),
    errors: () => core.notices.all().filter(({ person }) => person === userId),
  }
}
