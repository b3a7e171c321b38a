import { h } from 'preact'
import { useRef } from 'preact/hooks'
import { html, type Rendered } from '../html.ts'
import { usePage } from '../state/context.ts'
import type { OpenConfirm } from '../state/store.ts'
import { plainWords, TextObject } from '../text/text-view.ts'
import { useFocusTrap } from './focus-trap.ts'
import { icon } from './icons.ts'

/** The question before a press that its app wants confirmed. Nothing is told to the app until it is answered. */
export function Confirm({ confirm }: { readonly confirm: OpenConfirm }): Rendered {
  const { actions } = usePage()
  const dialog = useRef<HTMLDivElement>(null)
  useFocusTrap(dialog, 'confirm')
  const { title, text, confirm: yes, deny, style } = confirm.dialog
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key !== 'Escape') return
    event.stopPropagation()
    actions.answerConfirm(false)
  }
  return html`<div class="modal-veil veil-above">
    <div class="modal confirm" role="dialog" aria-modal="true" aria-labelledby="confirm-title" aria-describedby="confirm-text" tabindex="-1" ref=${dialog} onKeyDown=${onKeyDown}>
      <div class="modal-head">
        <h2 id="confirm-title">${plainWords(title)}</h2>
        <button type="button" class="icon-button" aria-label="Close dialog" onClick=${() => actions.answerConfirm(false)}>${icon('close')}</button>
      </div>
      <div class="modal-body" id="confirm-text">${h(TextObject, { text })}</div>
      <div class="modal-foot">
        <button type="button" class="kit-button plain large" onClick=${() => actions.answerConfirm(false)}>${plainWords(deny)}</button>
        <button type="button" class=${`kit-button ${style ?? 'primary'} large`} data-autofocus onClick=${() => actions.answerConfirm(true)}>${plainWords(yes)}</button>
      </div>
    </div>
  </div>`
}
