import { h } from 'preact'
import type { PagePerson } from '../../slack/page-api.ts'
import { html, type Rendered } from '../html.ts'
import { usePage } from '../state/context.ts'
import { unreadOf } from '../state/reading.ts'
import { Avatar } from './avatar.ts'
import { icon } from './icons.ts'

const wordsOfKind: { readonly [kind in PagePerson['kind']]: string } = {
  member: 'Member',
  multi_channel_guest: 'Guest, several channels',
  single_channel_guest: 'Guest, one channel',
  external: 'Outside the company',
  bot: 'App',
}

/** The aubergine side: the channel, and the people one can be. */
export function Sidebar(): Rendered {
  const { slack, actions } = usePage()
  const people = slack.people.filter((person) => person.kind !== 'bot')
  const apps = slack.people.filter((person) => person.id === slack.app.botUserId)
  return html`<nav class="sidebar" aria-label="Workspace">
    <div class="sidebar-head">${slack.team.name}</div>
    <div class="sidebar-scroll">
      <h2 class="sidebar-section">Channels</h2>
      <ul class="sidebar-list" aria-label="Channels">
        <li><button type="button" class="sidebar-row is-current" aria-current="page" onClick=${() => actions.openThread(undefined)}>
          ${icon('hash')}<span class="sidebar-words">${slack.channel.name}</span>
        </button></li>
      </ul>
      <h2 class="sidebar-section" id="people-heading">You are</h2>
      <ul class="sidebar-list" aria-label="People">
        ${people.map((person) => h(PersonRow, { key: person.id, person }))}
      </ul>
      <h2 class="sidebar-section">Apps</h2>
      <ul class="sidebar-list" aria-label="Apps">
        ${apps.map(
          (app) => html`<li class="sidebar-row sidebar-app" key=${app.id}>
            ${h(Avatar, { person: app })}
            <span class="sidebar-words">${app.realName}</span>
            <span class="sidebar-note">${slack.app.sockets === 0 ? 'not connected' : 'connected'}</span>
          </li>`,
        )}
      </ul>
    </div>
  </nav>`
}

function PersonRow({ person }: { readonly person: PagePerson }): Rendered {
  const { slack, model, viewerId, actions } = usePage()
  const isViewer = person.id === viewerId
  const unread = isViewer ? { messages: 0, mentions: 0 } : unreadOf(slack, person.id, model.readUntil[person.id] ?? '0')
  const note = noteOf(person)
  const classes = ['sidebar-row', isViewer ? 'is-viewer' : '', unread.messages > 0 ? 'is-unread' : ''].join(' ')
  return html`<li>
    <button type="button" class=${classes} aria-pressed=${isViewer} title=${person.title} onClick=${() => actions.chooseViewer(person.id)}>
      ${h(Avatar, { person })}
      <span class="sidebar-words">
        <span class="sidebar-name">${person.realName}</span>
        <span class="sidebar-note">${note}</span>
      </span>
      ${
        unread.mentions > 0
          ? html`<span class="badge">${unread.mentions}<span class="visually-hidden"> new for ${person.realName}</span></span>`
          : unread.messages > 0 && html`<span class="dot"><span class="visually-hidden">unread messages</span></span>`
      }
    </button>
  </li>`
}

function noteOf(person: PagePerson): string {
  if (person.deactivated) return 'Deactivated'
  const place = person.inChannel ? '' : ', not in the channel'
  return (person.kind === 'member' && person.title !== '' ? person.title : wordsOfKind[person.kind]) + place
}
