import { z } from 'zod'
import type { Core } from '../core.ts'
import { messageJson } from '../message-json.ts'
import type { StoredMessage } from '../messages.ts'
import { generous, posting, tier3, tier4 } from '../rate-limits.ts'
import type { Channel } from '../workspace.ts'
import { checkContent, contentInput } from './message-content.ts'
import { type Answer, failure, flag, type Method, method, text } from './method.ts'

const scopes = ['chat:write']

/** The conversation an app may write to, or the error it gets. A person's id stands for the direct conversation. */
const writable = (core: Core, id: string): { readonly channel: Channel } | { readonly error: string } => {
  const channel = /^[UW]/.test(id)
    ? core.directory.person(id) === undefined
      ? undefined
      : core.directory.directChannel(id).channel
    : core.directory.channel(id)
  if (channel === undefined) return { error: 'channel_not_found' }
  if (channel.isArchived) return { error: 'is_archived' }
  if (!channel.members.includes(core.workspace.app.botUserId)) return { error: 'not_in_channel' }
  return { channel }
}

const parentProblem = (core: Core, channelId: string, threadTs: string | undefined): string | undefined => {
  if (threadTs === undefined) return undefined
  const parent = core.messages.find(threadTs)
  if (parent === undefined || parent.channelId !== channelId || parent.onlyVisibleTo !== undefined)
    return 'thread_not_found'
  return parent.threadTs === undefined ? undefined : 'cannot_reply_to_message'
}

/** A message that everybody sees, in this channel. */
const inChannel = (core: Core, channelId: string, ts: string): StoredMessage | undefined => {
  const message = core.messages.find(ts)
  return message?.channelId === channelId && message.onlyVisibleTo === undefined && !message.tombstone
    ? message
    : undefined
}

const postMessage = method({
  token: 'bot',
  scopes,
  limit: posting,
  input: z.object({ channel: text, thread_ts: text.optional(), reply_broadcast: flag, ...contentInput }),
  run: (core, input): Answer => {
    const place = writable(core, input.channel)
    if ('error' in place) return failure(place.error)
    const content = checkContent(input)
    if (!content.ok) return failure(content.error, content.messages)
    const problem = parentProblem(core, place.channel.id, input.thread_ts)
    if (problem !== undefined) return failure(problem)
    const message = core.messages.post({
      ...content.value,
      channelId: place.channel.id,
      userId: core.workspace.app.botUserId,
      byApp: true,
      threadTs: input.thread_ts,
      onlyVisibleTo: undefined,
      broadcast: input.reply_broadcast,
    })
    return { ok: true, channel: message.channelId, ts: message.ts, message: messageJson(core, message, true) }
  },
})

const update = method({
  token: 'bot',
  scopes,
  limit: tier3,
  input: z.object({ channel: text, ts: text, ...contentInput }),
  run: (core, input): Answer => {
    if (core.directory.channel(input.channel) === undefined) return failure('channel_not_found')
    const before = inChannel(core, input.channel, input.ts)
    if (before === undefined) return failure('message_not_found')
    if (!before.byApp) return failure('cant_update_message')
    const content = checkContent(input, before)
    if (!content.ok) return failure(content.error, content.messages)
    const message = core.messages.edit(input.ts, content.value)
    if (message === undefined) return failure('message_not_found')
    const { ts: _, ...json } = messageJson(core, message, true)
    return { ok: true, channel: message.channelId, ts: message.ts, text: message.text, message: json }
  },
})

const postEphemeral = method({
  token: 'bot',
  scopes,
  limit: tier4,
  input: z.object({ channel: text, user: text, thread_ts: text.optional(), ...contentInput }),
  run: (core, input): Answer => {
    const place = writable(core, input.channel)
    if ('error' in place) return failure(place.error)
    if (core.directory.person(input.user) === undefined) return failure('user_not_found')
    if (!place.channel.members.includes(input.user)) return failure('user_not_in_channel')
    const content = checkContent(input)
    if (!content.ok) return failure(content.error, content.messages)
    const problem = parentProblem(core, place.channel.id, input.thread_ts)
    if (problem !== undefined) return failure(problem)
    const message = core.messages.post({
      ...content.value,
      channelId: place.channel.id,
      userId: core.workspace.app.botUserId,
      byApp: true,
      threadTs: input.thread_ts,
      onlyVisibleTo: input.user,
    })
    return { ok: true, message_ts: message.ts }
  },
})

const getPermalink = method({
  token: 'bot',
  scopes: [],
  limit: generous,
  input: z.object({ channel: text, message_ts: text }),
  run: (core, input): Answer => {
    if (core.directory.channel(input.channel) === undefined) return failure('channel_not_found')
    const message = inChannel(core, input.channel, input.message_ts)
    if (message === undefined) return failure('message_not_found')
    const place = `${core.address.current}/archives/${input.channel}/p${message.ts.replace('.', '')}`
    const thread = message.threadTs === undefined ? '' : `?thread_ts=${message.threadTs}&cid=${input.channel}`
    return { ok: true, channel: input.channel, permalink: `${place}${thread}` }
  },
})

const remove = method({
  token: 'bot',
  scopes,
  limit: tier3,
  input: z.object({ channel: text, ts: text }),
  run: (core, input): Answer => {
    if (core.directory.channel(input.channel) === undefined) return failure('channel_not_found')
    const message = inChannel(core, input.channel, input.ts)
    if (message === undefined) return failure('message_not_found')
    if (!message.byApp) return failure('cant_delete_message')
    core.messages.remove(input.ts)
    return { ok: true, channel: input.channel, ts: input.ts }
  },
})

export const chatMethods: Readonly<Record<string, Method>> = {
  'chat.postMessage': postMessage,
  'chat.update': update,
  'chat.postEphemeral': postEphemeral,
  'chat.getPermalink': getPermalink,
  'chat.delete': remove,
}
