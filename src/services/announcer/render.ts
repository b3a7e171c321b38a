import { createHash } from 'node:crypto'
import { type ChannelMessage, contextFor } from '../../views/context.ts'
import { requestCard } from '../../views/request-card.ts'
import { threadMessage } from '../../views/thread-messages.ts'
import type { Language } from '../../words/language.ts'
import type { Recorded, Telling } from '../ledger/ledger.ts'
import { shownState } from '../rollback/request.ts'
import type { MessageMetadata } from './channel.ts'

/** A message as it would be sent now. */
export type Rendered = {
  readonly message: ChannelMessage
  readonly metadata: MessageMetadata
  /** Equal for equal content: an edit that would change nothing is not sent. */
  readonly fingerprint: string
}

type Span = Pick<Telling, 'slot' | 'fromSeq' | 'seq'>

/**
 * Renders what a telling shows by the newest state. It depends on nothing but the record, so that the same record
 * always gives the same message.
 */
export const render = (recorded: Recorded, span: Span, language: Language): Rendered => {
  const message = contentOf(recorded, span, language)
  const metadata = metadataOf(recorded, span)
  const { shows_seq: _, ...stable } = metadata
  const fingerprint = createHash('sha256')
    .update(JSON.stringify([message, stable]))
    .digest('hex')
  return { message, metadata, fingerprint }
}

const contentOf = ({ request, entries, progress }: Recorded, span: Span, language: Language): ChannelMessage => {
  const newest = entries.at(-1)?.at ?? request.submittedAt
  if (span.slot === 'card') return requestCard(request, contextFor(language, newest))
  const told = entries.filter(({ seq }) => seq >= span.fromSeq && seq <= span.seq)
  const now = Math.max(newest, progress?.observedAt ?? 0)
  return threadMessage(request, told, progress, contextFor(language, now))
}

const metadataOf = ({ request, entries }: Recorded, span: Span): MessageMetadata => {
  const entry = entries.find(({ seq }) => seq === span.seq)
  return {
    request_id: request.requestId,
    seq: span.seq,
    event: entry?.kind ?? 'unknown',
    hash: entry?.hash ?? '',
    ...(span.slot === 'card' ? { state: shownState(request) } : {}),
    ...(request.seq > span.seq ? { shows_seq: request.seq } : {}),
  }
}
