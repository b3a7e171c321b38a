import { z } from 'zod'
import { LIMITS } from '../limits.ts'
import { actionable, confirmable, focusable, picker, typed } from './element-parts.ts'
import { richTextSchema } from './rich-text.ts'
import { richOptionSchema } from './text.ts'

export const checkboxes = z.strictObject({
  type: z.literal('checkboxes'),
  ...confirmable,
  ...focusable,
  options: z.array(richOptionSchema).min(1).max(LIMITS.count.checkboxOptions),
  initial_options: z.array(richOptionSchema).min(1).exactOptional(),
})

export const radioButtons = z.strictObject({
  type: z.literal('radio_buttons'),
  ...confirmable,
  ...focusable,
  options: z.array(richOptionSchema).min(1).max(LIMITS.count.radioOptions),
  initial_option: richOptionSchema.exactOptional(),
})

export const plainTextInput = z.strictObject({
  type: z.literal('plain_text_input'),
  ...typed,
  initial_value: z.string().max(LIMITS.input.text).exactOptional(),
  multiline: z.boolean().exactOptional(),
  min_length: z.int().min(0).max(LIMITS.input.text).exactOptional(),
  max_length: z.int().min(1).max(LIMITS.input.text).exactOptional(),
})
export const emailInput = z.strictObject({
  type: z.literal('email_text_input'),
  ...typed,
  initial_value: z.string().exactOptional(),
})
export const urlInput = z.strictObject({
  type: z.literal('url_text_input'),
  ...typed,
  initial_value: z.string().exactOptional(),
})
export const numberInput = z.strictObject({
  type: z.literal('number_input'),
  ...typed,
  is_decimal_allowed: z.boolean(),
  initial_value: z.string().exactOptional(),
  min_value: z.string().exactOptional(),
  max_value: z.string().exactOptional(),
})
export const richTextInput = z.strictObject({
  type: z.literal('rich_text_input'),
  ...typed,
  initial_value: richTextSchema.exactOptional(),
  min_lines: z.int().min(1).exactOptional(),
  max_lines: z.int().min(1).exactOptional(),
})
export const fileInput = z.strictObject({
  type: z.literal('file_input'),
  ...actionable,
  filetypes: z.array(z.string()).exactOptional(),
  max_files: z.int().min(1).max(10).exactOptional(),
})

export const datepicker = z.strictObject({
  type: z.literal('datepicker'),
  ...picker,
  initial_date: z.iso.date().exactOptional(),
})
export const timepicker = z.strictObject({
  type: z.literal('timepicker'),
  ...picker,
  initial_time: z
    .string()
    .regex(/^([01]\d|2[0-3]):[0-5]\d$/)
    .exactOptional(),
  timezone: z.string().exactOptional(),
})
export const datetimepicker = z.strictObject({
  type: z.literal('datetimepicker'),
  ...confirmable,
  ...focusable,
  initial_date_time: z.int().min(1_000_000_000).max(9_999_999_999).exactOptional(),
})
