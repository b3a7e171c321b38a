import type { ComponentChildren } from 'preact'
import { html, type Rendered } from '../html.ts'

/** A part of the panel that folds away. */
export function PanelSection(props: {
  readonly title: string
  readonly isOpen?: boolean
  readonly children?: ComponentChildren
}): Rendered {
  return html`<details class="panel-section" open=${props.isOpen}>
    <summary><h3>${props.title}</h3></summary>
    <div class="panel-section-body">${props.children}</div>
  </details>`
}

/** A button with one sentence on what the team will see when it is pressed. */
export function PanelAction(props: {
  readonly title: string
  readonly expectation: string
  readonly isDisabled?: boolean
  readonly onPress: () => void
}): Rendered {
  const descriptionId = `panel-${props.title.toLowerCase().replaceAll(/[^a-z0-9]+/g, '-')}`
  return html`<div class="panel-action">
    <button type="button" class="panel-button" aria-describedby=${descriptionId} disabled=${props.isDisabled} onClick=${props.onPress}>${props.title}</button>
    <p id=${descriptionId}>${props.expectation}</p>
  </div>`
}

/** A choice among named values, with its label above. */
export function PanelSelect(props: {
  readonly label: string
  readonly value: string
  readonly options: readonly { readonly value: string; readonly words: string }[]
  readonly onChoose: (value: string) => void
}): Rendered {
  const change = (event: Event) => {
    if (event.currentTarget instanceof HTMLSelectElement) props.onChoose(event.currentTarget.value)
  }
  return html`<label class="panel-select">
    <span>${props.label}</span>
    <select value=${props.value} onChange=${change}>
      ${props.options.map((option) => html`<option key=${option.value} value=${option.value}>${option.words}</option>`)}
    </select>
  </label>`
}
