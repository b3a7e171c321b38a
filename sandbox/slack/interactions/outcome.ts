import type { Core } from '../core.ts'
import type { Delivery } from '../sockets.ts'
import type { Person } from '../workspace.ts'

/** What a person's act came to. */
export type Outcome =
  /** The app acknowledged (or need not hear of it). */
  | { readonly kind: 'done' }
  /** The app did not answer; Slack shows this to the person. */
  | { readonly kind: 'failed'; readonly text: string }
  /** Slack itself does not let the person do it. */
  | { readonly kind: 'refused'; readonly text: string }

export const done: Outcome = { kind: 'done' }
export const refused = (text: string): Outcome => ({ kind: 'refused', text })
export const failed = (text: string): Outcome => ({ kind: 'failed', text })

export const TROUBLE = 'We had some trouble connecting. Try again?'

/** The person, if they can act in Slack at all; else why not. */
export const actor = (core: Core, personId: string): Person | Outcome => {
  const person = core.directory.person(personId)
  if (person === undefined) return refused(`There is no person ${personId}.`)
  if (person.deactivated) return refused(`${person.realName}'s account is deactivated.`)
  if (person.kind === 'bot') return refused(`${person.realName} is a bot.`)
  return person
}

export const isAcknowledged = (delivery: Delivery): delivery is Delivery & { readonly kind: 'acknowledged' } =>
  delivery.kind === 'acknowledged'

export const isOutcome = (value: Person | Outcome): value is Outcome => !('realName' in value)
