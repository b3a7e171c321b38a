import { h } from 'preact'
import type { PageMessage, PagePerson } from '../../slack/page-api.ts'
import { BlocksView } from '../blocks/block.ts'
import { html, type Rendered } from '../html.ts'
import { usePage } from '../state/context.ts'
import { useDirectory } from '../state/directory.ts'
import { InteractionContext } from '../state/interaction.ts'
import { parseMrkdwn } from '../text/mrkdwn.ts'
import { formatSlackDate, formatTime } from '../text/slack-date.ts'
import { TextBlocks } from '../text/text-view.ts'
import { Avatar } from './avatar.ts'
import { icon } from './icons.ts'
import { ThreadSummary } from './thread-summary.ts'

export type MessageProps = {
  readonly message: PageMessage
  /** Follows its author's previous message closely, so that name and picture are left out. */
  readonly isContinued: boolean
  /** Where it is shown: in the channel it leads to its thread. */
  readonly place: 'channel' | 'thread'
}

/** One message with its author, its blocks and what one can do with it. */
export function Message({ message, isContinued, place }: MessageProps): Rendered {
  const { slack, model, viewerId, actions } = usePage()
  const { reader } = useDirectory()
  const author = slack.people.find((person) => person.id === message.userId)
  const name = author?.displayName || author?.realName || 'Slackbot'
  const time = formatTime(Number(message.ts), reader)
  const isPrivate = message.onlyVisibleTo !== undefined
  const interaction = actions.interactionOn({ kind: 'message', ts: message.ts }, message.state[viewerId] ?? {})
  const classes = [
    'message',
    isContinued ? 'is-continued' : '',
    isPrivate ? 'is-private' : '',
    model.highlightedTs === message.ts ? 'is-highlighted' : '',
  ].join(' ')
  return html`<article class=${classes} aria-label=${`${name}, ${time}`} data-ts=${message.ts} tabindex="-1">
    ${isPrivate && html`<div class="message-private">${icon('eye')}Only visible to you</div>`}
    <div class="message-gutter">
      ${isContinued ? messageTime(message, reader, time) : h(Avatar, { person: author })}
    </div>
    <div class="message-body">
      ${!isContinued && messageHead(name, author, messageTime(message, reader, time))}
      ${h(InteractionContext.Provider, { value: interaction }, messageContent(message, place))}
      ${isPrivate && html`<button type="button" class="text-button" onClick=${() => actions.dismissMessage(message.ts)}>Dismiss message</button>`}
      ${place === 'channel' && message.replyCount > 0 && h(ThreadSummary, { message })}
    </div>
    ${
      place === 'channel' &&
      !isPrivate &&
      html`<div class="message-tools">
        <button type="button" aria-label="Reply in thread" title="Reply in thread" onClick=${() => actions.openThread(message.ts)}>${icon('reply')}</button>
      </div>`
    }
  </article>`
}

function messageHead(name: string, author: PagePerson | undefined, time: Rendered): Rendered {
  return html`<div class="message-head">
    <span class="message-author">${name}</span>
    ${author?.kind === 'bot' && html`<span class="app-badge">App</span>`}
    ${time}
  </div>`
}

function messageTime(message: PageMessage, reader: Parameters<typeof formatTime>[1], time: string): Rendered {
  const seconds = Number(message.ts)
  const title = formatSlackDate(seconds, '{date_pretty} at {time_secs}', reader)
  return html`<time class="message-time" dateTime=${new Date(seconds * 1000).toISOString()} title=${title}>${time}</time>`
}

function messageContent(message: PageMessage, place: string): Rendered {
  const edited = message.editedAt === undefined ? null : html`<span class="edited">(edited)</span>`
  if (message.blocks.length > 0) {
    const surfaceId = `${place}-${message.ts}`
    return html`${h(BlocksView, { blocks: message.blocks, surfaceId })}${edited && html`<div>${edited}</div>`}`
  }
  return html`<div class="message-text">${h(TextBlocks, { blocks: parseMrkdwn(message.text) })}${edited}</div>`
}
