import type { ServerResponse } from 'node:http'
import type { Change } from '../changes.ts'
import type { Core } from '../core.ts'
import type { PageUpdate } from '../page-api.ts'
import { pageMessage, pageModal, pagePerson, pageState } from '../page-state.ts'

/** What a page is told of a change; undefined: it shows nothing of it. */
const updateOf = (core: Core, change: Change): PageUpdate | undefined => {
  switch (change.type) {
    case 'message':
      return { type: 'message', message: pageMessage(core, change.message) }
    case 'modals':
      return { type: 'modals', person: change.person, modals: core.views.stack(change.person).map(pageModal) }
    case 'people':
      return {
        type: 'people',
        people: core.directory.people().map((person) => pagePerson(core, person)),
        groups: core.directory.groups().map((group) => ({ ...group, users: [...group.users] })),
        members: [...(core.directory.channel(core.workspace.channelId)?.members ?? [])],
      }
    case 'sockets':
      return { type: 'sockets', sockets: core.sockets.count() }
    case 'message_removed':
    case 'notice':
    case 'notice_removed':
      return change
    case 'traffic':
      return undefined
  }
}

/** Keeps one page up to date with server-sent events, as long as it listens. */
export const streamTo = (core: Core, response: ServerResponse): void => {
  response.writeHead(200, { 'content-type': 'text/event-stream', 'cache-control': 'no-store' })
  const send = (update: PageUpdate): void => {
    response.write(`data: ${JSON.stringify(update)}\n\n`)
  }
  send({ type: 'state', state: pageState(core) })
  const end = core.changes.subscribe((change) => {
    const update = updateOf(core, change)
    if (update !== undefined) send(update)
  })
  response.on('close', end)
}
