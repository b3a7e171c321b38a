import type { ModalView } from '@slack/types'
import type { ChannelMessage } from '../../views/context.ts'

/** What every message of a request carries, so that it can be found again and audited. */
export type MessageMetadata = {
  readonly request_id: string
  readonly seq: number
  readonly event: string
  /** Of the entry `seq`. */
  readonly hash: string
  /** The card only. */
  readonly state?: string
  /** The newest entry that an edited message shows. */
  readonly shows_seq?: number
}

/** `event_type` of that metadata. */
export const EVENT_TYPE = 'lighthouse_rollback'

/** Why Slack did not do what was asked, where it certainly did nothing. */
export type NotDone = {
  /** Slack's error code, or what the network said. */
  readonly why: string
  /** Slack's own word on when to come back, in milliseconds; null where it gave none. */
  readonly retryAfter: number | null
  /** True where trying again cannot help before a person acts: not in the channel, archived, … */
  readonly needsPerson: boolean
}

export type PostOutcome =
  | { readonly kind: 'posted'; readonly ts: string }
  | ({ readonly kind: 'not_posted' } & NotDone)
  /** The answer was lost: the message may be there. */
  | { readonly kind: 'unknown'; readonly why: string }

export type EditOutcome =
  | { readonly kind: 'edited' }
  /** Somebody deleted the message; there is nothing to edit any more. */
  | { readonly kind: 'gone' }
  | ({ readonly kind: 'not_edited' } & NotDone)

/** The channel of the requests, as the announcer needs it. None of these functions rejects. */
export type Channel = {
  readonly post: (
    message: ChannelMessage,
    options: { readonly threadTs: string | null; readonly metadata: MessageMetadata },
  ) => Promise<PostOutcome>
  readonly edit: (ts: string, message: ChannelMessage, metadata: MessageMetadata) => Promise<EditOutcome>
  /**
   * The bot's own messages that tell this entry, oldest first, over all pages; null where Slack could not be asked.
   * Cards are looked for in the channel since `since` (ms since the epoch), others in the thread.
   */
  readonly find: (options: {
    readonly requestId: string
    readonly seq: number
    readonly threadTs: string | null
    readonly since: number
  }) => Promise<readonly string[] | null>
  /** Deletes a second copy of a message; a failure is logged and left. */
  readonly remove: (ts: string) => Promise<void>
  readonly permalink: (ts: string) => Promise<string | null>
  /** @returns false where the modal is not open any more, null where Slack could not be asked */
  readonly updateModal: (viewId: string, view: ModalView) => Promise<boolean | null>
  /** A message that only this person sees. @returns whether Slack took it */
  readonly tellPrivately: (userId: string, message: ChannelMessage) => Promise<boolean>
}

/** The time-out of a post, in milliseconds: a message whose answer was lost may still appear until then. */
export const POST_TIMEOUT = 10_000
/** How long after that a lost message is looked for, in milliseconds. */
export const LOOK_AFTER = POST_TIMEOUT + 10_000
