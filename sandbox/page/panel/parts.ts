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

export type PanelOption = { readonly value: string; readonly words: string; readonly group?: string }

/** A choice among named values, with its label above. */
export function PanelSelect(props: {
  readonly label: string
  readonly value: string
  /** Those of one group stand together. */
  readonly options: readonly PanelOption[]
  readonly onChoose: (value: string) => void
}): Rendered {
  const change = (event: Event) => {
    if (event.currentTarget instanceof HTMLSelectElement) props.onChoose(event.currentTarget.value)
  }
  return html`<label class="panel-select">
    <span>${props.label}</span>
    <select value=${props.value} onChange=${change}>
      ${groupsOf(props.options).map(([group, options]) =>
        group === ''
          ? options.map(optionView)
          : html`<optgroup key=${group} label=${group}>${options.map(optionView)}</optgroup>`,
      )}
    </select>
  </label>`
}

function optionView({ value, words }: PanelOption): Rendered {
  return html`<option key=${value} value=${value}>${words}</option>`
}

function groupsOf(options: readonly PanelOption[]): readonly (readonly [string, readonly PanelOption[]])[] {
  const names = [...new Set(options.map(({ group = '' }) => group))]
  return names.map((name) => [name, options.filter(({ group = '' }) => group === name)])
}

/** A line of text, with its label above; every key is heard at once. */
export function PanelText(props: {
  readonly label: string
  readonly value: string
  readonly placeholder: string
  readonly onType: (value: string) => void
}): Rendered {
  const type = (event: Event) => {
    if (event.currentTarget instanceof HTMLInputElement) props.onType(event.currentTarget.value)
  }
  return html`<label class="panel-select">
    <span>${props.label}</span>
    <input type="search" value=${props.value} placeholder=${props.placeholder} onInput=${type} />
  </label>`
}
