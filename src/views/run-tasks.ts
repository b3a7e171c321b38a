import type { TaskCardBlock } from '@slack/types'
import { leavesDoubt } from '../services/lighthouse/catalogue.ts'
import { MAX_ATTEMPTS } from '../services/rollback/passing-refusals.ts'
import type { Progress } from '../services/rollback/progress.ts'
import { lastAttempt, type RollbackRequest, runningSince, wasCalled } from '../services/rollback/request.ts'
import { durationText } from '../words/durations.ts'
import { id, type Sentence, user } from '../words/parts.ts'
import type { Context } from './context.ts'
import { findingList } from './finding-lines.ts'
import { LENGTHS } from './limits.ts'
import { oneLine, withoutShortcodes } from './plain.ts'
import { plainSentence, sentenceLine } from './rich.ts'
import { safetyTasks } from './safety-run.ts'
import { instanceState } from './state-words.ts'
import { progressTitle, task } from './task.ts'

/** The steps of a run, in order, as the request's state shows them. Titles are plain text: only durations, no dates. */
export const runTasks = (request: RollbackRequest, progress: Progress | null, context: Context): TaskCardBlock[] => [
  approvedTask(request, context),
  checkedTask(request, context),
  ...safetyTasks(request, progress, context),
  ...(wasStopped(request) ? [] : rollbackTasks(request, progress, context)),
]

/** It ended before its call: nothing of the rollback itself is to be told. */
const wasStopped = (request: RollbackRequest): boolean => request.end !== null && !wasCalled(request)

/** It ended with its call: nothing was rolled back, so nothing more is to be told. */
const wasRefused = ({ end }: RollbackRequest): boolean => end?.name === 'failed' && end.failure.cause !== 'reported'

const rollbackTasks = (request: RollbackRequest, progress: Progress | null, context: Context): TaskCardBlock[] => [
  callTask(request, context),
  ...(wasRefused(request) ? [] : [rollingTask(request, progress, context)]),
  // After any other end nobody waits for the instance any more.
  ...(request.end === null || request.end.name === 'succeeded' ? [instanceTask(request, context)] : []),
]

const approvedTask = (request: RollbackRequest, context: Context): TaskCardBlock => {
  const { thread, card } = context.words
  const count = card.approvals(request.approvals.length, request.opened?.approvalsRequired ?? 1)
  const people = request.approvals
    .slice(0, LENGTHS.people)
    .flatMap(({ by }, index): Sentence => (index === 0 ? [user(by)] : [' ', user(by)]))
  const details = people.length === 0 ? [] : [sentenceLine(people, context)]
  return task('approved', thread.run.approved(count), 'complete', details)
}

const checkedTask = (request: RollbackRequest, context: Context): TaskCardBlock => {
  const { run } = context.words.thread
  const findings = request.checked?.findings ?? []
  if (findings.length === 0) return task('checked', run.checked, 'complete')
  return task('checked', run.checkedWith(findings.length), 'complete', [findingList(findings, context)])
}

const callTask = (request: RollbackRequest, context: Context): TaskCardBlock => {
  const { run } = context.words.thread
  const attempt = lastAttempt(request)
  if (attempt === null && request.safety !== null) return task('call', context.words.safety.task.toSend, 'pending')
  const number = attempt?.attempt ?? 1
  const count = number > 1 ? [sentenceLine(run.attempt(number, MAX_ATTEMPTS), context)] : []
  const { following, phase } = request
  if (following !== null) {
    const details = [sentenceLine(run.requestId(id(following.cloudRequestId)), context), ...count]
    return task('call', following.found ? run.found : run.accepted, 'complete', details)
  }
  if (attempt?.answer?.kind === 'refused') {
    return task('call', leavesDoubt(attempt.answer.fault) ? run.withError : run.refused, 'error', count)
  }
  if (attempt?.answer?.kind !== 'lost') return task('call', run.sending, 'in_progress', count)
  return phase === 'looking'
    ? task('call', run.lost, 'in_progress', count)
    : task('call', run.lostForGood, 'error', count)
}

const rollingTask = (request: RollbackRequest, progress: Progress | null, context: Context): TaskCardBlock => {
  const { run } = context.words.thread
  const { rolledBackAt, phase, end } = request
  if (rolledBackAt !== null) {
    const duration = durationText(context.language, rolledBackAt - (runningSince(request) ?? rolledBackAt))
    return task('rolling', run.rolledBack(duration), 'complete')
  }
  if (end?.name === 'failed' && end.failure.cause === 'reported') return task('rolling', run.rollingFailed, 'error')
  if (end?.name === 'unconfirmed') return task('rolling', run.rollingUnknown, 'error')
  if (phase !== 'rolling_back') return task('rolling', run.rolling, 'pending')
  // The progress of the safety snapshot is older than the rollback.
  const isOwn = progress !== null && progress.startedAt > (request.safety?.intendedAt ?? Number.NEGATIVE_INFINITY)
  return task('rolling', isOwn ? progressTitle(run.rolling, progress, context) : run.rolling, 'in_progress')
}

const instanceTask = (request: RollbackRequest, context: Context): TaskCardBlock => {
  const { run } = context.words.thread
  const { end, phase } = request
  if (end?.name === 'succeeded') {
    if (end.instanceState === null) return task('instance', run.instanceUnknown, 'error')
    const raw = plainSentence([instanceState(end.instanceState, context)], context)
    const state = withoutShortcodes(oneLine(raw, LENGTHS.name))
    return end.settled
      ? task('instance', run.instanceIs(state), 'complete')
      : task('instance', run.instanceMoving(state), 'error')
  }
  return phase === 'settling'
    ? task('instance', run.instanceWaiting, 'in_progress')
    : task('instance', run.instance, 'pending')
}
