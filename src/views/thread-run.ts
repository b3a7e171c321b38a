import type { PlanBlock } from '@slack/types'
import { lostCall } from '../services/lighthouse/catalogue.ts'
import type { Entry } from '../services/rollback/entry.ts'
import type { Progress } from '../services/rollback/progress.ts'
import { lastAttempt, type RollbackRequest } from '../services/rollback/request.ts'
import { id } from '../words/parts.ts'
import { type Account, account, faultFacts, faultWords } from './account.ts'
import type { Context } from './context.ts'
import { STATE_EMOJI } from './emoji.ts'
import { LIMITS } from './limits.ts'
import { clip } from './plain.ts'
import { fallbackSentence } from './rich.ts'
import { runTasks } from './run-tasks.ts'
import { safetyTitle } from './safety-run.ts'
import { headedAccount, type ThreadPart } from './thread-part.ts'

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
  const { headline, shortcode, told } = leadOf(request, entry, context)
  const isLive = carriesPlan(request, entry)
  const whole = isLive ? told : { ...told, next: [...told.next, context.words.thread.run.seeBelow] }
  return [
    {
      headline,
      fallback: [...whole.what, ...whole.next]
        .map((sentence) => fallbackSentence(sentence, context))
        .join(context.words.marks.gap),
      blocks: [
        ...headedAccount(shortcode, headline, whole, context),
        ...(isLive ? [runPlan(request, progress, context)] : []),
      ],
    },
  ]
}

type Lead = { readonly headline: string; readonly shortcode: string; readonly told: Account }

const leadOf = (request: RollbackRequest, entry: RunEntry, context: Context): Lead => {
  const { run, found } = context.words.thread
  switch (entry.kind) {
    case 'apply_accepted': {
      const told = account({ what: [run.requestId(id(entry.data.cloudRequestId))] })
      return { headline: run.acceptedHeadline, shortcode: STATE_EMOJI.rolling_back, told }
    }
    case 'answer_lost':
      return lostLead(request, entry, context)
    case 'rollback_found': {
      const { cloudRequestId, differs } = entry.data
      const told = account({ what: [(differs ? found.differs : found.afterLoss)(id(cloudRequestId))] })
      return { headline: found.headline, shortcode: STATE_EMOJI.rolling_back, told }
    }
  }
}

const lostLead = (
  request: RollbackRequest,
  entry: Extract<RunEntry, { kind: 'answer_lost' }>,
  context: Context,
): Lead => {
  const { headline, restart, noAnswer, notSent, next } = context.words.thread.lost
  const lead = { headline, shortcode: STATE_EMOJI.looking }
  const { why, detail } = entry.data
  if (why === 'restart') return { ...lead, told: account({ what: [restart], next: [next] }) }
  const { instanceId, region } = request.submission
  const call = lostCall('ApplyInstanceSnapshot', region, detail)
  const what = [call.sent ? noAnswer : notSent, faultWords(call, context).what]
  const facts = faultFacts(call, context, { instanceId, at: entry.at })
  return { ...lead, told: account({ what, facts, next: [next] }) }
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
