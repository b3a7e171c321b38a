import { h } from 'preact'
import { useEffect, useLayoutEffect, useRef } from 'preact/hooks'
import type { PageModal } from '../../slack/page-api.ts'
import { BlocksView } from '../blocks/block.ts'
import { html, type Rendered } from '../html.ts'
import { usePage } from '../state/context.ts'
import { InteractionContext } from '../state/interaction.ts'
import { modalValues } from '../state/modal-values.ts'
import { plainWords } from '../text/text-view.ts'
import { useFocusTrap } from './focus-trap.ts'
import { icon } from './icons.ts'

/** The top modal of the chosen person's stack. */
export function Modal({ modal, depth }: { readonly modal: PageModal; readonly depth: number }): Rendered {
  const { model, actions } = usePage()
  const dialog = useRef<HTMLDivElement>(null)
  useFocusTrap(dialog, modal.viewId)
  useLayoutEffect(() => {
    // An update may have taken away what had the focus; without it the keyboard would reach nothing.
    const isLost = document.activeElement === null || document.activeElement === document.body
    if (isLost) dialog.current?.focus()
  })
  const errorCount = Object.keys(modal.errors).length
  useEffect(() => {
    if (errorCount > 0) dialog.current?.querySelector<HTMLElement>('[aria-invalid=true]')?.focus()
  }, [modal.errors])

  const titleId = `modal-title-${modal.viewId}`
  const values = modalValues(modal, model.drafts[modal.viewId])
  const interaction = actions.interactionOn({ kind: 'modal', viewId: modal.viewId }, values)
  const submit = () => {
    if (!modal.submitting && modal.submit !== undefined) void actions.submit(modal)
  }
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key === 'Escape') {
      event.preventDefault()
      void actions.close(modal, false)
    }
    const isOneLine = event.target instanceof HTMLInputElement && event.target.dataset['singleLine'] !== undefined
    if (event.key === 'Enter' && !event.isComposing && (isOneLine || event.metaKey || event.ctrlKey)) {
      event.preventDefault()
      submit()
    }
  }
  return html`<div class="modal-veil">
    <div
      class="modal"
      role="dialog"
      aria-modal="true"
      aria-labelledby=${titleId}
      tabindex="-1"
      ref=${dialog}
      onKeyDown=${onKeyDown}
    >
      <div class="modal-head">
        <img class="avatar" src="/icon.svg" alt="" />
        <h2 id=${titleId}>${plainWords(modal.title)}</h2>
        <button type="button" class="icon-button" aria-label="Close dialog" onClick=${() => actions.close(modal, true)}>${icon('close')}</button>
      </div>
      <div class="modal-body">
        ${modal.trouble !== undefined && html`<div class="modal-trouble" role="alert">${icon('warning')}${modal.trouble}</div>`}
        ${h(InteractionContext.Provider, { value: interaction }, h(BlocksView, { blocks: modal.blocks, surfaceId: modal.viewId, errors: modal.errors }))}
      </div>
      ${modalFoot(modal, depth, submit, () => actions.close(modal, false))}
      <div class="visually-hidden" role="status">${errorCount > 0 ? `Fields that need another look: ${errorCount}` : ''}</div>
    </div>
  </div>`
}

function modalFoot(modal: PageModal, depth: number, submit: () => void, close: () => void): Rendered {
  const closeWords = modal.close === undefined ? (depth > 1 ? 'Back' : 'Close') : plainWords(modal.close)
  return html`<div class="modal-foot">
    <button type="button" class="kit-button plain large" onClick=${close}>${closeWords}</button>
    ${
      modal.submit !== undefined &&
      html`<button type="button" class="kit-button primary large" aria-busy=${modal.submitting} aria-disabled=${modal.submitting} onClick=${submit}>
        <span class="button-words">${plainWords(modal.submit)}</span>${modal.submitting && html`<span class="spinner" aria-hidden="true"></span>`}
      </button>`
    }
  </div>`
}
