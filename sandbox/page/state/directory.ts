import { createContext } from 'preact'
import { useContext } from 'preact/hooks'
import type { Permalink } from '../text/permalink.ts'
import type { DateReader } from '../text/slack-date.ts'

/** What the chosen person's client knows about the ids that stand in texts, and how that person reads dates. */
export type Directory = {
  readonly viewerId: string
  readonly reader: DateReader
  /** Display name of a user, or undefined for a stranger. */
  readonly userName: (id: string) => string | undefined
  readonly channelName: (id: string) => string | undefined
  /** Handle of a user group without the `@`. */
  readonly groupHandle: (id: string) => string | undefined
  /** Brings a message into sight, as Slack does for a link to it. */
  readonly showMessage: (permalink: Permalink) => void
}

const nobodyKnown: Directory = {
  viewerId: '',
  reader: { locale: 'en-US', timeZone: 'UTC', now: 0 },
  userName: () => undefined,
  channelName: () => undefined,
  groupHandle: () => undefined,
  showMessage: () => undefined,
}

export const DirectoryContext = createContext<Directory>(nobodyKnown)

export function useDirectory(): Directory {
  return useContext(DirectoryContext)
}
