import type { RichTextBlockElement, TaskCardBlock } from '@slack/types'
import type { Progress } from '../services/rollback/progress.ts'
import { durationText, percentText } from '../words/durations.ts'
import { rich } from './blocks.ts'
import type { Context } from './context.ts'
import { LIMITS } from './limits.ts'
import { clip } from './plain.ts'

/** One step of a run. */
export const task = (
  taskId: string,
  title: string,
  status: TaskCardBlock['status'],
  details: readonly RichTextBlockElement[] = [],
): TaskCardBlock => ({
  type: 'task_card',
  task_id: clip(taskId, LIMITS.task.id),
  title: clip(title, LIMITS.task.title),
  status,
  ...(details.length > 0 && { details: rich(...details) }),
})

/** What is done, how far it is, for how long it has run, and how long it will still take. */
export const progressTitle = (
  doing: string,
  { percent, observedAt, startedAt, remaining }: Progress,
  { words, language }: Context,
): string => {
  const { run } = words.thread
  const parts = [
    doing,
    ...(percent === null ? [] : [percentText(language, percent)]),
    run.elapsed(durationText(language, observedAt - startedAt)),
    ...(remaining === null ? [] : [run.remaining(durationText(language, remaining))]),
  ]
  return parts.join(' · ')
}
