import { z } from 'zod'
import { LIMITS } from '../limits.ts'
import { channelId, confirmable, picker, several, userId } from './element-parts.ts'
import { optionGroupSchema, optionSchema } from './text.ts'

const options = z.array(optionSchema).min(1).max(LIMITS.count.options)
const optionGroups = z.array(optionGroupSchema).min(1).max(LIMITS.count.optionGroups)
const hasOneOptionSource = (select: { readonly options?: unknown; readonly option_groups?: unknown }): boolean =>
  (select.options === undefined) !== (select.option_groups === undefined)
const OPTION_SOURCE = 'must define either options or option_groups'

const staticSelect = z
  .strictObject({
    type: z.literal('static_select'),
    ...picker,
    options: options.exactOptional(),
    option_groups: optionGroups.exactOptional(),
    initial_option: optionSchema.exactOptional(),
  })
  .refine(hasOneOptionSource, OPTION_SOURCE)

const multiStaticSelect = z
  .strictObject({
    type: z.literal('multi_static_select'),
    ...picker,
    ...several,
    options: options.exactOptional(),
    option_groups: optionGroups.exactOptional(),
    initial_options: z.array(optionSchema).min(1).exactOptional(),
  })
  .refine(hasOneOptionSource, OPTION_SOURCE)

const externalSelect = z.strictObject({
  type: z.literal('external_select'),
  ...picker,
  initial_option: optionSchema.exactOptional(),
  min_query_length: z.int().min(0).exactOptional(),
})

const multiExternalSelect = z.strictObject({
  type: z.literal('multi_external_select'),
  ...picker,
  ...several,
  initial_options: z.array(optionSchema).min(1).exactOptional(),
  min_query_length: z.int().min(0).exactOptional(),
})

const respondable = { response_url_enabled: z.boolean().exactOptional() }
const conversationFilter = {
  default_to_current_conversation: z.boolean().exactOptional(),
  filter: z
    .strictObject({
      include: z
        .array(z.enum(['im', 'mpim', 'private', 'public']))
        .min(1)
        .exactOptional(),
      exclude_external_shared_channels: z.boolean().exactOptional(),
      exclude_bot_users: z.boolean().exactOptional(),
    })
    .exactOptional(),
}

const usersSelect = z.strictObject({ type: z.literal('users_select'), ...picker, initial_user: userId.exactOptional() })
const multiUsersSelect = z.strictObject({
  type: z.literal('multi_users_select'),
  ...picker,
  ...several,
  initial_users: z.array(userId).exactOptional(),
})
const conversationsSelect = z.strictObject({
  type: z.literal('conversations_select'),
  ...picker,
  ...respondable,
  ...conversationFilter,
  initial_conversation: channelId.exactOptional(),
})
const multiConversationsSelect = z.strictObject({
  type: z.literal('multi_conversations_select'),
  ...picker,
  ...several,
  ...conversationFilter,
  initial_conversations: z.array(channelId).exactOptional(),
})
const channelsSelect = z.strictObject({
  type: z.literal('channels_select'),
  ...picker,
  ...respondable,
  initial_channel: channelId.exactOptional(),
})
const multiChannelsSelect = z.strictObject({
  type: z.literal('multi_channels_select'),
  ...picker,
  ...several,
  initial_channels: z.array(channelId).exactOptional(),
})

export const overflow = z.strictObject({
  type: z.literal('overflow'),
  ...confirmable,
  options: z.array(optionSchema).min(1).max(LIMITS.count.overflowOptions),
})

/** Menus that unfold. */
export const menus = [
  staticSelect,
  externalSelect,
  usersSelect,
  conversationsSelect,
  channelsSelect,
  multiStaticSelect,
  multiExternalSelect,
  multiUsersSelect,
  multiConversationsSelect,
  multiChannelsSelect,
] as const
