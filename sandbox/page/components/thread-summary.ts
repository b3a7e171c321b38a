import { h } from 'preact'
import type { PageMessage } from '../../slack/page-api.ts'
import { html, type Rendered } from '../html.ts'
import { usePage } from '../state/context.ts'
import { useDirectory } from '../state/directory.ts'
import { formatSlackDate } from '../text/slack-date.ts'
import { Avatar } from './avatar.ts'
import { icon } from './icons.ts'

/** The line under a message that leads to its thread: who replied, how often, and when last. */
export function ThreadSummary({ message }: { readonly message: PageMessage }): Rendered {
  const { slack, actions } = usePage()
  const { reader } = useDirectory()
  const count = message.replyCount === 1 ? '1 reply' : `${message.replyCount} replies`
  const last =
    message.latestReply === undefined
      ? ''
      : `Last reply ${formatSlackDate(Number(message.latestReply), '{date_short_pretty} at {time}', reader)}`
  return html`<button type="button" class="thread-summary" onClick=${() => actions.openThread(message.ts)}>
    <span class="thread-faces">
      ${message.replyUsers.map((id) => h(Avatar, { key: id, person: slack.people.find((person) => person.id === id) }))}
    </span>
    <span class="thread-count">${count}</span>
    <span class="thread-last">${last}</span>
    <span class="thread-view">View thread</span>
    ${icon('chevronRight')}
  </button>`
}
