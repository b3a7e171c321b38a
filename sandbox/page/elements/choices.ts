import { h } from 'preact'
import type { InteractiveElement, Option } from '../../slack/page-api.ts'
import { html, type Rendered } from '../html.ts'
import { useInteraction } from '../state/interaction.ts'
import { TextObject } from '../text/text-view.ts'
import { type Labelling, labelAttributes } from './labelling.ts'

type Checkboxes = Extract<InteractiveElement, { type: 'checkboxes' }>
type RadioButtons = Extract<InteractiveElement, { type: 'radio_buttons' }>

/** Checkboxes: every change tells all that are ticked now. */
export function CheckboxesView({
  element,
  blockId,
  labelling,
}: {
  readonly element: Checkboxes
  readonly blockId: string
  readonly labelling: Labelling
}): Rendered {
  const interaction = useInteraction()
  const place = { blockId, actionId: element.action_id ?? '' }
  const value = interaction.valueAt(place)
  const ticked: readonly Option[] =
    value?.type === 'checkboxes' ? value.selected_options : (element.initial_options ?? [])
  const change = (option: Option, isTicked: boolean) => {
    const isSelected = (candidate: Option) =>
      candidate.value === option.value ? isTicked : ticked.some((other) => other.value === candidate.value)
    const selected = element.options.filter(isSelected)
    interaction.interact(place, { type: 'checkboxes', selected_options: selected }, { confirm: element.confirm })
  }
  return html`<div role="group" class="choices" ...${labelAttributes(labelling)}>
    ${element.options.map((option) =>
      h(ChoiceRow, {
        key: option.value,
        type: 'checkbox',
        option,
        name: labelling.inputId,
        isChosen: ticked.some((other) => other.value === option.value),
        onChoose: (isTicked) => change(option, isTicked),
      }),
    )}
  </div>`
}

/** Radio buttons: one of several. */
export function RadioButtonsView({
  element,
  blockId,
  labelling,
}: {
  readonly element: RadioButtons
  readonly blockId: string
  readonly labelling: Labelling
}): Rendered {
  const interaction = useInteraction()
  const place = { blockId, actionId: element.action_id ?? '' }
  const value = interaction.valueAt(place)
  const chosen = value?.type === 'radio_buttons' ? value.selected_option : element.initial_option
  return html`<div role="radiogroup" class="choices" ...${labelAttributes(labelling)}>
    ${element.options.map((option) =>
      h(ChoiceRow, {
        key: option.value,
        type: 'radio',
        option,
        name: labelling.inputId,
        isChosen: chosen?.value === option.value,
        onChoose: () =>
          interaction.interact(place, { type: 'radio_buttons', selected_option: option }, { confirm: element.confirm }),
      }),
    )}
  </div>`
}

type ChoiceRowProps = {
  readonly type: 'checkbox' | 'radio'
  readonly option: Option
  readonly name: string
  readonly isChosen: boolean
  readonly onChoose: (isTicked: boolean) => void
}

function ChoiceRow({ type, option, name, isChosen, onChoose }: ChoiceRowProps): Rendered {
  const descriptionId = `${name}-${option.value}-description`
  return html`<label class="choice">
    <input
      type=${type}
      name=${name}
      checked=${isChosen}
      aria-describedby=${option.description && descriptionId}
      onChange=${(event: Event) => event.currentTarget instanceof HTMLInputElement && onChoose(event.currentTarget.checked)}
    />
    <span class="choice-words">
      ${h(TextObject, { text: option.text })}
      ${option.description && html`<span class="choice-description" id=${descriptionId}>${h(TextObject, { text: option.description })}</span>`}
    </span>
  </label>`
}
