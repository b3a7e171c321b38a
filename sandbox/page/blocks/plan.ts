import { h } from 'preact'
import { useState } from 'preact/hooks'
import type { Block, TaskCard } from '../../slack/page-api.ts'
import { html, type Rendered } from '../html.ts'
import { useDirectory } from '../state/directory.ts'
import { linkView } from '../text/inline-view.ts'
import { RichTextView } from './rich-text.ts'

type Plan = Extract<Block, { type: 'plan' }>
type Status = TaskCard['status']

const wordsOfStatus: { readonly [status in Status]: string } = {
  pending: 'Pending',
  in_progress: 'In progress',
  complete: 'Complete',
  error: 'Error',
}

/** A `plan`: its title and its tasks, which fold away together. */
export function PlanView({ plan }: { readonly plan: Plan }): Rendered {
  const [isOpen, setOpen] = useState(true)
  const tasks = plan.tasks ?? []
  return html`<section class="plan" aria-label=${plan.title}>
    <button type="button" class="plan-head" aria-expanded=${isOpen} onClick=${() => setOpen(!isOpen)}>
      ${statusIcon(overallStatus(tasks))}
      <span class="plan-title">${plan.title}</span>
      <svg class="chevron" viewBox="0 0 20 20" aria-hidden="true"><path d="m5 8 5 5 5-5" /></svg>
    </button>
    ${isOpen && html`<ol class="plan-tasks">${tasks.map((task) => html`<li key=${task.task_id}>${h(TaskView, { task })}</li>`)}</ol>`}
  </section>`
}

/** A `task_card`: a step with its state; what it has to tell lies below its title. */
export function TaskView({ task }: { readonly task: TaskCard }): Rendered {
  const directory = useDirectory()
  const sources = task.sources ?? []
  return html`<div class="task" data-status=${task.status}>
    ${statusIcon(task.status)}
    <div class="task-body">
      <div class="task-title">${task.title}<span class="visually-hidden"> — ${wordsOfStatus[task.status]}</span></div>
      ${task.details && html`<div class="task-details">${h(RichTextView, { richText: task.details })}</div>`}
      ${task.output && html`<div class="task-output">${h(RichTextView, { richText: task.output })}</div>`}
      ${
        sources.length > 0 &&
        html`<ul class="task-sources" aria-label="Sources">${sources.map((source) => html`<li key=${source.url}>${linkView(source.url, source.text, directory)}</li>`)}</ul>`
      }
    </div>
  </div>`
}

function overallStatus(tasks: readonly TaskCard[]): Status {
  if (tasks.some((task) => task.status === 'error')) return 'error'
  if (tasks.some((task) => task.status === 'in_progress')) return 'in_progress'
  if (tasks.length > 0 && tasks.every((task) => task.status === 'complete')) return 'complete'
  return tasks.some((task) => task.status === 'complete') ? 'in_progress' : 'pending'
}

function statusIcon(status: Status): Rendered {
  const shape = {
    pending: html`<circle cx="10" cy="10" r="7" />`,
    in_progress: html`<circle class="track" cx="10" cy="10" r="7" /><path d="M10 3a7 7 0 0 1 7 7" />`,
    complete: html`<circle class="disc" cx="10" cy="10" r="8" /><path d="m6.5 10.3 2.4 2.4 4.7-5" />`,
    error: html`<circle class="disc" cx="10" cy="10" r="8" /><path d="M10 5.7v5.2M10 13.6v.6" />`,
  } as const
  return html`<svg class="task-icon" data-status=${status} viewBox="0 0 20 20" aria-hidden="true">${shape[status]}</svg>`
}
