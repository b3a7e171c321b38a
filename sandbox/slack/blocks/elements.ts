import { z } from 'zod'
import { LIMITS } from '../limits.ts'
import { actionable, confirmable, userId } from './element-parts.ts'
import {
  checkboxes,
  datepicker,
  datetimepicker,
  emailInput,
  fileInput,
  numberInput,
  plainTextInput,
  radioButtons,
  richTextInput,
  timepicker,
  urlInput,
} from './inputs.ts'
import { menus, overflow } from './menus.ts'
import { buttonStyleSchema, plainText } from './text.ts'

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
