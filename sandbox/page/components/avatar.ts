import type { PagePerson } from '../../slack/page-api.ts'
import { html, type Rendered } from '../html.ts'
import { initialsOf, readableOn } from './initials.ts'

/** A person's picture: initials on their colour, the lighthouse for the app. Decoration; names stand beside it. */
export function Avatar({ person }: { readonly person: PagePerson | undefined }): Rendered {
  if (person?.kind === 'bot') return html`<img class="avatar" src="/icon.svg" alt="" />`
  if (person === undefined) return html`<span class="avatar avatar-unknown" aria-hidden="true">?</span>`
  const color = person.color.startsWith('#') ? person.color : `#${person.color}`
  return html`<span class="avatar" style=${{ background: color, color: readableOn(color) }} aria-hidden="true">${initialsOf(person.realName)}</span>`
}
