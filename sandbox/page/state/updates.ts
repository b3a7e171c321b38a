import type { PageMessage, PageState, PageUpdate } from '../../slack/page-api.ts'

/** The state after one live update; the first update of every connection brings the whole state. */
export function applyUpdate(state: PageState | undefined, update: PageUpdate): PageState | undefined {
  if (update.type === 'state') return update.state
  if (state === undefined) return undefined
  switch (update.type) {
    case 'message':
      return { ...state, messages: withMessage(state.messages, update.message) }
    case 'message_removed':
      return { ...state, messages: state.messages.filter((message) => message.ts !== update.ts) }
    case 'modals':
      return { ...state, modals: { ...state.modals, [update.person]: update.modals } }
    case 'notice':
      return { ...state, notices: [...state.notices.filter((notice) => notice.id !== update.notice.id), update.notice] }
    case 'notice_removed':
      return { ...state, notices: state.notices.filter((notice) => notice.id !== update.id) }
    case 'people': {
      const channel = { ...state.channel, members: update.members }
      return { ...state, people: update.people, groups: update.groups, channel }
    }
    case 'sockets':
      return { ...state, app: { ...state.app, sockets: update.sockets } }
  }
}

function withMessage(messages: readonly PageMessage[], message: PageMessage): PageMessage[] {
  const others = messages.filter((other) => other.ts !== message.ts)
  return [...others, message].sort((first, second) => Number(first.ts) - Number(second.ts))
}
