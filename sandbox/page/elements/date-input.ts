import type { ElementValue, InteractiveElement } from '../../slack/page-api.ts'
import { html, type Rendered } from '../html.ts'
import { useInteraction } from '../state/interaction.ts'
import { type Labelling, labelAttributes } from './labelling.ts'

export type DateInput = Extract<InteractiveElement, { type: 'datepicker' | 'timepicker' | 'datetimepicker' }>

const inputType = { datepicker: 'date', timepicker: 'time', datetimepicker: 'datetime-local' } as const

/** The pickers of days and times, as the browser's own. */
export function DateInputView({
  element,
  blockId,
  labelling,
}: {
  readonly element: DateInput
  readonly blockId: string
  readonly labelling: Labelling
}): Rendered {
  const interaction = useInteraction()
  const place = { blockId, actionId: element.action_id ?? '' }
  const change = (event: Event) => {
    if (!(event.currentTarget instanceof HTMLInputElement)) return
    interaction.interact(place, valueOfWords(element, event.currentTarget.value), { confirm: element.confirm })
  }
  const words = wordsOf(interaction.valueAt(place)) ?? initialWords(element)
  return html`<input class="text-input" type=${inputType[element.type]} value=${words} onChange=${change} ...${labelAttributes(labelling)} />`
}

function valueOfWords(element: DateInput, words: string): ElementValue {
  const chosen = words === '' ? null : words
  switch (element.type) {
    case 'datepicker':
      return { type: 'datepicker', selected_date: chosen }
    case 'timepicker':
      return { type: 'timepicker', selected_time: chosen }
    case 'datetimepicker':
      return {
        type: 'datetimepicker',
        selected_date_time: chosen === null ? null : Math.floor(new Date(chosen).getTime() / 1000),
      }
  }
}

function initialWords(element: DateInput): string {
  switch (element.type) {
    case 'datepicker':
      return element.initial_date ?? ''
    case 'timepicker':
      return element.initial_time ?? ''
    case 'datetimepicker':
      return localWords(element.initial_date_time ?? null)
  }
}

function wordsOf(value: ElementValue | undefined): string | undefined {
  switch (value?.type) {
    case 'datepicker':
      return value.selected_date ?? ''
    case 'timepicker':
      return value.selected_time ?? ''
    case 'datetimepicker':
      return localWords(value.selected_date_time)
    default:
      return undefined
  }
}

/** Seconds since the epoch as the browser's own field writes local times. */
function localWords(seconds: number | null): string {
  if (seconds === null) return ''
  const moment = new Date(seconds * 1000)
  return new Date(moment.getTime() - moment.getTimezoneOffset() * 60_000).toISOString().slice(0, 16)
}
