import { h } from 'preact'
import type { Block } from '../../slack/page-api.ts'
import { ElementView } from '../elements/element.ts'
import { html, type Rendered } from '../html.ts'
import { plainWords } from '../text/text-view.ts'

type Input = Extract<Block, { type: 'input' }>

/** An `input`: its label, its element, its hint, and the error the app gave for it. */
export function InputView({
  input,
  elementId,
  error,
}: {
  readonly input: Input
  readonly elementId: string
  readonly error: string | undefined
}): Rendered {
  const inputId = `${elementId}-input`
  const labelId = `${elementId}-label`
  const hintId = `${elementId}-hint`
  const errorId = `${elementId}-error`
  const describedBy = [error === undefined ? '' : errorId, input.hint === undefined ? '' : hintId].join(' ').trim()
  const labelling = {
    inputId,
    labelledBy: labelId,
    label: plainWords(input.label),
    isInvalid: error !== undefined,
    ...(describedBy === '' ? {} : { describedBy }),
  }
  return html`<label class="input-label" id=${labelId} for=${inputId}>
      ${plainWords(input.label)}${input.optional && html`<span class="input-optional"> (optional)</span>`}
    </label>
    ${h(ElementView, { element: input.element, blockId: input.block_id ?? '', labelling, isClearable: true })}
    ${
      error !== undefined &&
      html`<div class="input-error" id=${errorId}>
        <svg viewBox="0 0 20 20" aria-hidden="true"><path d="M10 2.5 18.5 17h-17zM10 8v4m0 2v1" /></svg>${error}
      </div>`
    }
    ${input.hint && html`<div class="input-hint" id=${hintId}>${plainWords(input.hint)}</div>`}`
}
