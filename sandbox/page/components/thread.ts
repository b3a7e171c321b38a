import { h } from 'preact'
import { useEffect, useRef } from 'preact/hooks'
import { html, type Rendered } from '../html.ts'
import { usePage } from '../state/context.ts'
import { threadReplies } from '../state/reading.ts'
import { Composer } from './composer.ts'
import { icon } from './icons.ts'
import { Message } from './message.ts'
import { continues, useFollowedEnd } from './message-list.ts'

/** The pane at the right with one message and its replies. */
export function Thread({ threadTs }: { readonly threadTs: string }): Rendered {
  const { slack, viewerId, actions } = usePage()
  const parent = slack.messages.find((message) => message.ts === threadTs)
  const replies = threadReplies(slack, viewerId, threadTs)
  const scroller = useFollowedEnd(replies.length, `${viewerId}-${threadTs}`)
  const heading = useRef<HTMLHeadingElement>(null)
  useEffect(() => heading.current?.focus(), [threadTs])
  const count = replies.length === 1 ? '1 reply' : `${replies.length} replies`
  return html`<section class="thread" role="region" aria-label="Thread">
    <header class="thread-head">
      <h2 tabindex="-1" ref=${heading}>Thread <span class="thread-channel">#${slack.channel.name}</span></h2>
      <button type="button" class="icon-button" aria-label="Close thread" onClick=${() => actions.openThread(undefined)}>${icon('close')}</button>
    </header>
    <div class="thread-scroll" ref=${scroller} tabindex="0" role="group" aria-label="Thread messages">
      <div role="log" aria-live="polite" aria-relevant="additions" aria-label="Messages in the thread">
        ${parent === undefined ? html`<p class="thread-gone">This message is gone.</p>` : h(Message, { message: parent, isContinued: false, place: 'thread' })}
        ${replies.length > 0 && html`<div class="thread-divider"><span>${count}</span></div>`}
        ${replies.map((message, index) => {
          const previous = replies[index - 1]
          const isContinued = previous !== undefined && continues(previous, message)
          return h(Message, { key: message.ts, message, isContinued, place: 'thread' })
        })}
      </div>
    </div>
    ${h(Composer, { key: `${viewerId}-${threadTs}`, place: { in: 'thread', threadTs, canPost: parent !== undefined } })}
  </section>`
}
