import { z } from 'zod'

/** What Slack sends, parsed at the door: only what the product uses, and nothing of it is believed without a look-up. */

const user = z.object({ id: z.string() })

const selected = z.object({ value: z.string() })

/** Values of a modal's fields: block id → action id → value. */
const state = z.object({
  values: z.record(
    z.string(),
    z.record(
      z.string(),
      z.object({
        value: z.string().nullish(),
        selected_option: selected.nullish(),
        selected_options: z.array(selected).nullish(),
      }),
    ),
  ),
})

const view = z.object({
  id: z.string(),
  hash: z.string().optional(),
  callback_id: z.string().default(''),
  private_metadata: z.string().default(''),
  state: state.default({ values: {} }),
})
export type ViewPayload = z.infer<typeof view>

export const slashCommand = z.object({
  user_id: z.string(),
  channel_id: z.string(),
  trigger_id: z.string(),
  text: z.string().default(''),
})
export type SlashCommandPayload = z.infer<typeof slashCommand>

const action = z.object({ action_id: z.string(), value: z.string().optional(), selected_option: selected.nullish() })

/** A button of a message, or a field of a modal. */
export const blockAction = z.object({
  user,
  trigger_id: z.string(),
  channel: z.object({ id: z.string() }).nullish(),
  view: view.nullish(),
  actions: z.array(action).min(1),
})
export type BlockActionPayload = z.infer<typeof blockAction>

export const blockSuggestion = z.object({
  user,
  action_id: z.string(),
  value: z.string().default(''),
  view: view.nullish(),
})
export type BlockSuggestionPayload = z.infer<typeof blockSuggestion>

export const viewSubmission = z.object({ user, view })
export type ViewSubmissionPayload = z.infer<typeof viewSubmission>

/** Where a click or command came from, for answers that only its author sees. */
export const origin = z.object({
  team: z.object({ id: z.string() }).nullish(),
  team_id: z.string().nullish(),
  user: user.nullish(),
  user_id: z.string().nullish(),
  channel: z.object({ id: z.string() }).nullish(),
  channel_id: z.string().nullish(),
  response_url: z.string().nullish(),
})
export type Origin = z.infer<typeof origin>

export const teamOf = ({ team, team_id }: Origin): string | null => team?.id ?? team_id ?? null
export const userOf = ({ user: who, user_id }: Origin): string | null => who?.id ?? user_id ?? null
export const channelOf = ({ channel, channel_id }: Origin): string | null => channel?.id ?? channel_id ?? null

/** The values that are ticked in a field of checkboxes; null where the form has no such field. */
export const tickedValues = (
  { state: { values } }: ViewPayload,
  blockId: string,
  actionId: string,
): readonly string[] | null => {
  const field = values[blockId]?.[actionId]
  return field === undefined ? null : (field.selected_options ?? []).map(({ value }) => value)
}

/** The values that are ticked in the checkboxes with this action, whichever block they stand in. */
export const tickedAnywhere = ({ state: { values } }: ViewPayload, actionId: string): readonly string[] =>
  Object.values(values)
    .flatMap((block) => block[actionId]?.selected_options ?? [])
    .map(({ value }) => value)

/** What a person typed or chose in a field; empty where there is nothing. */
export const fieldValue = ({ state: { values } }: ViewPayload, blockId: string, actionId: string): string => {
  const field = values[blockId]?.[actionId]
  // Half a character pair would have no canonical JSON, and so no hash.
  return field?.selected_option?.value ?? field?.value?.trim().toWellFormed() ?? ''
}
