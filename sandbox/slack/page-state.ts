import type { Core } from './core.ts'
import { microseconds } from './identifiers.ts'
import { valuesOf } from './initial-values.ts'
import type { StoredMessage } from './messages.ts'
import type { PageMessage, PageModal, PagePerson, PageState } from './page-api.ts'
import type { OpenView } from './views.ts'
import type { Person } from './workspace.ts'

/** What people see of this Slack, in the form the page takes. */
export const pageState = (core: Core): PageState => {
  const { workspace, directory, messages, views, notices, sockets, clock } = core
  const channel = directory.channel(workspace.channelId)
  const people = directory.people()
  return {
    team: { ...workspace.team },
    channel: {
      id: workspace.channelId,
      name: channel?.name ?? '',
      topic: channel?.topic ?? '',
      members: [...(channel?.members ?? [])],
    },
    app: { name: workspace.app.name, botUserId: workspace.app.botUserId, sockets: sockets.count() },
    commands: [...workspace.app.commands],
    people: people.map((person) => pagePerson(core, person)),
    groups: directory.groups().map((group) => ({ ...group, users: [...group.users] })),
    messages: messages.all().map((message) => pageMessage(core, message)),
    modals: Object.fromEntries(
      people.flatMap(({ id }) => {
        const stack = views.stack(id).map(pageModal)
        return stack.length === 0 ? [] : [[id, stack]]
      }),
    ),
    notices: [...notices.all()],
    now: clock.now(),
  }
}

export const pagePerson = ({ directory, workspace }: Core, person: Person): PagePerson => ({
  id: person.id,
  kind: person.kind,
  name: person.name,
  realName: person.realName,
  displayName: person.displayName,
  title: person.title,
  color: person.color,
  locale: person.locale,
  tz: person.tz,
  deactivated: person.deactivated,
  inChannel: directory.isMember(workspace.channelId, person.id),
})

export const pageMessage = (core: Core, message: StoredMessage): PageMessage => {
  const replies = core.messages.replies(message.ts)
  const latest = replies.at(-1)
  const everybody = core.directory.people().map(({ id }) => id)
  return {
    ts: message.ts,
    channelId: message.channelId,
    userId: message.userId,
    text: message.text,
    blocks: [...message.blocks],
    ...(message.threadTs === undefined ? {} : { threadTs: message.threadTs }),
    ...(message.onlyVisibleTo === undefined ? {} : { onlyVisibleTo: message.onlyVisibleTo }),
    ...(message.editedTs === undefined ? {} : { editedAt: Math.floor((microseconds(message.editedTs) ?? 0) / 1000) }),
    state: Object.fromEntries(everybody.map((id) => [id, valuesOf(message.blocks, message.values[id])])),
    ...(message.metadata === undefined
      ? {}
      : { metadata: { ...message.metadata, event_payload: { ...message.metadata.event_payload } } }),
    replyCount: replies.length,
    replyUsers: [...new Set(replies.map(({ userId }) => userId))].slice(0, 5),
    ...(latest === undefined ? {} : { latestReply: latest.ts }),
  }
}

export const pageModal = (view: OpenView): PageModal => ({
  viewId: view.id,
  hash: view.hash,
  callbackId: view.modal.callback_id ?? '',
  title: view.modal.title,
  ...(view.modal.submit === undefined || view.modal.submit === null ? {} : { submit: view.modal.submit }),
  ...(view.modal.close === undefined || view.modal.close === null ? {} : { close: view.modal.close }),
  blocks: [...view.modal.blocks],
  values: view.values,
  errors: { ...view.errors },
  ...(view.trouble === undefined ? {} : { trouble: view.trouble }),
  submitting: view.submitting,
})
