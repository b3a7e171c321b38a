import type { MessageBlock } from './blocks/block.ts'
import type { Changes } from './changes.ts'
import { createTimestamps, microseconds } from './identifiers.ts'
import { valuesOf } from './initial-values.ts'
import type { StateValues } from './values.ts'

export type MessageMetadata = {
  readonly event_type: string
  readonly event_payload: Readonly<Record<string, unknown>>
}

/** What an edit can change. */
export type MessageContent = {
  readonly text: string
  readonly blocks: readonly MessageBlock[]
  readonly metadata?: MessageMetadata | undefined
}

export type StoredMessage = MessageContent & {
  readonly ts: string
  readonly channelId: string
  readonly userId: string
  /** The app posted it. */
  readonly byApp: boolean
  readonly threadTs?: string | undefined
  /** A reply that is shown in the channel too. */
  readonly broadcast: boolean
  readonly onlyVisibleTo?: string | undefined
  /** `ts` of the last edit. */
  readonly editedTs?: string | undefined
  /** A deleted parent whose replies are still there. */
  readonly tombstone: boolean
  /** What people have chosen in it, by person. */
  readonly values: Readonly<Record<string, StateValues>>
  /** What it showed before each edit, oldest first. */
  readonly history: readonly MessageContent[]
}

export type NewMessage = MessageContent &
  Pick<StoredMessage, 'channelId' | 'userId' | 'byApp' | 'threadTs' | 'onlyVisibleTo'> & {
    readonly broadcast?: boolean
  }

export type Messages = {
  readonly post: (message: NewMessage) => StoredMessage
  readonly edit: (ts: string, content: MessageContent) => StoredMessage | undefined
  readonly remove: (ts: string) => boolean
  readonly find: (ts: string) => StoredMessage | undefined
  /** Everything ever posted and not removed, oldest first, private messages included. */
  readonly all: () => readonly StoredMessage[]
  /** Replies of a thread that everybody sees, oldest first. */
  readonly replies: (threadTs: string) => readonly StoredMessage[]
  readonly keepValues: (ts: string, personId: string, values: StateValues) => void
}

/** Compares timestamps by time. */
export const byTime = (left: { readonly ts: string }, right: { readonly ts: string }): number =>
  (microseconds(left.ts) ?? 0) - (microseconds(right.ts) ?? 0)

export const createMessages = (now: () => number, changes: Changes): Messages => {
  const nextTs = createTimestamps(now)
  const messages = new Map<string, StoredMessage>()

  const replies = (threadTs: string): StoredMessage[] =>
    [...messages.values()].filter(
      (message) => message.threadTs === threadTs && message.onlyVisibleTo === undefined && message.ts !== threadTs,
    )
  const store = (message: StoredMessage): StoredMessage => {
    messages.set(message.ts, message)
    changes.emit({ type: 'message', message })
    return message
  }
  const tellParent = (threadTs: string | undefined): void => {
    const parent = threadTs === undefined ? undefined : messages.get(threadTs)
    if (parent !== undefined) changes.emit({ type: 'message', message: parent })
  }

  return {
    post: (message) => {
      const stored = store({
        ...message,
        ts: nextTs(),
        broadcast: message.broadcast ?? false,
        tombstone: false,
        values: {},
        history: [],
      })
      if (stored.onlyVisibleTo === undefined) tellParent(stored.threadTs)
      return stored
    },
    edit: (ts, content) => {
      const before = messages.get(ts)
      if (before === undefined) return undefined
      const { text, blocks, metadata } = before
      const values = Object.fromEntries(
        Object.entries(before.values).map(([person, state]) => [person, valuesOf(content.blocks, state)]),
      )
      return store({
        ...before,
        text: content.text,
        blocks: content.blocks,
        metadata: content.metadata,
        values,
        editedTs: nextTs(),
        history: [...before.history, { text, blocks, metadata }],
      })
    },
    remove: (ts) => {
      const message = messages.get(ts)
      if (message === undefined) return false
      if (replies(ts).length > 0) {
        store({
          ...message,
          text: 'This message was deleted.',
          blocks: [],
          metadata: undefined,
          tombstone: true,
          history: [...message.history, message],
        })
        return true
      }
      messages.delete(ts)
      changes.emit({ type: 'message_removed', channelId: message.channelId, ts })
      if (message.onlyVisibleTo === undefined) tellParent(message.threadTs)
      return true
    },
    find: (ts) => messages.get(ts),
    all: () => [...messages.values()],
    replies,
    keepValues: (ts, personId, values) => {
      const message = messages.get(ts)
      if (message !== undefined) store({ ...message, values: { ...message.values, [personId]: values } })
    },
  }
}
