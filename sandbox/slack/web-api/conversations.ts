import { z } from 'zod'
import type { Core } from '../core.ts'
import { microseconds } from '../identifiers.ts'
import { messageJson } from '../message-json.ts'
import { byTime, type StoredMessage } from '../messages.ts'
import { tier3, tier4 } from '../rate-limits.ts'
import type { Channel } from '../workspace.ts'
import { type Answer, failure, flag, type Method, method, type Order, page, text, wholeNumber } from './method.ts'

const reading = ['channels:read', 'groups:read', 'im:read', 'mpim:read']
const history = ['channels:history', 'groups:history', 'im:history', 'mpim:history']
const CREATED = 1_690_000_000

const channelJson = (core: Core, channel: Channel, options: { members: boolean; locale: boolean }) => {
  const base = {
    id: channel.id,
    created: CREATED,
    updated: CREATED * 1000,
    is_archived: channel.isArchived,
    is_org_shared: false,
    context_team_id: core.workspace.team.id,
  }
  if (channel.directWith !== undefined)
    return { ...base, is_im: true, user: channel.directWith, is_open: true, priority: 0 }
  const isShared = channel.members.some((id) => core.directory.person(id)?.kind === 'external')
  return {
    ...base,
    name: channel.name,
    name_normalized: channel.name,
    is_channel: true,
    is_group: false,
    is_im: false,
    is_mpim: false,
    is_private: false,
    is_general: channel.name === 'general',
    unlinked: 0,
    is_shared: isShared,
    is_ext_shared: isShared,
    is_pending_ext_shared: false,
    pending_shared: [],
    parent_conversation: null,
    creator: channel.members[0] ?? '',
    shared_team_ids: [core.workspace.team.id],
    is_member: channel.members.includes(core.workspace.app.botUserId),
    topic: { value: channel.topic, creator: channel.members[0] ?? '', last_set: CREATED },
    purpose: { value: channel.purpose, creator: channel.members[0] ?? '', last_set: CREATED },
    previous_names: [],
    ...(options.members ? { num_members: channel.members.length } : {}),
    ...(options.locale ? { locale: 'en-US' } : {}),
  }
}

const period = {
  oldest: text.optional(),
  latest: text.optional(),
  inclusive: flag,
  limit: wholeNumber.optional(),
  cursor: z.string().optional(),
  include_all_metadata: flag,
}
type Period = {
  readonly oldest?: string | undefined
  readonly latest?: string | undefined
  readonly inclusive: boolean
}

/** A test for the period; or the error for a timestamp that is none. */
const within = (input: Period): ((message: StoredMessage) => boolean) | string => {
  const oldest = input.oldest === undefined ? 0 : microseconds(input.oldest)
  const latest = input.latest === undefined ? Number.POSITIVE_INFINITY : microseconds(input.latest)
  if (oldest === undefined) return 'invalid_ts_oldest'
  if (latest === undefined) return 'invalid_ts_latest'
  return ({ ts }) => {
    const at = microseconds(ts) ?? 0
    return input.inclusive ? at >= oldest && at <= latest : at > oldest && at < latest
  }
}

const readable = (core: Core, id: string): string | undefined => {
  const channel = core.directory.channel(id)
  if (channel === undefined) return 'channel_not_found'
  return channel.members.includes(core.workspace.app.botUserId) ? undefined : 'not_in_channel'
}

const keyOf = ({ ts }: StoredMessage): string => ts
const newestFirst: Order<StoredMessage> = { keyOf, isReached: (message, ts) => byTime(message, { ts }) <= 0 }
const oldestFirst: Order<StoredMessage> = { keyOf, isReached: (message, ts) => byTime(message, { ts }) >= 0 }
const joining: Order<string> = { keyOf: (id) => id, isReached: (id, key) => id === key }

const pageOfMessages = (
  core: Core,
  messages: readonly StoredMessage[],
  input: { readonly cursor?: string | undefined; readonly include_all_metadata: boolean },
  limit: number,
  order: Order<StoredMessage>,
  first: readonly StoredMessage[] = [],
): Answer => {
  const part = page(messages, input.cursor, limit, order)
  if (part === undefined) return failure('invalid_cursor')
  return {
    ok: true,
    messages: [...first, ...part.items].map((message) => messageJson(core, message, input.include_all_metadata)),
    has_more: part.next !== '',
    ...(part.next === '' ? {} : { response_metadata: { next_cursor: part.next } }),
  }
}

const visible = (core: Core, channelId: string): StoredMessage[] =>
  core.messages.all().filter((message) => message.channelId === channelId && message.onlyVisibleTo === undefined)

const historyMethod = method({
  token: 'bot',
  scopes: history,
  limit: tier3,
  input: z.object({ channel: text, ...period }),
  run: (core, input): Answer => {
    const problem = readable(core, input.channel)
    if (problem !== undefined) return failure(problem)
    const limit = input.limit ?? 100
    if (limit < 1 || limit > 999) return failure('invalid_limit')
    const isWithin = within(input)
    if (typeof isWithin === 'string') return failure(isWithin)
    const messages = visible(core, input.channel)
      .filter((message) => (message.threadTs === undefined || message.broadcast) && isWithin(message))
      .sort((left, right) => byTime(right, left))
    return { ...pageOfMessages(core, messages, input, limit, newestFirst), pin_count: 0 }
  },
})

const repliesMethod = method({
  token: 'bot',
  scopes: history,
  limit: tier3,
  input: z.object({ channel: text, ts: text, ...period }),
  run: (core, input): Answer => {
    const problem = readable(core, input.channel)
    if (problem !== undefined) return failure(problem)
    const limit = input.limit ?? 1000
    if (limit < 1 || limit > 1000) return failure('invalid_limit')
    const isWithin = within(input)
    if (typeof isWithin === 'string') return failure(isWithin)
    const parent = visible(core, input.channel).find((message) => message.ts === input.ts)
    if (parent === undefined) return failure('thread_not_found')
    const replies = core.messages.replies(parent.ts).filter(isWithin).sort(byTime)
    // Every page begins with the parent, which Slack does not count.
    return pageOfMessages(core, replies, input, limit, oldestFirst, [parent])
  },
})

export const conversationMethods: Readonly<Record<string, Method>> = {
  'conversations.info': method({
    token: 'bot',
    scopes: reading,
    limit: tier3,
    input: z.object({ channel: text, include_num_members: flag, include_locale: flag }),
    run: (core, input) => {
      const channel = core.directory.channel(input.channel)
      if (channel === undefined) return failure('channel_not_found')
      const options = { members: input.include_num_members, locale: input.include_locale }
      return { ok: true, channel: channelJson(core, channel, options) }
    },
  }),
  'conversations.members': method({
    token: 'bot',
    scopes: reading,
    limit: tier4,
    input: z.object({ channel: text, limit: wholeNumber.optional(), cursor: z.string().optional() }),
    run: ({ directory }, input) => {
      const channel = directory.channel(input.channel)
      if (channel === undefined) return failure('channel_not_found')
      const limit = input.limit ?? 100
      if (limit < 1 || limit > 1000) return failure('invalid_limit')
      const part = page(channel.members, input.cursor, limit, joining)
      return part === undefined
        ? failure('invalid_cursor')
        : { ok: true, members: part.items, response_metadata: { next_cursor: part.next } }
    },
  }),
  'conversations.history': historyMethod,
  'conversations.replies': repliesMethod,
  'conversations.open': method({
    token: 'bot',
    scopes: ['im:write'],
    limit: tier3,
    input: z.object({ users: text, return_im: flag }),
    run: (core, input) => {
      const person = core.directory.person(input.users)
      if (person === undefined) return failure('user_not_found')
      if (person.deactivated) return failure('user_disabled')
      const { channel, alreadyOpen } = core.directory.directChannel(person.id)
      return {
        ok: true,
        no_op: alreadyOpen,
        already_open: alreadyOpen,
        channel: input.return_im ? channelJson(core, channel, { members: false, locale: false }) : { id: channel.id },
      }
    },
  }),
}
