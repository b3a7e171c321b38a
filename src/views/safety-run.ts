import type { PlanBlock, TaskCardBlock } from '@slack/types'
import { lostCall } from '../services/lighthouse/catalogue.ts'
import type { Entry } from '../services/rollback/entry.ts'
import type { Progress } from '../services/rollback/progress.ts'
import { lastAttempt, type RollbackRequest, wasCalled } from '../services/rollback/request.ts'
import { durationText } from '../words/durations.ts'
import { id } from '../words/parts.ts'
import { type Account, account, faultFacts, faultName, faultWords } from './account.ts'
import type { Context } from './context.ts'
import { STATE_EMOJI } from './emoji.ts'
import { fallbackSentence } from './rich.ts'
import { progressTitle, task } from './task.ts'
import { headedAccount, type ThreadPart } from './thread-part.ts'

type SafetyEntry = Extract<Entry, { kind: 'safety_accepted' | 'safety_refused' | 'safety_lost' | 'safety_found' }>

/**
 * What the thread tells of the safety snapshot. The run's plan stands in the newest message until the rollback has one.
 * @param plan of the run as it is now
 */
export const safetyParts = (
  request: RollbackRequest,
  entry: SafetyEntry,
  plan: PlanBlock,
  context: Context,
): readonly ThreadPart[] => {
  const lead = leadOf(request, entry, context)
  if (lead === null) return []
  const { headline, shortcode, told } = lead
  const isLive = carriesPlan(request, entry)
  const whole = isLive ? told : { ...told, next: [...told.next, context.words.thread.run.seeBelow] }
  return [
    {
      headline,
      fallback: [...whole.what, ...whole.next]
        .map((sentence) => fallbackSentence(sentence, context))
        .join(context.words.marks.gap),
      blocks: [...headedAccount(shortcode, headline, whole, context), ...(isLive ? [plan] : [])],
    },
  ]
}

type Lead = { readonly headline: string; readonly shortcode: string; readonly told: Account }

const leadOf = (request: RollbackRequest, entry: SafetyEntry, context: Context): Lead | null => {
  const { safety, thread } = context.words
  const name = id(request.safety?.name)
  switch (entry.kind) {
    case 'safety_accepted': {
      const { headline, what } = safety.thread.accepted
      const { snapshotId, cloudRequestId } = entry.data
      const told = account({ what: [what(name, id(snapshotId)), thread.run.requestId(id(cloudRequestId))] })
      return { headline, shortcode: STATE_EMOJI.safety_creating, told }
    }
    case 'safety_lost':
      return lostLead(request, entry, context)
    case 'safety_found': {
      const { headline, what } = safety.thread.found
      const told = account({ what: [what(name, id(entry.data.snapshotId))] })
      return { headline, shortcode: STATE_EMOJI.safety_creating, told }
    }
    case 'safety_refused': {
      if (endsWithRefusal(request)) return null
      const { headline, what } = safety.thread.refusedLate
      const { fault } = entry.data
      const told = account({ what: [what(faultName(fault))] })
      return { headline, shortcode: STATE_EMOJI.safety_refused, told }
    }
  }
}

const lostLead = (
  request: RollbackRequest,
  entry: Extract<SafetyEntry, { kind: 'safety_lost' }>,
  context: Context,
): Lead => {
  const { headline, restart, noAnswer, notSent, next } = context.words.safety.thread.lost
  const lead = { headline, shortcode: STATE_EMOJI.safety_looking }
  const { why, detail } = entry.data
  const whatNext = next(id(request.safety?.name))
  if (why === 'restart') return { ...lead, told: account({ what: [restart], next: [whatNext] }) }
  const { instanceId, region } = request.submission
  const call = lostCall('CreateInstanceSnapshot', region, detail)
  const what = [call.sent ? noAnswer : notSent, faultWords(call, context).what]
  const facts = faultFacts(call, context, { instanceId, at: entry.at })
  return { ...lead, told: account({ what, facts, next: [whatNext] }) }
}

/** Told by the end then. */
const endsWithRefusal = ({ phase, end }: RollbackRequest): boolean =>
  phase === 'safety_refused' ||
  (end?.name === 'failed' && end.failure.cause === 'safety' && end.failure.safety.why === 'refused')

/** Whether this entry is the newest evidence, and the rollback's own run has not begun. */
const carriesPlan = (request: RollbackRequest, entry: SafetyEntry): boolean => {
  const { safety, following } = request
  if (safety === null || following !== null || lastAttempt(request)?.answer?.kind === 'lost') return false
  switch (entry.kind) {
    case 'safety_accepted':
      return !safety.found && safety.answer?.kind === 'accepted'
    case 'safety_lost':
      return !safety.found && safety.answer?.kind === 'lost'
    case 'safety_found':
      return safety.found
    case 'safety_refused':
      return false
  }
}

/** The steps of a run that a safety snapshot adds, in order. */
export const safetyTasks = (
  request: RollbackRequest,
  progress: Progress | null,
  context: Context,
): readonly TaskCardBlock[] => {
  const { safety } = request
  if (safety === null) return []
  return [creation(request, safety, progress, context), ...(safety.ready === null ? [] : [recheck(request, context)])]
}

const creation = (
  request: RollbackRequest,
  safety: NonNullable<RollbackRequest['safety']>,
  progress: Progress | null,
  context: Context,
): TaskCardBlock => {
  const words = context.words.safety.task
  if (safety.ready !== null) {
    const duration = durationText(context.language, safety.ready.at - safety.intendedAt)
    return task('safety', words.made(duration), 'complete')
  }
  if (request.end !== null) return task('safety', words.failed, 'error')
  if (request.phase === 'safety_looking') return task('safety', words.looking, 'in_progress')
  if (request.phase !== 'safety_creating') return task('safety', words.requesting, 'in_progress')
  const title = progress === null ? words.making : progressTitle(words.making, progress, context)
  return task('safety', title, 'in_progress')
}

const recheck = (request: RollbackRequest, context: Context): TaskCardBlock => {
  const words = context.words.safety.task
  if (request.end !== null && !wasCalled(request)) return task('rechecked', words.stopped, 'error')
  return request.attempts.length > 0
    ? task('rechecked', words.rechecked, 'complete')
    : task('rechecked', words.rechecking, 'in_progress')
}

/** The title of the run while its safety snapshot is being made; null once the rollback itself has begun. */
export const safetyTitle = ({ attempts, phase }: RollbackRequest, context: Context): string | null => {
  const { title } = context.words.safety
  if (attempts.length > 0) return null
  if (phase === 'safety_looking') return title.looking
  if (phase === 'safety_ready') return title.ready
  return phase === 'safety_creating' ? title.making : null
}
