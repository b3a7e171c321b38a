import { createContext, h } from 'preact'
import { useContext, useEffect, useRef, useState } from 'preact/hooks'
import type { Option } from '../../slack/page-api.ts'
import { html, type Rendered } from '../html.ts'
import { useInteraction } from '../state/interaction.ts'
import { plainWords } from '../text/text-view.ts'
import { type Labelling, labelAttributes } from './labelling.ts'
import { flatOptions, OptionListView, optionElementId } from './option-list.ts'
import type { Select, WorkspaceOptions } from './option-source.ts'
import { chosenOptions, valueOfOptions } from './select-value.ts'
import { useOptions } from './use-options.ts'

export const WorkspaceOptionsContext = createContext<WorkspaceOptions>({ people: [], channels: [] })

export type SelectProps = {
  readonly select: Select
  readonly blockId: string
  readonly labelling: Labelling
  /** Inputs can be emptied again; a select among buttons cannot. */
  readonly isClearable: boolean
}

/** A select menu as Slack shows it: a field that one types into, and a list below. One or several may be chosen. */
export function SelectView({ select, blockId, labelling, isClearable }: SelectProps): Rendered {
  const interaction = useInteraction()
  const workspace = useContext(WorkspaceOptionsContext)
  const [isOpen, setOpen] = useState(false)
  const [query, setQuery] = useState('')
  const [activeIndex, setActiveIndex] = useState(0)
  const frame = useRef<HTMLDivElement>(null)
  const place = { blockId, actionId: select.action_id ?? '' }
  const offer = useOptions(select, place, workspace, isOpen, query)
  const chosen = chosenOptions(select, interaction.valueAt(place), workspace)
  const isMultiple = select.type.startsWith('multi_')
  const options = flatOptions(offer)
  const listId = `${labelling.inputId}-options`
  const chosenWords = isMultiple ? '' : chosen.map((option) => plainWords(option.text)).join('')
  const placeholder = select.placeholder === undefined ? 'Select an item' : plainWords(select.placeholder)

  useEffect(() => {
    document.getElementById(optionElementId(listId, activeIndex))?.scrollIntoView({ block: 'nearest' })
  }, [activeIndex])

  const open = (typed: string) => {
    setQuery(typed)
    setActiveIndex(0)
    setOpen(true)
  }
  const tell = (selected: readonly Option[]) =>
    interaction.interact(place, valueOfOptions(select, selected), { confirm: select.confirm })
  const choose = (option: Option) => {
    const isChosen = chosen.some((other) => other.value === option.value)
    if (!isMultiple) setOpen(false)
    setQuery('')
    if (!isMultiple) tell([option])
    else if (isChosen) tell(chosen.filter((other) => other.value !== option.value))
    else if (chosen.length < maximumOf(select)) tell([...chosen, option])
  }
  const onKeyDown = (event: KeyboardEvent) => {
    const move = { ArrowDown: 1, ArrowUp: -1 }[event.key]
    if (move !== undefined) {
      event.preventDefault()
      if (isOpen) setActiveIndex((activeIndex + move + options.length) % Math.max(options.length, 1))
      else open('')
    } else if (event.key === 'Enter' && !event.isComposing) {
      event.preventDefault()
      event.stopPropagation()
      const option = options[activeIndex]
      if (!isOpen) open('')
      else if (option !== undefined) choose(option)
    } else if (event.key === 'Escape' && isOpen) {
      event.preventDefault()
      event.stopPropagation()
      setOpen(false)
    } else if (event.key === 'Tab') {
      setOpen(false)
    } else if (event.key === 'Backspace' && isMultiple && query === '' && chosen.length > 0) {
      tell(chosen.slice(0, -1))
    }
  }

  return html`<div class=${`select ${isOpen ? 'is-open' : ''} ${isMultiple ? 'is-multiple' : ''}`} ref=${frame} data-invalid=${labelling.isInvalid || undefined}>
    ${isMultiple && chosen.map((option) => h(ChosenChip, { key: option.value, option, onRemove: () => choose(option) }))}
    <input
      ...${labelAttributes(labelling)}
      class="select-field"
      role="combobox"
      autocomplete="off"
      spellcheck=${false}
      aria-autocomplete="list"
      aria-expanded=${isOpen}
      aria-controls=${listId}
      aria-activedescendant=${isOpen && options.length > 0 ? optionElementId(listId, activeIndex) : undefined}
      data-focus-on-load=${'focus_on_load' in select && select.focus_on_load}
      placeholder=${isOpen && chosenWords !== '' ? chosenWords : isMultiple && chosen.length > 0 ? '' : placeholder}
      value=${isOpen ? query : chosenWords}
      onFocus=${(event: Event) => event.currentTarget instanceof HTMLInputElement && event.currentTarget.select()}
      onClick=${() => isOpen || open('')}
      onInput=${(event: Event) => event.currentTarget instanceof HTMLInputElement && open(event.currentTarget.value)}
      onKeyDown=${onKeyDown}
      onBlur=${() => setOpen(false)}
    />
    ${
      isClearable && !isMultiple && chosen.length > 0 && !isOpen
        ? html`<button type="button" class="select-clear" aria-label=${`Clear ${labelling.label ?? 'selection'}`} onClick=${() => tell([])}>
            <svg viewBox="0 0 20 20" aria-hidden="true"><path d="m6 6 8 8m0-8-8 8" /></svg>
          </button>`
        : html`<svg class="select-arrow" viewBox="0 0 20 20" aria-hidden="true"><path d="m5 8 5 5 5-5" /></svg>`
    }
    ${isOpen && h(OptionListView, { listId, label: labelling.label ?? placeholder, offer, chosen, activeIndex, anchor: frame, isMultiple, onChoose: choose, onPoint: setActiveIndex })}
  </div>`
}

function ChosenChip({ option, onRemove }: { readonly option: Option; readonly onRemove: () => void }): Rendered {
  const words = plainWords(option.text)
  return html`<span class="select-chip">${words}
    <button type="button" aria-label=${`Remove ${words}`} onClick=${onRemove}>
      <svg viewBox="0 0 20 20" aria-hidden="true"><path d="m6 6 8 8m0-8-8 8" /></svg>
    </button>
  </span>`
}

function maximumOf(select: Select): number {
  return 'max_selected_items' in select ? (select.max_selected_items ?? 100) : 100
}
