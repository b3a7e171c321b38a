import { z } from 'zod'
import { checkModal } from '../blocks/parse.ts'
import type { Modal } from '../blocks/view.ts'
import type { Core } from '../core.ts'
import { shortId } from '../identifiers.ts'
import { viewSubmissionPayload } from '../payloads.ts'
import type { StateValues } from '../values.ts'
import type { OpenView } from '../views.ts'
import { inputErrors } from './input-checks.ts'
import { topView } from './on-modal.ts'
import { actor, done, failed, isAcknowledged, isOutcome, type Outcome, refused, TROUBLE } from './outcome.ts'

const reactionSchema = z.union([
  z.discriminatedUnion('response_action', [
    z.object({ response_action: z.literal('errors'), errors: z.record(z.string(), z.string().min(1)) }),
    z.object({ response_action: z.literal('update'), view: z.unknown() }),
    z.object({ response_action: z.literal('push'), view: z.unknown() }),
    z.object({ response_action: z.literal('clear') }),
  ]),
  // An empty acknowledgement has no such key at all.
  z.object({ response_action: z.undefined().optional() }),
])
type Reaction = z.infer<typeof reactionSchema>

const parseReaction = (payload: unknown): Reaction | undefined => {
  const parsed = reactionSchema.safeParse(payload === undefined || payload === '' ? {} : payload)
  return parsed.success ? parsed.data : undefined
}

const checkedModal = (core: Core, input: unknown): Modal | string => {
  const checked = checkModal(input, shortId)
  if (checked.ok) return checked.value
  core.complain(
    `A response_action carried a view that Slack refuses: ${[checked.error, ...checked.messages].join(' ')}`,
  )
  return checked.error
}

/** Does what the app asked for; answers whether that was possible. */
const react = (core: Core, view: OpenView, reaction: Reaction): boolean => {
  switch (reaction.response_action) {
    case undefined:
      core.views.close(view.id)
      return true
    case 'clear':
      core.views.closeAll(view.personId)
      return true
    case 'errors': {
      const inputs = new Set(view.modal.blocks.filter((block) => block.type === 'input').map((block) => block.block_id))
      const stray = Object.keys(reaction.errors).find((blockId) => !inputs.has(blockId))
      if (stray !== undefined || Object.keys(reaction.errors).length === 0) {
        core.complain(`Errors of a submission name ${stray ?? 'no block'}, which is no input block of the view.`)
        return false
      }
      core.views.onScreen(view.id, { errors: reaction.errors })
      return true
    }
    case 'update': {
      const modal = checkedModal(core, reaction.view)
      return typeof modal !== 'string' && core.views.update(view.id, modal) !== undefined
    }
    case 'push': {
      const modal = checkedModal(core, reaction.view)
      return typeof modal !== 'string' && core.views.push(view.personId, modal) !== undefined
    }
  }
}

/**
 * A person presses a modal's submit button.
 *
 * @param values what the inputs hold, where the person's screen knows better than what was told before
 */
export const submitModal = async (
  core: Core,
  personId: string,
  viewId: string,
  values: StateValues = {},
): Promise<Outcome> => {
  const person = actor(core, personId)
  if (isOutcome(person)) return person
  for (const [blockId, actions] of Object.entries(values)) {
    for (const [actionId, value] of Object.entries(actions)) {
      const held = topView(core, personId, viewId)?.values[blockId]?.[actionId]
      if (held?.type === value.type) core.views.put(viewId, blockId, actionId, value)
    }
  }
  const view = topView(core, personId, viewId)
  if (view === undefined) return refused('This dialog is closed.')
  if (view.modal.submit === undefined) return refused('This dialog has no submit button.')
  if (view.submitting) return refused('This dialog is being submitted.')
  const errors = inputErrors(view.modal.blocks, view.values)
  core.views.onScreen(view.id, { errors, trouble: undefined })
  if (Object.keys(errors).length > 0) return refused(Object.values(errors).join(' '))

  core.views.onScreen(view.id, { submitting: true })
  const delivery = await core.sockets.deliver('interactive', viewSubmissionPayload(core, person, view), true)
  const now = core.views.find(view.id)
  if (now === undefined) return done
  core.views.onScreen(view.id, { submitting: false })
  const reaction = isAcknowledged(delivery) ? parseReaction(delivery.payload) : undefined
  if (reaction !== undefined && react(core, now, reaction)) return done
  core.views.onScreen(view.id, { trouble: TROUBLE })
  return failed(TROUBLE)
}
