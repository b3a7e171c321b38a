import { html, type Rendered } from '../html.ts'
import { usePage } from '../state/context.ts'
import { icon } from './icons.ts'

/** Errors that only the chosen person sees: the app did not answer, or the page could not do what was asked. */
export function Toasts(): Rendered {
  const { slack, model, viewerId, actions } = usePage()
  const notices = slack.notices
    .filter((notice) => notice.person === viewerId)
    .map((notice) => ({ ...notice, dismiss: () => void actions.dismissNotice(notice.id) }))
  const toasts = model.toasts
    .filter((toast) => !notices.some((notice) => notice.text === toast.text))
    .map((toast) => ({ ...toast, dismiss: () => actions.dismissToast(toast.id) }))
  return html`<div class="toasts" role="region" aria-label="Errors">
    ${[...notices, ...toasts].map(
      (toast) => html`<div class="toast" role="alert" key=${toast.id}>
        ${icon('warning')}<span>${toast.text}</span>
        <button type="button" class="icon-button" aria-label="Dismiss error" onClick=${toast.dismiss}>${icon('close')}</button>
      </div>`,
    )}
  </div>`
}
