import { h } from 'preact'
import type { PageAction } from '../../slack/page-api.ts'
import { html, type Rendered } from '../html.ts'
import { usePage } from '../state/context.ts'
import { PanelSection } from './parts.ts'

/** What an admin of the workspace changes: who is in the channel, who is deactivated, who is in a group. */
export function PeopleSection({ onAct }: { readonly onAct: (action: PageAction) => void }): Rendered {
  const { slack } = usePage()
  const people = slack.people.filter((person) => person.kind !== 'bot')
  const box = (label: string, isTicked: boolean, onChange: () => void) =>
    html`<td><input type="checkbox" aria-label=${label} checked=${isTicked} onChange=${onChange} /></td>`
  return h(
    PanelSection,
    { title: 'People' },
    html`<p class="panel-note">Rights are looked up at every click: change them between a request and its approval.</p>
    <table class="panel-table">
      <thead>
        <tr>
          <th scope="col">Person</th><th scope="col">In channel</th><th scope="col">Active</th>
          ${slack.groups.map((group) => html`<th scope="col" key=${group.id}>@${group.handle}</th>`)}
        </tr>
      </thead>
      <tbody>${people.map(
        (person) => html`<tr key=${person.id}>
          <th scope="row">${person.realName}</th>
          ${box(`${person.realName} is in the channel`, person.inChannel, () => onAct({ act: 'membership', person: person.id, inChannel: !person.inChannel }))}
          ${box(`${person.realName} is active`, !person.deactivated, () => onAct({ act: 'deactivate', person: person.id, deactivated: !person.deactivated }))}
          ${slack.groups.map((group) => {
            const isIn = group.users.includes(person.id)
            const users = isIn ? group.users.filter((id) => id !== person.id) : [...group.users, person.id]
            return box(`${person.realName} is in @${group.handle}`, isIn, () =>
              onAct({ act: 'group', group: group.id, users }),
            )
          })}
        </tr>`,
      )}</tbody>
    </table>`,
  )
}
