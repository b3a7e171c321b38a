import type { PageMessage, PagePerson, PageState } from '../../../sandbox/slack/page-api.ts'

/** A full member who is in the channel, where nothing else is said. */
export function person(id: string, differences: Partial<PagePerson> = {}): PagePerson {
  return {
    id,
    kind: 'member',
    name: id.toLowerCase(),
    realName: id,
    displayName: id,
    title: '',
    color: '#2a6f97',
    locale: 'en-US',
    tz: 'UTC',
    deactivated: false,
    inChannel: true,
    ...differences,
  }
}

/** A person's empty message in the channel, where nothing else is said. */
export function message(ts: string, differences: Partial<PageMessage> = {}): PageMessage {
  return {
    ts,
    channelId: 'C0LIGHTHSE',
    userId: 'UANA',
    text: '',
    blocks: [],
    state: {},
    replyCount: 0,
    replyUsers: [],
    ...differences,
  }
}

/** A workspace with these people and messages. */
export function pageState(content: Pick<PageState, 'people' | 'messages'>): PageState {
  return {
    team: { id: 'T1', name: 'Harbour', domain: 'harbour' },
    channel: { id: 'C0LIGHTHSE', name: 'ops-lighthouse', topic: '', members: content.people.map(({ id }) => id) },
    app: { name: 'Lighthouse Keeper', botUserId: 'UBOT', sockets: 1 },
    commands: [{ command: '/lighthouse', description: '', usageHint: '' }],
    groups: [],
    modals: {},
    notices: [],
    now: 0,
    ...content,
  }
}
