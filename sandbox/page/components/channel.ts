import { h } from 'preact'
import { html, type Rendered } from '../html.ts'
import { usePage } from '../state/context.ts'
import { channelMessages, directMessages } from '../state/reading.ts'
import { Composer } from './composer.ts'
import { icon } from './icons.ts'
import { MessageList, useFollowedEnd } from './message-list.ts'

/** The channel: its head, its messages, and where one writes. */
export function Channel(): Rendered {
  const { slack, viewerId } = usePage()
  const viewer = slack.people.find((person) => person.id === viewerId)
  const isMember = viewer?.inChannel === true && !viewer.deactivated
  const messages = isMember ? channelMessages(slack, viewerId) : []
  const direct = directMessages(slack, viewerId)
  const scroller = useFollowedEnd(messages.length + direct.length, viewerId)
  return html`<main class="channel" aria-label=${`#${slack.channel.name}`}>
    <header class="channel-head">
      <h1>${icon('hash')}${slack.channel.name}</h1>
      <span class="channel-topic">${slack.channel.topic}</span>
      <span class="channel-members" title="Members of the channel">${icon('people')}${slack.channel.members.length}<span class="visually-hidden"> members</span></span>
    </header>
    <div class="channel-scroll" ref=${scroller} tabindex="0" role="group" aria-label="Messages">
      <div class="channel-messages" role="log" aria-live="polite" aria-relevant="additions" aria-label=${`Messages in #${slack.channel.name}`}>
        ${isMember ? channelStart() : outsiderNote(viewer?.realName ?? '', viewer?.deactivated === true)}
        ${h(MessageList, { messages })}
        ${direct.length > 0 && html`<div class="day" role="separator"><span>Sent to you directly by the app</span></div>`}
        ${direct.length > 0 && h(MessageList, { messages: direct })}
      </div>
    </div>
    ${h(Composer, { key: viewerId, place: { in: 'channel', canPost: isMember } })}
  </main>`
}

function channelStart(): Rendered {
  const { slack } = usePage()
  return html`<div class="channel-start">
    <div class="channel-start-icon">${icon('hash')}</div>
    <h2>This is the very beginning of #${slack.channel.name}</h2>
    <p>Type <code class="inline-code">/lighthouse rollback</code> below to ask for a rollback. Then choose somebody else at the left: it takes a second person to approve it.</p>
  </div>`
}

function outsiderNote(name: string, isDeactivated: boolean): Rendered {
  return html`<div class="channel-start">
    <h2>${isDeactivated ? `${name}’s account is deactivated` : `${name} is not in this channel`}</h2>
    <p>${
      isDeactivated
        ? 'Slack shows nothing to a deactivated account, and takes nothing from it.'
        : 'They see none of its messages. They can still type a command, and see what the app answers.'
    }</p>
  </div>`
}
