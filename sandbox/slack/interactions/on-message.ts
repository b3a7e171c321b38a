import { findElement } from '../blocks/elements-of.ts'
import type { Core } from '../core.ts'
import { valuesOf } from '../initial-values.ts'
import type { StoredMessage } from '../messages.ts'
import { messageActionPayload } from '../payloads.ts'
import type { ElementValue } from '../values.ts'
import { actionJson } from './actions.ts'
import { isDispatched, type TypingTrigger } from './dispatch.ts'
import { actor, done, failed, isAcknowledged, isOutcome, type Outcome, refused } from './outcome.ts'

/** Whether the message is on this person's screen. */
export const canSee = (core: Core, personId: string, message: StoredMessage): boolean =>
  message.onlyVisibleTo === undefined
    ? core.directory.isMember(message.channelId, personId)
    : message.onlyVisibleTo === personId

/**
 * A person presses a button of a message, or chooses or types in one of its elements.
 *
 * @param value what the element holds now; undefined for a button
 */
export const interactWithMessage = async (
  core: Core,
  personId: string,
  at: { readonly ts: string; readonly blockId: string; readonly actionId: string },
  value: ElementValue | undefined,
  trigger: TypingTrigger,
): Promise<Outcome> => {
  const person = actor(core, personId)
  if (isOutcome(person)) return person
  const before = core.messages.find(at.ts)
  if (before === undefined || !canSee(core, personId, before)) return refused('This message is not there any more.')
  const found = findElement(before.blocks, at.blockId, at.actionId)
  if (found === undefined) return refused('This button is not there any more.')
  if (value !== undefined) {
    const state = valuesOf(before.blocks, before.values[personId])
    if (state[at.blockId]?.[at.actionId]?.type === value.type)
      core.messages.keepValues(at.ts, personId, {
        ...state,
        [at.blockId]: { ...state[at.blockId], [at.actionId]: value },
      })
  }
  if (!isDispatched(found.block, found.element, trigger)) return done
  const message = core.messages.find(at.ts) ?? before
  const withState: StoredMessage = {
    ...message,
    values: { ...message.values, [personId]: valuesOf(message.blocks, message.values[personId]) },
  }
  const action = actionJson(found.element, at.blockId, value, core.clock.now())
  const payload = messageActionPayload(core, person, withState, action)
  const delivery = await core.sockets.deliver('interactive', payload, false)
  if (isAcknowledged(delivery)) return done
  const text = `Something went wrong: ${core.workspace.app.name} did not respond. Try again?`
  core.notices.tell({ person: personId, text, messageTs: at.ts, threadTs: message.threadTs })
  return failed(text)
}
