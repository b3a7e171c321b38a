import { describe, expect, it } from 'vitest'
import {
  channelMessages,
  directMessages,
  firstUnreadTs,
  threadReplies,
  unreadOf,
} from '../../../sandbox/page/state/reading.ts'
import { applyUpdate } from '../../../sandbox/page/state/updates.ts'
import { message, pageState, person } from './page-states.ts'

const ana = person('UANA')
const ben = person('UBEN')
const outsider = person('UOUT', { inChannel: false })

describe('what a person reads on the page', () => {
  const card = message('10.0', { userId: 'UBOT' })
  const reply = message('11.0', { userId: 'UBOT', threadTs: '10.0', text: 'approved by <@UBEN>' })
  const privateReply = message('12.0', { userId: 'UBOT', threadTs: '10.0', onlyVisibleTo: 'UANA' })
  const direct = message('13.0', { userId: 'UBOT', channelId: 'D1', onlyVisibleTo: 'UANA' })
  const state = pageState({ people: [ana, ben, outsider], messages: [card, reply, privateReply, direct] })

  it('shows replies in their thread, not in the channel, and direct messages apart', () => {
    expect(channelMessages(state, 'UANA')).toEqual([card])
    expect(threadReplies(state, 'UANA', '10.0')).toEqual([reply, privateReply])
    expect(directMessages(state, 'UANA')).toEqual([direct])
  })

  it('shows private messages to nobody else', () => {
    expect(threadReplies(state, 'UBEN', '10.0')).toEqual([reply])
    expect(directMessages(state, 'UBEN')).toEqual([])
  })

  it('counts what came since a person looked, and marks what calls for them', () => {
    expect(unreadOf(state, 'UBEN', '10.0')).toEqual({ messages: 1, mentions: 1 })
    expect(unreadOf(state, 'UANA', '0')).toEqual({ messages: 4, mentions: 2 })
    expect(unreadOf(state, 'UANA', '13.0')).toEqual({ messages: 0, mentions: 0 })
  })

  it('knows where the unread part of the channel begins', () => {
    expect(firstUnreadTs(state, 'UBEN', '0')).toBe('10.0')
    expect(firstUnreadTs(state, 'UBEN', '10.0')).toBeUndefined()
  })

  it('counts nothing for people outside the channel', () => {
    expect(unreadOf(state, 'UOUT', '0')).toEqual({ messages: 0, mentions: 0 })
  })
})

describe('live updates', () => {
  const state = pageState({ people: [ana], messages: [message('10.0'), message('20.0')] })

  it('puts a new message in its place and replaces a changed one', () => {
    const posted = applyUpdate(state, { type: 'message', message: message('15.0') })
    const changed = applyUpdate(posted, { type: 'message', message: message('10.0', { text: 'edited' }) })
    expect(changed?.messages.map((each) => [each.ts, each.text])).toEqual([
      ['10.0', 'edited'],
      ['15.0', ''],
      ['20.0', ''],
    ])
  })

  it('takes a removed message away', () => {
    const removed = applyUpdate(state, { type: 'message_removed', channelId: 'C0LIGHTHSE', ts: '10.0' })
    expect(removed?.messages.map((each) => each.ts)).toEqual(['20.0'])
  })

  it('knows nothing before the first whole state, and starts over with every further one', () => {
    expect(applyUpdate(undefined, { type: 'sockets', sockets: 1 })).toBeUndefined()
    const fresh = pageState({ people: [], messages: [] })
    expect(applyUpdate(state, { type: 'state', state: fresh })).toEqual(fresh)
  })

  it('follows sockets, notices and people', () => {
    const notice = { id: 'N1', person: 'UANA', at: 1, text: 'the app did not respond' }
    const noticed = applyUpdate(state, { type: 'notice', notice })
    expect(noticed?.notices).toEqual([notice])
    expect(applyUpdate(noticed, { type: 'notice_removed', id: 'N1' })?.notices).toEqual([])
    expect(applyUpdate(state, { type: 'sockets', sockets: 0 })?.app.sockets).toBe(0)
    const left = { ...ana, inChannel: false }
    const changed = applyUpdate(state, { type: 'people', people: [left], groups: [], members: [] })
    expect([changed?.people, changed?.channel.members]).toEqual([[left], []])
  })
})
