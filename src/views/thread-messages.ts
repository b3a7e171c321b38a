import type { KnownBlock } from '@slack/types'
import type { Entry } from '../services/rollback/entry.ts'
import type { Progress } from '../services/rollback/progress.ts'
import { isDryRun, type RollbackRequest } from '../services/rollback/request.ts'
import { isSilent } from '../services/rollback/tellings.ts'
import { rich } from './blocks.ts'
import type { ChannelMessage, Context } from './context.ts'
import { DRY_RUN_EMOJI } from './emoji.ts'
import { fitMessage } from './fit-message.ts'
import { headline, instanceSentence } from './headline.ts'
import { emoji, fallbackSentence, line, text } from './rich.ts'
import { safetyParts } from './safety-run.ts'
import { startParts } from './start-account.ts'
import { decisionParts } from './thread-decisions.ts'
import { endParts, learnedParts } from './thread-ends.ts'
import type { ThreadPart } from './thread-part.ts'
import { readableParts, refusedParts, unreadableParts } from './thread-remarks.ts'
import { runParts, runPlan } from './thread-run.ts'

/**
 * A message in the card's thread. Its parts follow each other as their entries did; the run of a rollback is shown by
 * the request's current state, so that editing the message moves it on.
 * @param request folded up to its newest entry
 * @param entries those that this message tells, silent ones included
 * @param progress of the running rollback; null where none runs or none is known
 */
export const threadMessage = (
  request: RollbackRequest,
  entries: readonly Entry[],
  progress: Progress | null,
  context: Context,
): ChannelMessage => {
  const parts = entries
    .filter(({ kind }) => !isSilent(kind))
    .flatMap((entry) => partOf(request, entry, progress, context))
  if (parts.length === 0) return { text: headline(request, context), blocks: [] }
  const mark = isDryRun(request) ? [dryRunMark(context)] : []
  const blocks: KnownBlock[] = [...mark, ...parts.flatMap((part) => part.blocks)]
  const [first, ...others] = parts
  const lead =
    first === undefined
      ? ''
      : `${isDryRun(request) ? `${context.words.card.dryRun.mark}\n` : ''}${first.headline}${fallbackSentence([context.words.marks.colon, ...instanceSentence(request)], context)}`
  const details = first === undefined || first.fallback === '' ? [] : [first.fallback]
  const lines = [
    lead,
    ...details,
    ...others.map((part) => [part.headline, part.fallback].filter(Boolean).join(context.words.marks.colon)),
  ]
  return fitMessage({ text: lines.join('\n'), blocks })
}

/** Stands on every message of a dry run. */
const dryRunMark = (context: Context): KnownBlock =>
  rich(line(emoji(DRY_RUN_EMOJI), text(' '), text(context.words.card.dryRun.mark, { bold: true })))

const partOf = (
  request: RollbackRequest,
  entry: Entry,
  progress: Progress | null,
  context: Context,
): readonly ThreadPart[] => {
  switch (entry.kind) {
    case 'approved':
      return decisionParts(request, entry, context)
    case 'safety_accepted':
    case 'safety_refused':
    case 'safety_lost':
    case 'safety_found':
      return safetyParts(request, entry, runPlan(request, progress, context), context)
    case 'apply_accepted':
    case 'answer_lost':
    case 'rollback_found':
      return runParts(request, entry, progress, context)
    case 'apply_refused':
      return refusedParts(request, entry, context)
    case 'cloud_unreadable':
      return unreadableParts(request, entry, context)
    case 'cloud_readable':
      return readableParts(request, entry, context)
    case 'denied':
    case 'cancelled':
    case 'expired':
    case 'succeeded':
    case 'rehearsed':
    case 'failed':
    case 'unconfirmed':
      return endParts(request, context)
    case 'outcome_learned':
      return learnedParts(request, entry, context)
    case 'start_requested':
    case 'start_refused':
    case 'start_lost':
    case 'start_ended':
      return startParts(request, entry, context)
    case 'opened':
    case 'submitted':
    case 'rejected':
    case 'checked':
    case 'safety_intended':
    case 'safety_withheld':
    case 'safety_ready':
    case 'apply_intended':
    case 'apply_withheld':
    case 'rolled_back':
    case 'released':
    case 'start_intended':
    case 'start_accepted':
      return []
  }
}
