import { z } from 'zod'
import { type Checked, checkMessageBlocks } from '../blocks/parse.ts'
import { shortId } from '../identifiers.ts'
import { LIMITS } from '../limits.ts'
import type { MessageContent, MessageMetadata } from '../messages.ts'
import { json, text } from './method.ts'

/** The arguments that carry a message's content, in every method that takes one. */
export const contentInput = {
  text: text.optional(),
  blocks: json.optional(),
  metadata: json.optional(),
}

const plain = z.union([z.string(), z.number(), z.boolean()])
const flat = z.record(z.string(), plain)
const metadataSchema = z.strictObject({
  event_type: z.string().min(1).max(255),
  event_payload: z.record(z.string(), z.union([plain, flat, z.array(flat)])),
})

const checkMetadata = (input: unknown): Checked<MessageMetadata> => {
  if (typeof input !== 'object' || input === null) return { ok: false, error: 'invalid_metadata_format', messages: [] }
  const parsed = metadataSchema.safeParse(input)
  if (!parsed.success) return { ok: false, error: 'invalid_metadata_schema', messages: [] }
  if (JSON.stringify(parsed.data).length > LIMITS.message.metadataBytes)
    return { ok: false, error: 'metadata_too_large', messages: [] }
  return { ok: true, value: parsed.data }
}

const isEmptyObject = (value: unknown): boolean =>
  typeof value === 'object' && value !== null && Object.keys(value).length === 0

type ContentInput = {
  readonly text?: string | undefined
  readonly blocks?: unknown
  readonly metadata?: unknown
}

/**
 * Checks a message's content.
 *
 * @param before what an edit keeps where the app leaves blocks or metadata out; an empty list or object removes them
 * @returns the content, or `no_text`, `msg_too_long`, the errors of blocks, the errors of metadata
 */
export const checkContent = (input: ContentInput, before?: MessageContent): Checked<MessageContent> => {
  if ((input.text ?? '').length > LIMITS.message.text) return { ok: false, error: 'msg_too_long', messages: [] }
  const blocks: Checked<MessageContent['blocks']> =
    input.blocks === undefined ? { ok: true, value: before?.blocks ?? [] } : checkMessageBlocks(input.blocks, shortId)
  if (!blocks.ok) return blocks
  if ((input.text === undefined || input.text === '') && blocks.value.length === 0)
    return { ok: false, error: 'no_text', messages: [] }
  const content = { text: input.text ?? '', blocks: blocks.value }
  if (input.metadata === undefined) return { ok: true, value: { ...content, metadata: before?.metadata } }
  if (isEmptyObject(input.metadata)) return { ok: true, value: content }
  const metadata = checkMetadata(input.metadata)
  return metadata.ok ? { ok: true, value: { ...content, metadata: metadata.value } } : metadata
}
