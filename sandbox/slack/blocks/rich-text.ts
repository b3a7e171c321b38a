import { z } from 'zod'
import { LIMITS } from '../limits.ts'

const style = z
  .strictObject({
    bold: z.boolean().exactOptional(),
    italic: z.boolean().exactOptional(),
    strike: z.boolean().exactOptional(),
    code: z.boolean().exactOptional(),
    underline: z.boolean().exactOptional(),
    highlight: z.boolean().exactOptional(),
    client_highlight: z.boolean().exactOptional(),
    unlink: z.boolean().exactOptional(),
  })
  .exactOptional()

const text = z.strictObject({ type: z.literal('text'), text: z.string().min(1), style })
const link = z.strictObject({
  type: z.literal('link'),
  url: z.string().min(1),
  text: z.string().exactOptional(),
  unsafe: z.boolean().exactOptional(),
  style,
})

export const richTextElementSchema = z.discriminatedUnion('type', [
  text,
  link,
  z.strictObject({ type: z.literal('user'), user_id: z.string().regex(/^[UW][A-Z0-9]+$/), style }),
  z.strictObject({ type: z.literal('usergroup'), usergroup_id: z.string().regex(/^S[A-Z0-9]+$/), style }),
  z.strictObject({ type: z.literal('channel'), channel_id: z.string().regex(/^[CGD][A-Z0-9]+$/), style }),
  z.strictObject({ type: z.literal('team'), team_id: z.string().regex(/^T[A-Z0-9]+$/), style }),
  z.strictObject({ type: z.literal('broadcast'), range: z.enum(['here', 'channel', 'everyone']), style }),
  z.strictObject({ type: z.literal('color'), value: z.string().regex(/^#[0-9a-fA-F]{6}$/), style }),
  z.strictObject({
    type: z.literal('emoji'),
    name: z.string().min(1),
    unicode: z.string().exactOptional(),
    url: z.string().exactOptional(),
    skin_tone: z.int().exactOptional(),
    style,
  }),
  z.strictObject({
    type: z.literal('date'),
    timestamp: z.int(),
    format: z
      .string()
      .min(1)
      .refine((format) => /\{(date|time|ago|day)[a-z_]*\}/.test(format), 'must contain a date or time token'),
    url: z.string().exactOptional(),
    fallback: z.string().exactOptional(),
    style,
  }),
])
export type RichTextElement = z.infer<typeof richTextElementSchema>

const section = z.strictObject({
  type: z.literal('rich_text_section'),
  elements: z.array(richTextElementSchema),
})
export type RichTextSection = z.infer<typeof section>

const border = z.union([z.literal(0), z.literal(1)]).exactOptional()

export const richTextPartSchema = z.discriminatedUnion('type', [
  section,
  z.strictObject({
    type: z.literal('rich_text_list'),
    style: z.enum(['bullet', 'ordered']),
    elements: z.array(section).min(1),
    indent: z.int().min(0).max(8).exactOptional(),
    offset: z.int().min(0).exactOptional(),
    border,
  }),
  z.strictObject({
    type: z.literal('rich_text_quote'),
    elements: z.array(richTextElementSchema),
    border,
  }),
  z.strictObject({
    type: z.literal('rich_text_preformatted'),
    elements: z.array(z.discriminatedUnion('type', [text, link])),
    border,
    language: z.string().exactOptional(),
  }),
])
export type RichTextPart = z.infer<typeof richTextPartSchema>

export const richTextSchema = z.strictObject({
  type: z.literal('rich_text'),
  block_id: z.string().max(LIMITS.id.block).exactOptional(),
  elements: z.array(richTextPartSchema).min(1),
})
export type RichText = z.infer<typeof richTextSchema>
