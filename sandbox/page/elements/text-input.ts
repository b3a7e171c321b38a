import type { ElementValue, InteractiveElement } from '../../slack/page-api.ts'
import { html, type Rendered } from '../html.ts'
import { useInteraction } from '../state/interaction.ts'
import { plainWords } from '../text/text-view.ts'
import { type Labelling, labelAttributes } from './labelling.ts'
import { richTextOfWords, wordsOfRichText } from './rich-text-value.ts'

export type TextInput = Extract<
  InteractiveElement,
  { type: 'plain_text_input' | 'email_text_input' | 'url_text_input' | 'number_input' | 'rich_text_input' }
>

/** The inputs that a person types into. */
export function TextInputView({
  element,
  blockId,
  labelling,
}: {
  readonly element: TextInput
  readonly blockId: string
  readonly labelling: Labelling
}): Rendered {
  const interaction = useInteraction()
  const place = { blockId, actionId: element.action_id ?? '' }
  const words = wordsOf(interaction.valueAt(place)) ?? initialWords(element)
  const isMultiline = element.type === 'rich_text_input' || (element.type === 'plain_text_input' && element.multiline)
  const tell = (event: Event, trigger: 'character' | 'enter') => {
    const field = event.currentTarget
    if (!(field instanceof HTMLInputElement || field instanceof HTMLTextAreaElement)) return
    interaction.interact(place, valueOfWords(element, field.value), { trigger })
  }
  const attributes = {
    ...labelAttributes(labelling),
    class: 'text-input',
    value: words,
    placeholder: element.placeholder === undefined ? undefined : plainWords(element.placeholder),
    'data-focus-on-load': element.focus_on_load,
    onInput: (event: Event) => tell(event, 'character'),
    onKeyDown: (event: KeyboardEvent) => {
      if (event.key === 'Enter' && !event.isComposing && !event.shiftKey) tell(event, 'enter')
    },
  }
  const maximum = element.type === 'plain_text_input' ? element.max_length : undefined
  return html`<div class="text-input-frame">
    ${
      isMultiline
        ? html`<textarea rows="4" maxlength=${maximum} ...${attributes}></textarea>`
        : html`<input type="text" inputmode=${inputModeOf(element)} maxlength=${maximum} autocomplete="off" data-single-line ...${attributes} />`
    }
    ${maximum !== undefined && maximum - words.length < 50 && html`<span class="characters-left" aria-label=${`${maximum - words.length} characters left`}>${maximum - words.length}</span>`}
  </div>`
}

function inputModeOf(element: TextInput): string {
  if (element.type === 'email_text_input') return 'email'
  if (element.type === 'url_text_input') return 'url'
  return element.type === 'number_input' ? 'decimal' : 'text'
}

function initialWords(element: TextInput): string {
  if (element.type !== 'rich_text_input') return element.initial_value ?? ''
  return element.initial_value === undefined ? '' : wordsOfRichText(element.initial_value)
}

function wordsOf(value: ElementValue | undefined): string | undefined {
  switch (value?.type) {
    case 'plain_text_input':
    case 'email_text_input':
    case 'url_text_input':
    case 'number_input':
      return value.value ?? ''
    case 'rich_text_input':
      return value.rich_text_value === null ? '' : wordsOfRichText(value.rich_text_value)
    default:
      return undefined
  }
}

function valueOfWords(element: TextInput, words: string): ElementValue {
  if (element.type === 'rich_text_input') {
    return { type: 'rich_text_input', rich_text_value: words === '' ? null : richTextOfWords(words) }
  }
  return { type: element.type, value: words === '' ? null : words }
}
