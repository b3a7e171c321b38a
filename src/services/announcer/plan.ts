import type { Recorded, Telling } from '../ledger/ledger.ts'
import type { Entry } from '../rollback/entry.ts'
import type { RollbackRequest } from '../rollback/request.ts'
import { isToldWithNext, startsMessage } from '../rollback/tellings.ts'
import { LOOK_AFTER } from './channel.ts'

/** What the channel still lacks of a request. */
export type Task =
  /** A message to post: the card (`threadTs` null) or one in its thread. */
  | { readonly kind: 'post'; readonly slot: 'card' | 'thread'; readonly fromSeq: number; readonly seq: number }
  /** A post whose answer was lost: it is looked for, not before `notBefore` (ms, the store's clock). */
  | { readonly kind: 'look'; readonly telling: Telling; readonly notBefore: number }
  /** The requester, who waits in the modal, hears how the submission went. */
  | { readonly kind: 'tell_requester'; readonly seq: number }

const isRecorded = (telling: Telling): telling is Telling & { readonly ts: string } => telling.ts !== null

/** The message of the request itself, once it is in the channel. */
export const cardOf = (tellings: readonly Telling[]): (Telling & { readonly ts: string }) | null =>
  tellings.filter(isRecorded).find(({ slot }) => slot === 'card') ?? null

/** The messages that are in the channel, the card first. */
export const messagesOf = (tellings: readonly Telling[]): readonly (Telling & { readonly ts: string })[] =>
  tellings.filter(isRecorded).filter(({ slot }) => slot !== 'requester')

/**
 * What must be told next: each entry once, in order, the card before its thread.
 * A telling that was started and not recorded comes before everything else of its request.
 * @returns null where everything is told
 */
export const nextTask = ({ request, entries }: Recorded, tellings: readonly Telling[]): Task | null => {
  const started = tellings.find(({ slot, ts }) => slot !== 'requester' && ts === null)
  if (started !== undefined) return { kind: 'look', telling: started, notBefore: started.startedAt + LOOK_AFTER }

  const isTold = (seq: number) =>
    tellings.some(({ slot, ts, seq: told }) => slot === 'requester' && ts !== null && told === seq)
  if (request.opened === null) {
    return request.end?.name === 'rejected' && !isTold(request.seq)
      ? { kind: 'tell_requester', seq: request.seq }
      : null
  }
  const { seq } = request.opened
  if (cardOf(tellings) === null) return { kind: 'post', slot: 'card', fromSeq: 1, seq }
  if (!isTold(seq)) return { kind: 'tell_requester', seq }

  const toldUpTo = Math.max(...messagesOf(tellings).map((telling) => telling.seq))
  const untold = entries.filter((entry) => entry.seq > toldUpTo && isLoud(entry, request))
  // Step by step while it goes on; once the end is known everything before it is told with it. What is learned later
  // gets messages of its own, so that the end's message ends with the end and carries its word.
  const next = untold.find(({ kind }) => kind === request.end?.name) ?? untold[0]
  return next === undefined ? null : { kind: 'post', slot: 'thread', fromSeq: toldUpTo + 1, seq: next.seq }
}

const isLoud = (entry: Entry, request: RollbackRequest): boolean =>
  startsMessage(entry.kind) && !isToldWithNext(entry, request)
