import { z } from 'zod'
import type { Block } from '../blocks/block.ts'
import { findElement } from '../blocks/elements-of.ts'
import { optionGroupSchema, optionSchema } from '../blocks/text.ts'
import type { Core } from '../core.ts'
import { LIMITS } from '../limits.ts'
import type { OptionList, Surface } from '../page-api.ts'
import { suggestionPayload } from '../payloads.ts'
import { canSee } from './on-message.ts'
import { topView } from './on-modal.ts'
import { actor, failed, isAcknowledged, isOutcome, type Outcome, refused } from './outcome.ts'

const DEFAULT_MIN_QUERY_LENGTH = 3

const answerSchema = z.union([
  z.object({ options: z.array(optionSchema) }).transform(({ options }): OptionList => [{ options }]),
  z
    .object({ option_groups: z.array(optionGroupSchema.extend({ options: z.array(optionSchema) })) })
    .transform(({ option_groups }): OptionList => option_groups),
])

/** The list as the person sees it: what Slack cannot take becomes "No result", without a word to the app. */
const shown = (core: Core, payload: unknown): OptionList => {
  const parsed = answerSchema.safeParse(payload)
  if (!parsed.success) {
    core.complain(`Options that Slack refuses: ${z.prettifyError(parsed.error)}`)
    return []
  }
  const count = parsed.data.reduce((sum, group) => sum + group.options.length, 0)
  if (count > LIMITS.count.externalOptions || parsed.data.length > LIMITS.count.optionGroups) {
    core.complain(`${count} options in ${parsed.data.length} groups are more than Slack shows.`)
    return []
  }
  return parsed.data.filter((group) => group.options.length > 0)
}

/**
 * A person opens an `external_select` or types into its search.
 *
 * @returns groups of options, empty for "No result"
 */
export const loadOptions = async (
  core: Core,
  personId: string,
  on: Surface,
  asked: { readonly blockId: string; readonly actionId: string; readonly query: string },
): Promise<OptionList | Outcome> => {
  const person = actor(core, personId)
  if (isOutcome(person)) return person
  const view = on.kind === 'modal' ? topView(core, personId, on.viewId) : undefined
  const message = on.kind === 'message' ? core.messages.find(on.ts) : undefined
  const surface =
    view !== undefined ? { view } : message !== undefined && canSee(core, personId, message) ? { message } : undefined
  if (surface === undefined) return refused('This is not there any more.')
  const blocks: readonly Block[] = 'view' in surface ? surface.view.modal.blocks : surface.message.blocks
  const element = findElement(blocks, asked.blockId, asked.actionId)?.element
  if (element?.type !== 'external_select' && element?.type !== 'multi_external_select')
    return refused('This element loads no options.')
  if (asked.query.length < (element.min_query_length ?? DEFAULT_MIN_QUERY_LENGTH)) return []
  const payload = suggestionPayload(core, person, surface, asked)
  const delivery = await core.sockets.deliver('interactive', payload, true)
  return isAcknowledged(delivery) ? shown(core, delivery.payload) : failed('These options could not be loaded.')
}
