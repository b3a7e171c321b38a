import { z } from 'zod'
import type { Checked } from './blocks/parse.ts'
import type { Core } from './core.ts'
import type { ResponseTarget } from './response-urls.ts'
import { checkContent, contentInput } from './web-api/message-content.ts'

const responseSchema = z.object({
  ...contentInput,
  response_type: z.enum(['ephemeral', 'in_channel']).optional(),
  replace_original: z.boolean().optional(),
  delete_original: z.boolean().optional(),
  thread_ts: z.string().optional(),
})

const DONE: Checked<'ok'> = { ok: true, value: 'ok' }

/**
 * Carries out what an app answered: through a response address, or in the acknowledgement of a command.
 *
 * @returns `ok`, or the error code of what is wrong with the message
 */
export const respond = (core: Core, target: ResponseTarget, body: unknown): Checked<'ok'> => {
  const parsed = responseSchema.safeParse(body)
  if (!parsed.success) return { ok: false, error: 'invalid_payload', messages: [] }
  const response = parsed.data
  if (response.delete_original === true) {
    if (target.messageTs !== undefined) core.messages.remove(target.messageTs)
    return DONE
  }
  const original = target.messageTs === undefined ? undefined : core.messages.find(target.messageTs)
  if (response.replace_original === true && original !== undefined) {
    const content = checkContent(response, original)
    if (!content.ok) return content
    core.messages.edit(original.ts, content.value)
    return DONE
  }
  const content = checkContent(response)
  if (!content.ok) return content
  core.messages.post({
    ...content.value,
    channelId: target.channelId,
    userId: core.workspace.app.botUserId,
    byApp: true,
    threadTs: response.thread_ts,
    onlyVisibleTo: response.response_type === 'in_channel' ? undefined : target.personId,
  })
  return DONE
}

/** Whether an acknowledgement says anything at all. */
export const hasContent = (body: unknown): boolean =>
  typeof body === 'object' && body !== null && ('text' in body || 'blocks' in body || 'delete_original' in body)
