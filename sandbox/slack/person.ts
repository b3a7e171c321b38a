import type { ConfirmDialog, Option, PlainText } from './blocks/text.ts'
import type { Core } from './core.ts'
import { sendCommand } from './interactions/commands.ts'
import { openHome } from './interactions/home.ts'
import { interactWithMessage } from './interactions/on-message.ts'
import { closeModal, interactWithModal } from './interactions/on-modal.ts'
import { loadOptions } from './interactions/options.ts'
import { type Outcome, refused } from './interactions/outcome.ts'
import { submitModal } from './interactions/submission.ts'
import type { StoredMessage } from './messages.ts'
import type { PageNotice } from './page-api.ts'
import { type Found, findButton, findField, placeOfElement } from './person-fields.ts'
import { type Choice, chosen, ownOptions, pickOption, typed } from './person-values.ts'
import type { ElementValue } from './values.ts'
import type { OpenView } from './views.ts'

export type { Choice } from './person-values.ts'

/** What a picker shows, in groups; empty for "No result". */
export type Offer = { readonly label?: PlainText | undefined; readonly options: readonly Option[] }[]

/** Somebody in Slack who does what people do. Fields and buttons are found by the text that is to be read. */
export type SlackPerson = {
  readonly command: (command: string, text: string, channelId?: string) => Promise<Outcome>
  /** The modal on top of the screen. */
  readonly modal: () => OpenView | undefined
  /** What a picker of the modal offers for a query. */
  readonly options: (label: string, query?: string) => Promise<Offer | Outcome>
  /**
   * Chooses an option of a picker; an `external_select` is opened and searched with `query` first. In a picker that
   * takes several, what was chosen already is taken out again.
   */
  readonly choose: (label: string, choice: Choice, query?: string) => Promise<Outcome>
  /** Ticks a checkbox, or takes its tick away. */
  readonly toggle: (label: string, optionText: string) => Promise<Outcome>
  /** Types a text, date (`YYYY-MM-DD`) or time (`HH:MM`); with `enter` the Enter key follows. */
  readonly fill: (label: string, text: string, end?: 'enter') => Promise<Outcome>
  readonly submit: () => Promise<Outcome>
  readonly closeModal: () => Promise<Outcome>
  /** Presses a button inside the modal and confirms, where a dialog asks. */
  readonly pressInModal: (buttonText: string) => Promise<Outcome>
  /** Presses a button of a message and confirms, where a dialog asks. */
  readonly click: (ts: string, buttonText: string) => Promise<Outcome>
  /** The dialog that asks before the button of a message counts; undefined: none does. */
  readonly confirmOf: (ts: string, buttonText: string) => ConfirmDialog | undefined
  /** Opens the app's Home. The app hears of it where it is subscribed to `app_home_opened`. */
  readonly openHome: () => Promise<Outcome>
  /** Messages that only this person sees, oldest first. */
  readonly ephemerals: () => readonly StoredMessage[]
  /** Errors that Slack itself showed this person. */
  readonly errors: () => readonly PageNotice[]
}

type FieldInView = { readonly view: OpenView; readonly field: Found; readonly held: ElementValue | undefined }

export const createPerson = (core: Core, userId: string): SlackPerson => {
  const modal = (): OpenView | undefined => core.views.stack(userId).at(-1)

  const inModal = (label: string): FieldInView | undefined => {
    const view = modal()
    const field = view === undefined ? undefined : findField(view.modal.blocks, label)
    if (view === undefined || field === undefined) return undefined
    const { blockId, actionId } = placeOfElement(field)
    return { view, field, held: view.values[blockId]?.[actionId] }
  }
  const noField = (label: string): Outcome => refused(`There is no field ${label}.`)

  const offered = async ({ view, field }: FieldInView, query: string): Promise<Offer | Outcome> => {
    const own = ownOptions(field.element, core.directory)
    if (own !== undefined) return [{ options: own }]
    return loadOptions(core, userId, { kind: 'modal', viewId: view.id }, { ...placeOfElement(field), query })
  }
  const put = (
    { view, field }: FieldInView,
    label: string,
    value: ElementValue | undefined,
    trigger: 'character' | 'enter',
  ): Promise<Outcome> | Outcome =>
    value === undefined
      ? refused(`${label} does not take that.`)
      : interactWithModal(core, userId, { viewId: view.id, ...placeOfElement(field) }, value, trigger)

  const choose: SlackPerson['choose'] = async (label, choice, query) => {
    const found = inModal(label)
    if (found === undefined) return noField(label)
    const list = await offered(found, query ?? ('text' in choice ? choice.text : ''))
    if ('kind' in list) return list
    const option = pickOption(
      list.flatMap((group) => group.options),
      choice,
    )
    if (option === undefined) return refused(`${label} does not offer ${JSON.stringify(choice)}.`)
    return put(found, label, chosen(found.field.element.type, option, found.held), 'character')
  }
  const buttonOf = (ts: string, text: string): Found | undefined =>
    findButton(core.messages.find(ts)?.blocks ?? [], text)

  return {
    command: (command, text, channelId) => sendCommand(core, userId, command, text, channelId),
    modal,
    options: async (label, query = '') => {
      const found = inModal(label)
      return found === undefined ? noField(label) : offered(found, query)
    },
    choose,
    toggle: (label, optionText) => choose(label, { text: optionText }),
    fill: async (label, text, end) => {
      const found = inModal(label)
      if (found === undefined) return noField(label)
      return put(found, label, typed(found.field.element.type, text), end ?? 'character')
    },
    submit: async () => {
      const view = modal()
      return view === undefined ? refused('No dialog is open.') : submitModal(core, userId, view.id)
    },
    closeModal: async () => {
      const view = modal()
      return view === undefined ? refused('No dialog is open.') : closeModal(core, userId, view.id, false)
    },
    pressInModal: async (text) => {
      const view = modal()
      const button = view === undefined ? undefined : findButton(view.modal.blocks, text)
      if (view === undefined || button === undefined) return refused(`There is no button ${text}.`)
      const at = { viewId: view.id, ...placeOfElement(button) }
      return interactWithModal(core, userId, at, undefined, 'character')
    },
    click: async (ts, text) => {
      const button = buttonOf(ts, text)
      if (button === undefined) return refused(`There is no button ${text}.`)
      return interactWithMessage(core, userId, { ts, ...placeOfElement(button) }, undefined, 'character')
    },
    confirmOf: (ts, text) => {
      const element = buttonOf(ts, text)?.element
      return element !== undefined && 'confirm' in element ? element.confirm : undefined
    },
    openHome: () => openHome(core, userId),
    ephemerals: () => core.messages.all().filter(({ onlyVisibleTo }) => onlyVisibleTo === userId),
    errors: () => core.notices.all().filter(({ person }) => person === userId),
  }
}
