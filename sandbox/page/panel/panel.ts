import { html, type Rendered } from '../html.ts'
export function Panel(): Rendered {
  return html`<aside id="panel" class="panel" aria-label="Break things"></aside>`
}
