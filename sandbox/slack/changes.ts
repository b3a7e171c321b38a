import type { StoredMessage } from './messages.ts'
import type { PageNotice } from './page-api.ts'

/** Something that people would see change on their screens. */
export type Change =
  | { readonly type: 'message'; readonly message: StoredMessage }
  | { readonly type: 'message_removed'; readonly channelId: string; readonly ts: string }
  | { readonly type: 'modals'; readonly person: string }
  | { readonly type: 'notice'; readonly notice: PageNotice }
  | { readonly type: 'notice_removed'; readonly id: string }
  | { readonly type: 'people' }
  | { readonly type: 'sockets' }
  /** Nothing visible, but a call or an envelope began or ended. */
  | { readonly type: 'traffic' }

export type Changes = {
  readonly emit: (change: Change) => void
  /** The returned function ends the subscription. */
  readonly subscribe: (listener: (change: Change) => void) => () => void
}

export const createChanges = (): Changes => {
  const listeners = new Set<(change: Change) => void>()
  return {
    emit: (change) => {
      for (const listener of [...listeners]) listener(change)
    },
    subscribe: (listener) => {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
  }
}
