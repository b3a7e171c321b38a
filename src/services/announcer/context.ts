import type { Language } from '../../words/language.ts'
import type { Clock } from '../clock.ts'
import type { Claim, Ledger } from '../ledger/ledger.ts'
import type { Log } from '../log.ts'
import type { Channel } from './channel.ts'
import type { Lanes } from './lanes.ts'

/** How one person reads. */
export type Reader = { readonly language: Language; readonly timeZone: string | null }

export type AnnouncerParts = {
  readonly ledger: Ledger
  readonly channel: Channel
  readonly lanes: Lanes
  readonly clock: Clock
  readonly log: Log
  /** The language of what everybody sees in the channel. */
  readonly language: Language
  readonly readerOf: (userId: string) => Promise<Reader>
}

export type TellingContext = AnnouncerParts & {
  readonly claim: Claim
  readonly signal: AbortSignal
}
