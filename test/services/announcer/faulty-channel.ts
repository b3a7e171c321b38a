import type { Channel, MessageMetadata } from '../../../src/services/announcer/channel.ts'
import type { ChannelMessage } from '../../../src/views/context.ts'

/** What becomes of one post, edit or search. */
export type Fault = 'none' | 'lost and there' | 'lost and not there' | 'refused' | 'dies afterwards' | 'dies before'

export type Posted = {
  readonly ts: string
  readonly threadTs: string | null
  readonly message: ChannelMessage
  readonly metadata: MessageMetadata
}

/** A channel of Slack in memory that does to each call what the test says, and keeps what really stands in it. */
export type FaultyChannel = {
  readonly channel: Channel
  readonly posted: () => readonly Posted[]
  /** How often a message was posted, the lost and the deleted ones included. */
  readonly posts: () => number
}

/** @param dies called where the process that called dies in the middle of it */
export const createFaultyChannel = (nextFault: () => Fault, dies: () => void): FaultyChannel => {
  let messages: readonly Posted[] = []
  let count = 0
  const notDone = { why: 'service_unavailable', retryAfter: null, needsPerson: false } as const

  const channel: Channel = {
    post: async (message, { threadTs, metadata }) => {
      const fault = nextFault()
      if (fault === 'dies before') dies()
      if (fault === 'dies before' || fault === 'lost and not there') return { kind: 'unknown', why: 'timeout' }
      if (fault === 'refused') return { kind: 'not_posted', ...notDone }
      count += 1
      const ts = `1795471500.${String(count).padStart(6, '0')}`
      messages = [...messages, { ts, threadTs, message, metadata }]
      if (fault === 'dies afterwards') dies()
      return fault === 'lost and there' ? { kind: 'unknown', why: 'timeout' } : { kind: 'posted', ts }
    },
    edit: async (ts, message, metadata) => {
      const fault = nextFault()
      if (fault === 'refused' || fault === 'lost and not there') return { kind: 'not_edited', ...notDone }
      if (fault === 'dies before') dies()
      else messages = messages.map((one) => (one.ts === ts ? { ...one, message, metadata } : one))
      if (fault === 'dies afterwards') dies()
      return fault === 'lost and there' ? { kind: 'not_edited', ...notDone } : { kind: 'edited' }
    },
    find: async ({ requestId, seq, threadTs }) =>
      nextFault() === 'refused'
        ? null
        : messages
            .filter((one) => one.threadTs === threadTs)
            .filter(({ metadata }) => metadata.request_id === requestId && metadata.seq === seq)
            .map(({ ts }) => ts),
    remove: async (ts) => {
      messages = messages.filter((one) => one.ts !== ts)
    },
    permalink: async (ts) => `https://example.slack.com/archives/C0ROLLBACKS/p${ts.replace('.', '')}`,
    updateModal: async () => false,
    tellPrivately: async () => true,
  }
  return { channel, posted: () => messages, posts: () => count }
}
