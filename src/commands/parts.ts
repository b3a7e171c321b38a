import type { Reader } from '../services/announcer/context.ts'
import type { Clock } from '../services/clock.ts'
import type { Ledger } from '../services/ledger/ledger.ts'
import type { Cloud } from '../services/lighthouse/cloud.ts'
import type { Inventory } from '../services/lighthouse/inventory.ts'
import type { Log } from '../services/log.ts'
import type { People } from '../services/slack/people.ts'
import type { OwnIdentity } from '../services/slack/slack-channel.ts'
import type { WebClients } from '../services/slack/web-clients.ts'
import { type Context, contextFor } from '../views/context.ts'
import type { HelpFacts } from '../views/help.ts'
import type { Language } from '../words/language.ts'

/** What commands work with: services to ask, and Slack to answer through. */
export type CommandParts = {
  readonly ledger: Ledger
  readonly inventory: Inventory
  /** For the fresh reads behind a filled form; nothing is decided on them. */
  readonly cloud: Cloud
  readonly people: People
  readonly clients: WebClients
  readonly clock: Clock
  readonly log: Log
  readonly own: OwnIdentity
  readonly channelId: string
  /** Of the channel, and of a person whose language is not known yet. */
  readonly language: Language
  /** What the help tells of the configuration. */
  readonly help: HelpFacts
  readonly newRequestId: () => string
}

/** How a view is shown to this reader now. */
export const contextOf = ({ clock }: Pick<CommandParts, 'clock'>, { language, timeZone }: Reader): Context =>
  contextFor(language, clock.now(), timeZone)

/** How long the look-up of a reader may hold up a modal, in milliseconds: its trigger lives for 3 s. */
const READER_PATIENCE = 1_000

/** The reader, asked of Slack where that does not take too long for a modal that must open now. */
export const readerInTime = async (parts: CommandParts, userId: string): Promise<Reader> => {
  const waited = new AbortController()
  const known = () => readerNow(parts, userId)
  try {
    return await Promise.race([
      parts.people.reader(userId),
      parts.clock.sleep(READER_PATIENCE, waited.signal).then(known, known),
    ])
  } finally {
    waited.abort()
  }
}

/** The reader as far as is known without asking Slack. */
export const readerNow = ({ people, language }: CommandParts, userId: string): Reader =>
  people.readerNow(userId) ?? { language, timeZone: null }
