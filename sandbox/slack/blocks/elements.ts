import { z } from 'zod'
import { LIMITS } from '../limits.ts'
import { richTextSchema } from './rich-text.ts'
import {
  buttonStyleSchema,
  confirmSchema,
  optionGroupSchema,
  optionSchema,
  plainText,
  richOptionSchema,
} from './text.ts'

const actionable = { action_id: z.string().min(1).max(LIMITS.id.action).exactOptional() }
const confirmable = { ...actionable, confirm: confirmSchema.exactOptional() }
const focusable = { focus_on_load: z.boolean().exactOptional() }
const placeholder = { placeholder: plainText(LIMITS.placeholder).exactOptional() }
const picker = { ...confirmable, ...focusable, ...placeholder }
const dispatchable = {
  dispatch_action_config: z
    .strictObject({
      trigger_actions_on: z
        .array(z.enum(['on_enter_pressed', 'on_character_entered']))
        .min(1)
        .exactOptional(),
    })
    .exactOptional(),
}
const typed = { ...actionable, ...focusable, ...placeholder, ...dispatchable }
const several = { max_selected_items: z.int().min(1).exactOptional() }
const userId = z.string().regex(/^[UW][A-Z0-9]+$/)
const channelId = z.string().regex(/^[CGD][A-Z0-9]+$/)

const imageSource = {
  image_url: z.string().min(1).max(LIMITS.imageUrl).exactOptional(),
  slack_file: z.strictObject({ id: z.string().exactOptional(), url: z.string().exactOptional() }).exactOptional(),
}
/** Exactly one of `image_url` and `slack_file`. */
export const hasOneImageSource = (image: { readonly image_url?: string; readonly slack_file?: unknown }): boolean =>
  (image.image_url === undefined) !== (image.slack_file === undefined)

export const imageElementSchema = z
  .strictObject({ type: z.literal('image'), alt_text: z.string().min(1).max(LIMITS.altText), ...imageSource })
  .refine(hasOneImageSource, 'must define either image_url or slack_file')
export type ImageElement = z.infer<typeof imageElementSchema>
export const imageSourceShape = imageSource

export const buttonSchema = z.strictObject({
  type: z.literal('button'),
  ...confirmable,
  text: plainText(LIMITS.button.text),
  value: z.string().max(LIMITS.button.value).exactOptional(),
  url: z.string().max(LIMITS.button.url).exactOptional(),
  style: buttonStyleSchema.exactOptional(),
  accessibility_label: z.string().max(LIMITS.button.accessibilityLabel).exactOptional(),
})
export type Button = z.infer<typeof buttonSchema>

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

const checkboxes = z.strictObject({
  type: z.literal('checkboxes'),
  ...confirmable,
  ...focusable,
  options: z.array(richOptionSchema).min(1).max(LIMITS.count.checkboxOptions),
  initial_options: z.array(richOptionSchema).min(1).exactOptional(),
})

const radioButtons = z.strictObject({
  type: z.literal('radio_buttons'),
  ...confirmable,
  ...focusable,
  options: z.array(richOptionSchema).min(1).max(LIMITS.count.radioOptions),
  initial_option: richOptionSchema.exactOptional(),
})

const overflow = z.strictObject({
  type: z.literal('overflow'),
  ...confirmable,
  options: z.array(optionSchema).min(1).max(LIMITS.count.overflowOptions),
})

const plainTextInput = z.strictObject({
  type: z.literal('plain_text_input'),
  ...typed,
  initial_value: z.string().max(LIMITS.input.text).exactOptional(),
  multiline: z.boolean().exactOptional(),
  min_length: z.int().min(0).max(LIMITS.input.text).exactOptional(),
  max_length: z.int().min(1).max(LIMITS.input.text).exactOptional(),
})
const emailInput = z.strictObject({
  type: z.literal('email_text_input'),
  ...typed,
  initial_value: z.string().exactOptional(),
})
const urlInput = z.strictObject({
  type: z.literal('url_text_input'),
  ...typed,
  initial_value: z.string().exactOptional(),
})
const numberInput = z.strictObject({
  type: z.literal('number_input'),
  ...typed,
  is_decimal_allowed: z.boolean(),
  initial_value: z.string().exactOptional(),
  min_value: z.string().exactOptional(),
  max_value: z.string().exactOptional(),
})
const richTextInput = z.strictObject({
  type: z.literal('rich_text_input'),
  ...typed,
  initial_value: richTextSchema.exactOptional(),
  min_lines: z.int().min(1).exactOptional(),
  max_lines: z.int().min(1).exactOptional(),
})
const fileInput = z.strictObject({
  type: z.literal('file_input'),
  ...actionable,
  filetypes: z.array(z.string()).exactOptional(),
  max_files: z.int().min(1).max(10).exactOptional(),
})

const datepicker = z.strictObject({
  type: z.literal('datepicker'),
  ...picker,
  initial_date: z.iso.date().exactOptional(),
})
const timepicker = z.strictObject({
  type: z.literal('timepicker'),
  ...picker,
  initial_time: z
    .string()
    .regex(/^([01]\d|2[0-3]):[0-5]\d$/)
    .exactOptional(),
  timezone: z.string().exactOptional(),
})
const datetimepicker = z.strictObject({
  type: z.literal('datetimepicker'),
  ...confirmable,
  ...focusable,
  initial_date_time: z.int().min(1_000_000_000).max(9_999_999_999).exactOptional(),
})

const workflowButton = z.strictObject({
  type: z.literal('workflow_button'),
  ...confirmable,
  text: plainText(LIMITS.button.text),
  workflow: z.strictObject({
    trigger: z.strictObject({
      url: z.string(),
      customizable_input_parameters: z.array(z.strictObject({ name: z.string(), value: z.string() })).exactOptional(),
    }),
  }),
  style: buttonStyleSchema.exactOptional(),
  accessibility_label: z.string().max(LIMITS.button.accessibilityLabel).exactOptional(),
})

const feedbackButton = z.strictObject({
  text: plainText(LIMITS.button.text),
  accessibility_label: z.string().max(LIMITS.button.accessibilityLabel).exactOptional(),
  value: z.string().max(LIMITS.button.value),
})
const feedbackButtons = z.strictObject({
  type: z.literal('feedback_buttons'),
  ...actionable,
  positive_button: feedbackButton,
  negative_button: feedbackButton,
})
const iconButton = z.strictObject({
  type: z.literal('icon_button'),
  ...confirmable,
  icon: z.string(),
  text: plainText(LIMITS.button.text),
  accessibility_label: z.string().max(LIMITS.button.accessibilityLabel).exactOptional(),
  value: z.string().max(LIMITS.button.value).exactOptional(),
  visible_to_user_ids: z.array(userId).exactOptional(),
})

const menus = [
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
const choices = [...menus, checkboxes, radioButtons, datepicker, timepicker, datetimepicker] as const

/** What an `actions` block may hold. */
export const actionElementSchema = z.discriminatedUnion('type', [
  ...choices,
  buttonSchema,
  overflow,
  workflowButton,
  richTextInput,
])
/** What may stand beside a section's text. */
export const accessorySchema = z.discriminatedUnion('type', [
  ...choices,
  buttonSchema,
  overflow,
  workflowButton,
  imageElementSchema,
])
/** What an `input` block may hold. */
export const inputElementSchema = z.discriminatedUnion('type', [
  ...choices,
  plainTextInput,
  emailInput,
  urlInput,
  numberInput,
  richTextInput,
  fileInput,
])
/** What a `context_actions` block may hold. */
export const contextActionSchema = z.discriminatedUnion('type', [feedbackButtons, iconButton])

export type ActionElement = z.infer<typeof actionElementSchema>
export type Accessory = z.infer<typeof accessorySchema>
export type InputElement = z.infer<typeof inputElementSchema>
export type ContextAction = z.infer<typeof contextActionSchema>
export type InteractiveElement = Exclude<ActionElement | Accessory | InputElement | ContextAction, ImageElement>
