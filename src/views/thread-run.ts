import type { PlanBlock } from '@slack/types'
import type { Entry } from '../services/rollback/entry.ts'
import type { Progress } from '../services/rollback/progress.ts'
import { lastAttempt, type RollbackRequest } from '../services/rollback/request.ts'
import { id, type Sentence } from '../words/parts.ts'
import type { Context } from './context.ts'
import { STATE_EMOJI } from './emoji.ts'
import { LIMITS } from './limits.ts'
import { clip } from './plain.ts'
import { fallbackSentence, sentenceLine } from './rich.ts'
import { runTasks } from './run-tasks.ts'
import { safetyTitle } from './safety-run.ts'
import { headed, type ThreadPart } from './thread-part.ts'

type RunEntry = Extract<Entry, { kind: 'apply_accepted' | 'answer_lost' | 'rollback_found' }>

/**
 * The run of a rollback as a plan. Each new piece of evidence begins a message of its own; the plan stands in the
 * newest one, and an older one says only what its entry told.
 */
export const runParts = (
  request: RollbackRequest,
  entry: RunEntry,
  progress: Progress | null,
  context: Context,
): readonly ThreadPart[] => {
  const { headline, shortcode, sentences } = leadOf(entry, context)
  const isLive = carriesPlan(request, entry)
  const told = isLive ? sentences : [...sentences, context.words.thread.run.seeBelow]
  return [
    {
      headline,
      fallback: told.map((sentence) => fallbackSentence(sentence, context)).join(context.words.marks.gap),
      blocks: [
        ...headed(
          shortcode,
          headline,
          told.map((sentence) => sentenceLine(sentence, context)),
        ),
        ...(isLive ? [runPlan(request, progress, context)] : []),
      ],
    },
  ]
}

const leadOf = (entry: RunEntry, context: Context) => {
  const { run, lost, found } = context.words.thread
  switch (entry.kind) {
    case 'apply_accepted': {
      const sentences: Sentence[] = [run.requestId(id(entry.data.cloudRequestId))]
      return { headline: run.acceptedHeadline, shortcode: STATE_EMOJI.rolling_back, sentences }
    }
    case 'answer_lost': {
      const sentences = [entry.data.why === 'restart' ? lost.restart : lost.noAnswer, lost.next]
      return { headline: lost.headline, shortcode: STATE_EMOJI.looking, sentences }
    }
    case 'rollback_found': {
      const { cloudRequestId, differs } = entry.data
      const sentences = [(differs ? found.differs : found.afterLoss)(id(cloudRequestId))]
      return { headline: found.headline, shortcode: STATE_EMOJI.rolling_back, sentences }
    }
  }
}

/** Whether this entry is the newest evidence of the run that the request's state shows. */
const carriesPlan = (request: RollbackRequest, entry: RunEntry): boolean => {
  const { following } = request
  if (entry.kind === 'rollback_found') {
    return following?.found === true && following.cloudRequestId === entry.data.cloudRequestId
  }
  const attempt = lastAttempt(request)
  if (attempt?.attemptId !== entry.data.attemptId || following?.found === true) return false
  return entry.kind === 'apply_accepted' ? following !== null : following === null && attempt.answer?.kind === 'lost'
}

export const runPlan = (request: RollbackRequest, progress: Progress | null, context: Context): PlanBlock => ({
  type: 'plan',
  title: clip(planTitle(request, context), LIMITS.plan.title),
  tasks: runTasks(request, progress, context),
})

const planTitle = (request: RollbackRequest, context: Context): string => {
  const { title } = context.words.thread.run
  const { end, phase } = request
  const securing = safetyTitle(request, context)
  if (securing !== null) return securing
  if (end?.name === 'succeeded' || end?.name === 'failed' || end?.name === 'unconfirmed') return title[end.name]
  if (phase === 'looking') return title.looking
  return phase === 'settling' ? title.settling : title.running
}
