import type { Core } from './core.ts'
import type { StoredMessage } from './messages.ts'

const optional = <T>(key: string, value: T | undefined): Readonly<Record<string, T>> =>
  value === undefined ? {} : { [key]: value }

const botProfile = (core: Core) => {
  const { app, team } = core.workspace
  return {
    id: app.botId,
    deleted: false,
    name: app.name,
    updated: 1_700_000_000,
    app_id: app.id,
    user_id: app.botUserId,
    icons: {
      image_36: `${core.address.current}/avatar/36`,
      image_48: `${core.address.current}/avatar/48`,
      image_72: `${core.address.current}/avatar/72`,
    },
    team_id: team.id,
  }
}

const threadSummary = (core: Core, message: StoredMessage) => {
  const replies = core.messages.replies(message.ts)
  const latest = replies.at(-1)
  if (latest === undefined) return {}
  const users = [...new Set(replies.map((reply) => reply.userId))]
  return {
    thread_ts: message.ts,
    reply_count: replies.length,
    reply_users_count: users.length,
    latest_reply: latest.ts,
    reply_users: users.slice(0, 5),
    is_locked: false,
    subscribed: false,
  }
}

const reply = (core: Core, message: StoredMessage) =>
  message.threadTs === undefined
    ? {}
    : {
        thread_ts: message.threadTs,
        ...optional('parent_user_id', core.messages.find(message.threadTs)?.userId),
        ...(message.broadcast ? { subtype: 'thread_broadcast' } : {}),
      }

/**
 * A message as the Web API and payloads carry it.
 *
 * @param withMetadata whether its metadata is in it: only where an app asked for it
 */
export const messageJson = (
  core: Core,
  message: StoredMessage,
  withMetadata: boolean,
): Readonly<Record<string, unknown>> => {
  if (message.tombstone) {
    return {
      type: 'message',
      subtype: 'tombstone',
      user: 'USLACKBOT',
      text: message.text,
      hidden: true,
      ts: message.ts,
      ...threadSummary(core, message),
    }
  }
  const { team, app } = core.workspace
  return {
    type: 'message',
    user: message.userId,
    text: message.text,
    ts: message.ts,
    team: team.id,
    ...(message.byApp
      ? { bot_id: app.botId, app_id: app.id, bot_profile: botProfile(core) }
      : { client_msg_id: `00000000-0000-4000-8000-${message.ts.replace('.', '').slice(-12)}` }),
    ...(message.blocks.length > 0 ? { blocks: message.blocks } : {}),
    ...(message.editedTs === undefined ? {} : { edited: { user: message.userId, ts: message.editedTs } }),
    ...reply(core, message),
    ...threadSummary(core, message),
    ...(withMetadata ? optional('metadata', message.metadata) : {}),
  }
}
