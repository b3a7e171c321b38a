import type { ConfirmDialog, PageState, StateValues } from '../../slack/page-api.ts'

/** A question that must be answered before a press is told to the app. */
export type OpenConfirm = { readonly dialog: ConfirmDialog; readonly onConfirm: () => void }

/** Everything the page shows: what the local Slack says, and what belongs to this browser tab alone. */
export type PageModel = {
  readonly slack: PageState | undefined
  readonly isConnected: boolean
  readonly viewerId: string | undefined
  readonly openThreadTs: string | undefined
  /** A message that a link has just led to. */
  readonly highlightedTs: string | undefined
  /** The `ts` up to which each person has read, by person id. */
  readonly readUntil: { readonly [personId: string]: string }
  /** The first message that was new to the chosen person when they were chosen. */
  readonly firstNewTs: string | undefined
  readonly confirm: OpenConfirm | undefined
  /** Presses that the app has not acknowledged yet. */
  readonly pending: ReadonlySet<string>
  /** What has been typed into open modals, by view id; the page's own, so that typing never waits for the network. */
  readonly drafts: { readonly [viewId: string]: StateValues }
  readonly toasts: readonly Toast[]
  readonly isPanelOpen: boolean
}

export type Toast = { readonly id: string; readonly text: string }

export type Store = {
  readonly get: () => PageModel
  /** A change that gives the same model back is none. */
  readonly change: (change: (model: PageModel) => PageModel) => void
  /** Calls the listener after every change; the returned function ends that. */
  readonly subscribe: (listener: () => void) => () => void
}

export function createStore(initial: PageModel): Store {
  let model = initial
  const listeners = new Set<() => void>()
  return {
    get: () => model,
    change: (change) => {
      const changed = change(model)
      // Whoever looks after each drawing whether there is something to change must not make the next drawing.
      if (changed === model) return
      model = changed
      for (const listener of listeners) listener()
    },
    subscribe: (listener) => {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
  }
}

export const emptyModel: PageModel = {
  slack: undefined,
  isConnected: false,
  viewerId: undefined,
  openThreadTs: undefined,
  highlightedTs: undefined,
  readUntil: {},
  firstNewTs: undefined,
  confirm: undefined,
  pending: new Set(),
  drafts: {},
  toasts: [],
  isPanelOpen: false,
}
