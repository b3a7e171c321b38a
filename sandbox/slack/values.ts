import { z } from 'zod'
import { richTextSchema } from './blocks/rich-text.ts'
import { optionSchema, richOptionSchema } from './blocks/text.ts'

const option = z.union([optionSchema, richOptionSchema])
const typed = z.string().nullable()

/** What a person has put into one element; the shape of an entry of Slack's `state.values`. `null` and `[]` are "nothing chosen". */
export const elementValueSchema = z.discriminatedUnion('type', [
  z.object({ type: z.literal('plain_text_input'), value: typed }),
  z.object({ type: z.literal('email_text_input'), value: typed }),
  z.object({ type: z.literal('url_text_input'), value: typed }),
  z.object({ type: z.literal('number_input'), value: typed }),
  z.object({ type: z.literal('rich_text_input'), rich_text_value: richTextSchema.nullable() }),
  z.object({ type: z.literal('static_select'), selected_option: option.nullable() }),
  z.object({ type: z.literal('external_select'), selected_option: option.nullable() }),
  z.object({ type: z.literal('radio_buttons'), selected_option: option.nullable() }),
  z.object({ type: z.literal('overflow'), selected_option: option.nullable() }),
  z.object({ type: z.literal('checkboxes'), selected_options: z.array(option) }),
  z.object({ type: z.literal('multi_static_select'), selected_options: z.array(option) }),
  z.object({ type: z.literal('multi_external_select'), selected_options: z.array(option) }),
  z.object({ type: z.literal('users_select'), selected_user: z.string().nullable() }),
  z.object({ type: z.literal('multi_users_select'), selected_users: z.array(z.string()) }),
  z.object({ type: z.literal('conversations_select'), selected_conversation: z.string().nullable() }),
  z.object({ type: z.literal('multi_conversations_select'), selected_conversations: z.array(z.string()) }),
  z.object({ type: z.literal('channels_select'), selected_channel: z.string().nullable() }),
  z.object({ type: z.literal('multi_channels_select'), selected_channels: z.array(z.string()) }),
  z.object({ type: z.literal('datepicker'), selected_date: z.string().nullable() }),
  z.object({ type: z.literal('timepicker'), selected_time: z.string().nullable() }),
  z.object({ type: z.literal('datetimepicker'), selected_date_time: z.number().nullable() }),
  z.object({ type: z.literal('file_input'), files: z.array(z.object({ id: z.string() })) }),
])
export type ElementValue = z.infer<typeof elementValueSchema>

/** `block_id` → `action_id` → value. */
export const stateValuesSchema = z.record(z.string(), z.record(z.string(), elementValueSchema))
export type StateValues = z.infer<typeof stateValuesSchema>
