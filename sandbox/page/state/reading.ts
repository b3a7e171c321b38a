import type { PageMessage, PageState } from '../../slack/page-api.ts'

/** Top-level messages of the channel that this person sees, oldest first. */
export function channelMessages(state: PageState, personId: string): readonly PageMessage[] {
  return visibleTo(state, personId).filter(
    (message) => message.channelId === state.channel.id && message.threadTs === undefined,
  )
}

/** Replies of a thread that this person sees, oldest first. */
export function threadReplies(state: PageState, personId: string, threadTs: string): readonly PageMessage[] {
  return visibleTo(state, personId).filter((message) => message.threadTs === threadTs)
}

/** Private messages outside the channel, as in a conversation with the app; newest last. */
export function directMessages(state: PageState, personId: string): readonly PageMessage[] {
  return visibleTo(state, personId).filter((message) => message.channelId !== state.channel.id)
}

/** What waits for a person who is looking elsewhere. */
export type Unread = { readonly messages: number; readonly mentions: number }

/**
 * Counts what came after `readUntil` (a `ts`) for a person; their own messages are read.
 * A private message counts as a mention: it calls for exactly this person.
 */
export function unreadOf(state: PageState, personId: string, readUntil: string): Unread {
  const person = state.people.find((candidate) => candidate.id === personId)
  if (person === undefined || !person.inChannel || person.deactivated) return { messages: 0, mentions: 0 }
  const fresh = unreadMessages(state, personId, readUntil)
  const mentions = fresh.filter(
    (message) =>
      message.onlyVisibleTo === personId ||
      JSON.stringify(message.blocks).includes(personId) ||
      message.text.includes(`<@${personId}`),
  )
  return { messages: fresh.length, mentions: mentions.length }
}

/** Where the unread part of the channel begins for a person, or undefined where all is read. */
export function firstUnreadTs(state: PageState, personId: string, readUntil: string): string | undefined {
  return unreadMessages(state, personId, readUntil).find((message) => message.threadTs === undefined)?.ts
}

/** The newest `ts`, or `'0'` in an empty channel. */
export function newestTs(state: PageState): string {
  return state.messages.at(-1)?.ts ?? '0'
}

function unreadMessages(state: PageState, personId: string, readUntil: string): readonly PageMessage[] {
  return visibleTo(state, personId).filter(
    (message) => Number(message.ts) > Number(readUntil) && message.userId !== personId,
  )
}

function visibleTo(state: PageState, personId: string): readonly PageMessage[] {
  return state.messages.filter((message) => message.onlyVisibleTo === undefined || message.onlyVisibleTo === personId)
}
