import { findElement } from '../blocks/elements-of.ts'
import type { Core } from '../core.ts'
import { viewActionPayload, viewClosedPayload } from '../payloads.ts'
import type { ElementValue } from '../values.ts'
import type { OpenView } from '../views.ts'
import { actionJson } from './actions.ts'
import { isDispatched, type TypingTrigger } from './dispatch.ts'
import { actor, done, failed, isAcknowledged, isOutcome, type Outcome, refused, TROUBLE } from './outcome.ts'

/** The person's view with this id, if it is the one on top. */
export const topView = (core: Core, personId: string, viewId: string): OpenView | undefined => {
  const top = core.views.stack(personId).at(-1)
  return top?.id === viewId ? top : undefined
}

/** A person presses a button of a modal, or chooses or types in one of its elements. */
export const interactWithModal = async (
  core: Core,
  personId: string,
  at: { readonly viewId: string; readonly blockId: string; readonly actionId: string },
  value: ElementValue | undefined,
  trigger: TypingTrigger,
): Promise<Outcome> => {
  const person = actor(core, personId)
  if (isOutcome(person)) return person
  const view = topView(core, personId, at.viewId)
  if (view === undefined) return refused('This dialog is closed.')
  const found = findElement(view.modal.blocks, at.blockId, at.actionId)
  if (found === undefined) return refused('This element is not there any more.')
  const held = view.values[at.blockId]?.[at.actionId]
  if (value !== undefined && held !== undefined) {
    if (held.type !== value.type) return refused(`A ${held.type} cannot hold a ${value.type}.`)
    core.views.put(view.id, at.blockId, at.actionId, value)
  }
  if (!isDispatched(found.block, found.element, trigger)) return done
  const action = actionJson(found.element, at.blockId, value, core.clock.now())
  const payload = viewActionPayload(core, person, core.views.find(view.id) ?? view, action)
  const delivery = await core.sockets.deliver('interactive', payload, false)
  if (isAcknowledged(delivery)) return done
  core.views.onScreen(view.id, { trouble: TROUBLE })
  return failed(TROUBLE)
}

/**
 * A person closes a modal.
 *
 * @param all closes the whole stack: the cross, or a view with `clear_on_close`
 */
export const closeModal = async (core: Core, personId: string, viewId: string, all: boolean): Promise<Outcome> => {
  const person = actor(core, personId)
  if (isOutcome(person)) return person
  const view = topView(core, personId, viewId)
  if (view === undefined) return refused('This dialog is closed.')
  const clears = all || view.modal.clear_on_close === true
  const closing = clears ? core.views.stack(personId).toReversed() : [view]
  if (clears) core.views.closeAll(personId)
  else core.views.close(view.id)
  // Slack shows nothing where an app does not acknowledge this.
  await Promise.all(
    closing
      .filter((closed) => closed.modal.notify_on_close === true)
      .map((closed) => core.sockets.deliver('interactive', viewClosedPayload(core, person, closed, clears), false)),
  )
  return done
}
