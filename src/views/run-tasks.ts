import type { RichTextBlockElement, TaskCardBlock } from '@slack/types'
import { MAX_ATTEMPTS } from '../services/rollback/passing-refusals.ts'
import type { Progress } from '../services/rollback/progress.ts'
import { lastAttempt, type RollbackRequest, runningSince } from '../services/rollback/request.ts'
import { durationText, percentText } from '../words/durations.ts'
import { id, type Sentence, user } from '../words/parts.ts'
import { rich } from './blocks.ts'
import type { Context } from './context.ts'
import { findingList } from './finding-lines.ts'
import { LENGTHS, LIMITS } from './limits.ts'
import { clip, oneLine, withoutShortcodes } from './plain.ts'
import { plainSentence, sentenceLine } from './rich.ts'
import { instanceState } from './state-words.ts'

type Status = TaskCardBlock['status']

/** The steps of a run, in order, as the request's state shows them. Titles are plain text: only durations, no dates. */
export const runTasks = (request: RollbackRequest, progress: Progress | null, context: Context): TaskCardBlock[] => [
  approvedTask(request, context),
  checkedTask(request, context),
  callTask(request, context),
  rollingTask(request, progress, context),
  // After any other end nobody waits for the instance any more.
  ...(request.end === null || request.end.name === 'succeeded' ? [instanceTask(request, context)] : []),
]

const task = (
  taskId: string,
  title: string,
  status: Status,
  details: readonly RichTextBlockElement[] = [],
): TaskCardBlock => ({
  type: 'task_card',
  task_id: clip(taskId, LIMITS.task.id),
  title: clip(title, LIMITS.task.title),
  status,
  ...(details.length > 0 && { details: rich(...details) }),
})

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
  const number = attempt?.attempt ?? 1
  const count = number > 1 ? [sentenceLine(run.attempt(number, MAX_ATTEMPTS), context)] : []
  const { following, phase } = request
  if (following !== null) {
    const details = [sentenceLine(run.requestId(id(following.cloudRequestId)), context), ...count]
    return task('call', following.found ? run.found : run.accepted, 'complete', details)
  }
  if (attempt?.answer?.kind === 'refused') return task('call', run.refused, 'error', count)
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
  return task('rolling', progress === null ? run.rolling : progressTitle(progress, context), 'in_progress')
}

const progressTitle = ({ percent, observedAt, startedAt, remaining }: Progress, context: Context): string => {
  const { run } = context.words.thread
  const { language } = context
  const parts = [
    run.rolling,
    ...(percent === null ? [] : [percentText(language, percent)]),
    run.elapsed(durationText(language, observedAt - startedAt)),
    ...(remaining === null ? [] : [run.remaining(durationText(language, remaining))]),
  ]
  return parts.join(' · ')
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
