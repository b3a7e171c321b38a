import type { WebClient } from '@slack/web-api'
import { z } from 'zod'
import { EVENT_TYPE } from '../announcer/channel.ts'
import type { OwnIdentity } from './slack-channel.ts'

const messageSchema = z.object({
  ts: z.string(),
  user: z.string().optional(),
  bot_id: z.string().optional(),
  thread_ts: z.string().optional(),
  metadata: z
    .object({
      event_type: z.string(),
      event_payload: z.object({ request_id: z.string(), seq: z.number() }).partial(),
    })
    .partial()
    .optional(),
})

const pageSchema = z.object({
  messages: z.array(messageSchema.or(z.unknown().transform(() => null))).default([]),
  response_metadata: z.object({ next_cursor: z.string().optional() }).optional(),
})

const PAGE_SIZE = 200

/**
 * The bot's own messages with this metadata, over all pages, oldest first. Metadata alone proves nothing: any app can
 * write it, so the author must be the bot itself.
 * @param wanted `threadTs` null looks for a card in the channel's history, else in that thread; `since` in ms
 * @throws what the Web API client rejects with
 */
export const findOwnMessages = async (
  client: WebClient,
  wanted: {
    readonly channelId: string
    readonly own: OwnIdentity
    readonly requestId: string
    readonly seq: number
    readonly threadTs: string | null
    readonly since: number
  },
): Promise<readonly string[]> => {
  const { channelId: channel, own, requestId, seq, threadTs } = wanted
  const found: string[] = []
  let cursor: string | undefined
  do {
    const paging = { channel, limit: PAGE_SIZE, include_all_metadata: true, ...(cursor ? { cursor } : {}) }
    const answer =
      threadTs === null
        ? await client.conversations.history({ ...paging, oldest: (wanted.since / 1_000).toFixed(6) })
        : await client.conversations.replies({ ...paging, ts: threadTs })
    const page = pageSchema.parse(answer)
    for (const message of page.messages) {
      if (message === null) continue
      const isOwn = message.user === own.botUserId || message.bot_id === own.botId
      const payload = message.metadata?.event_type === EVENT_TYPE ? message.metadata.event_payload : undefined
      if (isOwn && payload?.request_id === requestId && payload.seq === seq) found.push(message.ts)
    }
    cursor = page.response_metadata?.next_cursor || undefined
  } while (cursor !== undefined)
  return [...new Set(found)].sort()
}
