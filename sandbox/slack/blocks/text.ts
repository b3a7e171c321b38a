import { z } from 'zod'
import { LIMITS } from '../limits.ts'

/** A `plain_text` object of 1 to `maximum` characters. */
export const plainText = (maximum: number) =>
  z.strictObject({
    type: z.literal('plain_text'),
    text: z.string().min(1).max(maximum),
    emoji: z.boolean().exactOptional(),
  })

/** A `mrkdwn` object of 1 to `maximum` characters. */
export const markdownText = (maximum: number) =>
  z.strictObject({
    type: z.literal('mrkdwn'),
    text: z.string().min(1).max(maximum),
    verbatim: z.boolean().exactOptional(),
  })

/** Either text object. */
export const anyText = (maximum: number) => z.discriminatedUnion('type', [plainText(maximum), markdownText(maximum)])

export const plainTextSchema = plainText(LIMITS.text.section)
export type PlainText = z.infer<typeof plainTextSchema>

export const textSchema = anyText(LIMITS.text.section)
export type Text = z.infer<typeof textSchema>

/** An option of a select menu: plain text only. */
export const optionSchema = z.strictObject({
  text: plainText(LIMITS.option.text),
  value: z.string().max(LIMITS.option.value),
  description: plainText(LIMITS.option.description).exactOptional(),
  url: z.string().max(LIMITS.option.url).exactOptional(),
})

/** An option of radio buttons and checkboxes: markup is allowed. */
export const richOptionSchema = z.strictObject({
  text: anyText(LIMITS.option.text),
  value: z.string().max(LIMITS.option.value),
  description: anyText(LIMITS.option.description).exactOptional(),
})

export type Option = z.infer<typeof optionSchema> | z.infer<typeof richOptionSchema>

export const optionGroupSchema = z.strictObject({
  label: plainText(LIMITS.option.groupLabel),
  options: z.array(optionSchema).min(1).max(LIMITS.count.optionsInGroup),
})

const styleSchema = z.enum(['primary', 'danger'])

export const confirmSchema = z.strictObject({
  title: plainText(LIMITS.confirm.title),
  text: anyText(LIMITS.confirm.text),
  confirm: plainText(LIMITS.confirm.button),
  deny: plainText(LIMITS.confirm.button),
  style: styleSchema.exactOptional(),
})
export type ConfirmDialog = z.infer<typeof confirmSchema>

export const buttonStyleSchema = styleSchema
