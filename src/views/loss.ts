import type { RichTextBlock } from '@slack/types'
import { durationText } from '../words/durations.ts'
import { date, type Sentence, strong } from '../words/parts.ts'
import { bullets, rich } from './blocks.ts'
import type { Context } from './context.ts'
import { sentenceLine } from './rich.ts'

/** What a rollback would take away: for the modal, once a snapshot is chosen, and for the card. */
export type Loss = {
  /** UTC, ISO 8601; null where the cloud does not tell it. */
  readonly createdTime: string | null
  /** `RUNNING` or `STOPPED`, …: only a running instance is shut down by force. */
  readonly instanceState: string
  /** The moment against which the age counts, in milliseconds since the epoch. */
  readonly at: number
  /** True where nothing will be taken away, and this only says what would be. */
  readonly isDryRun?: boolean
  /** True where a safety snapshot is taken first. */
  readonly isSecured?: boolean
}

/** When a snapshot was taken, in milliseconds since the epoch; null where that is not known. */
export const takenAt = (createdTime: string | null): number | null => {
  const at = Date.parse(createdTime ?? '')
  return Number.isNaN(at) ? null : at
}

/** How old a snapshot was at `at`, in words; null where its time is not known. */
export const ageAt = (createdTime: string | null, at: number, context: Context): string | null => {
  const taken = takenAt(createdTime)
  return taken === null ? null : durationText(context.language, at - taken)
}

export const lossSentences = (
  { createdTime, instanceState, at, isSecured = false }: Loss,
  context: Context,
): readonly Sentence[] => {
  const { loss } = context.words
  const taken = takenAt(createdTime)
  return [
    taken === null ? loss.sinceUnknown : loss.since(date(taken), durationText(context.language, at - taken)),
    instanceState === 'RUNNING' ? loss.shutdown : loss.stopped,
    loss.reverts,
    loss.stays,
    ...(isSecured ? [context.words.safety.loss] : []),
  ]
}

export const lossBlock = (lost: Loss, context: Context): RichTextBlock =>
  rich(
    sentenceLine(
      [strong(lost.isDryRun === true ? context.words.loss.dryRunHeading : context.words.loss.heading)],
      context,
    ),
    bullets(lossSentences(lost, context), context),
  )
