import { z } from 'zod'
import { type LocalLighthouse, sandboxCredential } from '../../sandbox/lighthouse/server.ts'
import type { StoredMessage } from '../../sandbox/slack/messages.ts'
import type { LocalSlack } from '../../sandbox/slack/server.ts'
import { brokenAt } from '../../src/services/rollback/chain.ts'
import { shownState } from '../../src/services/rollback/request.ts'
import { isSilent } from '../../src/services/rollback/tellings.ts'
import { creationViolations } from './creations.ts'
import { isOtherCall, otherCallViolations } from './other-calls.ts'
import { buttonsIn } from './reading.ts'
import type { StoredRequest } from './records.ts'
import { type Judged, ownerOf } from './referee-calls.ts'
import { outcomeViolations, sendingViolations, unfinished } from './referee-outcomes.ts'

/** What can be seen from outside of the bot: both emulators and the store. */
export type Outside = {
  readonly slack: LocalSlack
  readonly lighthouse: LocalLighthouse
  readonly records: readonly StoredRequest[]
  /** All has come to rest: every request must be at its end and hold nothing. Left out: no. */
  readonly isOver?: boolean
  /** How far the clocks of bots, store and cloud were apart at most, in milliseconds; one second where it is left out. */
  readonly skew?: number
}

const payloadSchema = z.object({
  request_id: z.string(),
  seq: z.number(),
  event: z.string(),
  hash: z.string(),
  state: z.string().optional(),
  shows_seq: z.number().optional(),
})
export type ToldMetadata = z.infer<typeof payloadSchema>

/** The metadata of a request's message; null for any other message. */
export const metadataOf = ({ metadata }: StoredMessage): ToldMetadata | null =>
  metadata?.event_type === 'lighthouse_rollback' ? payloadSchema.parse(metadata.event_payload) : null

/** The cards of a request; one is as many as there may be. */
export const cardsOf = (slack: LocalSlack, requestId: string): readonly StoredMessage[] =>
  slack.channel().filter((message) => metadataOf(message)?.request_id === requestId)

/** The messages that tell a request, the card first, in the order of the channel. */
export const messagesOf = (slack: LocalSlack, requestId: string): readonly StoredMessage[] =>
  cardsOf(slack, requestId).flatMap((card) => [card, ...slack.thread(card.ts)])

/** Every promise that is broken, in words; empty where all hold. */
export const findViolations = (outside: Outside): readonly string[] => [
  ...callViolations(judgedIn(outside)),
  ...sendingViolations(judgedIn(outside)),
  ...outcomeViolations(judgedIn(outside)),
  ...(outside.isOver === true ? unfinished(outside.records) : []),
  ...outside.records.flatMap((record) => [...chainViolations(record), ...tellingViolations(outside, record)]),
  ...outside.slack.complaints().map((complaint) => `Slack complains: ${complaint}`),
]

/** Errors that Slack itself showed somebody: a command, click or modal that was not answered. */
export const errorsShown = ({ slack }: Pick<Outside, 'slack'>): readonly string[] =>
  slack.directory.people().flatMap(({ id }) =>
    slack
      .person(id)
      .errors()
      .map(({ text }) => `${id}: ${text}`),
  )

/** How far the clocks of two processes on one machine may differ, in milliseconds. */
const CLOCK_SKEW = 1_000

const judgedIn = ({ lighthouse, records, skew = CLOCK_SKEW }: Outside): Judged => ({ lighthouse, records, skew })

/** The bot's rollbacks that had an effect, each belonging to one approved request, at most one for each. */
const callViolations = (judged: Judged): readonly string[] => {
  const { lighthouse, records } = judged
  const own = lighthouse.control.executed().filter(({ secretId }) => secretId === sandboxCredential.secretId)
  const counts = new Map<string, number>()
  const violations: string[] = [...otherCallViolations(own, records), ...creationViolations(lighthouse, own, records)]
  for (const call of own) {
    if (isOtherCall(call)) continue
    if (call.action !== 'ApplyInstanceSnapshot') {
      violations.push(`${call.action} was called, which nobody asked for.`)
      continue
    }
    const owner = ownerOf(call, judged)
    if (owner === undefined) violations.push(`A rollback of ${call.instanceIds.join()} ran that no request intended.`)
    else counts.set(owner.requestId, (counts.get(owner.requestId) ?? 0) + 1)
  }
  for (const { requestId, request } of records) {
    const count = counts.get(requestId) ?? 0
    if (count > 1) violations.push(`${requestId}: ${count} calls had an effect.`)
    if (count > 0 && (request?.approvedAt ?? null) === null) violations.push(`${requestId}: ran without approval.`)
  }
  return violations
}

const chainViolations = ({ requestId, entries, request }: StoredRequest): readonly string[] => {
  const broken = brokenAt(entries)
  return [
    ...(broken === null ? [] : [`${requestId}: the chain breaks at entry ${broken}.`]),
    ...(request === null ? [`${requestId}: an entry does not follow from those before it.`] : []),
  ]
}

const tellingViolations = ({ slack }: Outside, { requestId, entries, request }: StoredRequest): readonly string[] => {
  if (request === null) return []
  const cards = cardsOf(slack, requestId)
  const wanted = request.opened === null ? 0 : 1
  if (cards.length !== wanted) return [`${requestId}: ${cards.length} cards instead of ${wanted}.`]
  const messages = messagesOf(slack, requestId)
  const told = messages.flatMap((message) => metadataOf(message) ?? [])
  const violations = told.flatMap((metadata, index): readonly string[] => {
    const { seq, event, hash } = metadata
    const before = told[index - 1]?.seq ?? 0
    const entry = entries.find((candidate) => candidate.seq === seq)
    return [
      ...(seq > before ? [] : [`entry ${seq} is told after entry ${before}.`]),
      ...(entry?.hash === hash ? [] : [`the message of entry ${seq} carries another hash.`]),
      ...(entry?.kind === event ? [] : [`the message of entry ${seq} (${entry?.kind}) carries the event ${event}.`]),
      ...(metadata.request_id === requestId ? [] : [`${metadata.request_id} is told in its thread.`]),
      ...((metadata.shows_seq ?? seq) <= (entries.at(-1)?.seq ?? 0) ? [] : [`entry ${seq} shows what is not there.`]),
    ]
  })
  const stray = messages.length - told.length
  const toldUpTo = told.at(-1)?.seq ?? 0
  const untold = request.opened === null ? [] : entries.filter(({ seq, kind }) => seq > toldUpTo && !isSilent(kind))
  return [
    ...violations,
    ...untold.map(({ seq, kind }) => `entry ${seq} (${kind}) is not told.`),
    ...(stray === 0 ? [] : [`${stray} messages without metadata stand in its thread.`]),
    ...cards.flatMap((card) => cardViolations(card, shownState(request))),
  ].map((violation) => `${requestId}: ${violation}`)
}

const cardViolations = (card: StoredMessage, state: string): readonly string[] => {
  const shown = metadataOf(card)?.state
  const buttons = buttonsIn(card.blocks).length
  const wanted = state === 'awaiting_decision' ? 3 : 0
  return [
    ...(shown === state ? [] : [`the card shows ${shown}, but the request is ${state}.`]),
    ...(buttons === wanted ? [] : [`the card of a request that is ${state} has ${buttons} buttons.`]),
  ]
}
