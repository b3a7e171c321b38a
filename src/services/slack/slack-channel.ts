import type { WebClient } from '@slack/web-api'
import type { Channel, MessageMetadata, NotDone } from '../announcer/channel.ts'
import { EVENT_TYPE } from '../announcer/channel.ts'
import type { Log } from '../log.ts'
import { findOwnMessages } from './find-own-messages.ts'
import { updateView } from './modals.ts'
import { faultInWords, needsPerson, type SlackFault, slackFaultOf } from './slack-fault.ts'
import type { WebClients } from './web-clients.ts'

/** The bot as `auth.test` names it. */
export type OwnIdentity = { readonly teamId: string; readonly botUserId: string; readonly botId: string }

const asMetadata = (metadata: MessageMetadata) => ({ event_type: EVENT_TYPE, event_payload: { ...metadata } })

const NO_UNFURL = { unfurl_links: false, unfurl_media: false } as const

const notDone = (fault: SlackFault): NotDone => ({
  why: faultInWords(fault),
  retryAfter: fault.kind === 'rate_limited' ? fault.retryAfter : null,
  needsPerson: needsPerson(fault),
})

/** The channel of the requests over Slack's Web API. */
export const createSlackChannel = (options: {
  readonly clients: WebClients
  readonly channelId: string
  readonly own: OwnIdentity
  readonly log: Log
}): Channel => {
  const { clients, channelId, own, log } = options
  const { announcer, people } = clients
  return {
    post: async (message, { threadTs, metadata }) => {
      try {
        const { ts } = await announcer.chat.postMessage({
          channel: channelId,
          ...message,
          ...NO_UNFURL,
          metadata: asMetadata(metadata),
          ...(threadTs === null ? {} : { thread_ts: threadTs }),
        })
        return ts === undefined ? { kind: 'unknown', why: 'answer without ts' } : { kind: 'posted', ts }
      } catch (error) {
        const fault = slackFaultOf(error)
        if (fault.kind === 'unknown') return { kind: 'unknown', why: fault.detail }
        return { kind: 'not_posted', ...notDone(fault) }
      }
    },

    edit: async (ts, message, metadata) => {
      try {
        await announcer.chat.update({ channel: channelId, ts, ...message, metadata: asMetadata(metadata) })
        return { kind: 'edited' }
      } catch (error) {
        const fault = slackFaultOf(error)
        if (fault.kind === 'refused' && GONE.has(fault.code)) return { kind: 'gone' }
        return { kind: 'not_edited', ...notDone(fault) }
      }
    },

    find: async (wanted) => {
      try {
        return await findOwnMessages(announcer, { ...wanted, channelId, own })
      } catch (error) {
        log.warn(
          { requestId: wanted.requestId, why: faultInWords(slackFaultOf(error)) },
          'Slack could not be searched for a message',
        )
        return null
      }
    },

    remove: async (ts) => {
      try {
        await announcer.chat.delete({ channel: channelId, ts })
        log.warn({ ts }, 'a second copy of a message was deleted')
      } catch (error) {
        log.error({ ts, why: faultInWords(slackFaultOf(error)) }, 'a second copy of a message could not be deleted')
      }
    },

    permalink: (ts) => permalinkOf(people, channelId, ts, log),

    updateModal: async (viewId, view) => {
      try {
        await updateView(people, { viewId, hash: null }, view)
        return true
      } catch (error) {
        const fault = slackFaultOf(error)
        if (fault.kind === 'refused') {
          log.debug({ viewId, why: fault.code }, 'a modal could not be updated; its person is told privately')
          return false
        }
        return null
      }
    },

    tellPrivately: async (user, message) => {
      try {
        await people.chat.postEphemeral({ channel: channelId, user, ...message })
        return true
      } catch (error) {
        log.warn({ user, why: faultInWords(slackFaultOf(error)) }, 'a private message was not taken')
        return false
      }
    },
  }
}

/** Codes of a message that somebody deleted, or that can no longer be edited. */
const GONE: ReadonlySet<string> = new Set(['message_not_found', 'cant_update_message', 'edit_window_closed'])

/** @returns the link to a message, or null where Slack could not be asked */
export const permalinkOf = async (
  client: WebClient,
  channelId: string,
  ts: string,
  log: Log,
): Promise<string | null> => {
  try {
    const { permalink } = await client.chat.getPermalink({ channel: channelId, message_ts: ts })
    return permalink ?? null
  } catch (error) {
    log.warn({ ts, why: faultInWords(slackFaultOf(error)) }, 'the link to a message could not be read')
    return null
  }
}
