import { describe, expect, test } from 'vitest'
import { ANA, BEN, CHANNEL, codeOf, givenSlack, MAYA, section, times } from './given.ts'

const given = async () => {
  const all = await givenSlack()
  all.slack.rateLimits.setEnabled(false)
  const post = async (text: string, thread_ts?: string): Promise<string> => {
    const place = { channel: CHANNEL, text, metadata: { event_type: 'told', event_payload: { text } } }
    const { ts } = await all.client.chat.postMessage(thread_ts === undefined ? place : { ...place, thread_ts })
    return ts ?? ''
  }
  return { ...all, post }
}

describe('posting, editing, deleting', () => {
  test('timestamps only grow, also while the clock stands still', async () => {
    const { post } = await given()
    const written = [await post('one'), await post('two'), await post('three')]

    expect(written).toEqual([...new Set(written)].sort())
  })

  test('an edit without blocks keeps them, an empty list takes them away, and every edit is kept', async () => {
    const { slack, client } = await given()
    const { ts = '' } = await client.chat.postMessage({ channel: CHANNEL, text: 'one', blocks: [section('one')] })
    await client.chat.update({ channel: CHANNEL, ts, text: 'two' })
    expect(slack.channel()[0]?.blocks).toHaveLength(1)
    await client.chat.update({ channel: CHANNEL, ts, text: 'three', blocks: [] })

    expect(slack.channel()[0]?.blocks).toEqual([])
    expect(slack.channel()[0]?.history.map(({ text }) => text)).toEqual(['one', 'two'])
  })

  test('an edit without metadata keeps it, an empty object takes it away', async () => {
    const { slack, client, post } = await given()
    const ts = await post('one')
    await client.chat.update({ channel: CHANNEL, ts, text: 'two' })
    expect(slack.channel()[0]?.metadata?.event_type).toBe('told')
    await client.apiCall('chat.update', { channel: CHANNEL, ts, text: 'three', metadata: {} })

    expect(slack.channel()[0]?.metadata).toBeUndefined()
  })

  test('an app changes and deletes only what it wrote itself and what is still there', async () => {
    const { slack, client, post } = await given()
    const own = await post('own')
    const said = await fetch(`${slack.url}/page/act`, {
      method: 'POST',
      body: JSON.stringify({ act: 'say', person: ANA, text: 'mine' }),
    })
    expect(await said.json()).toEqual({ ok: true })
    const theirs = slack.channel().at(-1)?.ts ?? ''

    expect(await codeOf(client.chat.update({ channel: CHANNEL, ts: theirs, text: 'x' }))).toBe('cant_update_message')
    expect(await codeOf(client.chat.delete({ channel: CHANNEL, ts: theirs }))).toBe('cant_delete_message')
    expect(await codeOf(client.chat.delete({ channel: CHANNEL, ts: own }))).toBe('ok')
    expect(await codeOf(client.chat.delete({ channel: CHANNEL, ts: own }))).toBe('message_not_found')
    expect(await codeOf(client.chat.update({ channel: CHANNEL, ts: own, text: 'x' }))).toBe('message_not_found')
  })

  test.each([
    ['C0NOWHERE0', 'channel_not_found'],
    ['C0GENERAL1', 'not_in_channel'],
    ['U0NOBODY00', 'channel_not_found'],
  ])('a message to %s ends with %s', async (channel, code) => {
    const { client } = await given()

    expect(await codeOf(client.chat.postMessage({ channel, text: 'hello' }))).toBe(code)
  })

  test('nothing is posted to an archived channel', async () => {
    const { slack, client } = await given()
    slack.directory.setArchived(CHANNEL, true)

    expect(await codeOf(client.chat.postMessage({ channel: CHANNEL, text: 'hello' }))).toBe('is_archived')
  })

  test('a reply needs a parent that is none itself', async () => {
    const { slack, client, post } = await given()
    const parent = await post('card')
    const reply = await post('progress', parent)

    expect(slack.thread(parent).map(({ text }) => text)).toEqual(['progress'])
    expect(slack.channel().map(({ text }) => text)).toEqual(['card'])
    const deeper = client.chat.postMessage({ channel: CHANNEL, text: 'x', thread_ts: reply })
    expect(await codeOf(deeper)).toBe('cannot_reply_to_message')
    const astray = client.chat.postMessage({ channel: CHANNEL, text: 'x', thread_ts: '1700000000.000000' })
    expect(await codeOf(astray)).toBe('thread_not_found')
  })

  test('a permalink names the message, and the thread of a reply', async () => {
    const { slack, client, post } = await given()
    const parent = await post('card')
    const reply = await post('progress', parent)
    const linkOf = async (message_ts: string) =>
      (await client.chat.getPermalink({ channel: CHANNEL, message_ts })).permalink

    expect(await linkOf(parent)).toBe(`${slack.url}/archives/${CHANNEL}/p${parent.replace('.', '')}`)
    expect(await linkOf(reply)).toBe(
      `${slack.url}/archives/${CHANNEL}/p${reply.replace('.', '')}?thread_ts=${parent}&cid=${CHANNEL}`,
    )
    const nothing = client.chat.getPermalink({ channel: CHANNEL, message_ts: '1700000000.000000' })
    expect(await codeOf(nothing)).toBe('message_not_found')
  })
})

describe('private messages', () => {
  test('only the one they are for sees them, also in a thread', async () => {
    const { slack, client, post } = await given()
    const parent = await post('card')
    await client.chat.postEphemeral({ channel: CHANNEL, user: ANA, text: 'for Ana', thread_ts: parent })

    expect(slack.person(ANA).ephemerals()).toMatchObject([{ text: 'for Ana', threadTs: parent }])
    expect(slack.person(BEN).ephemerals()).toEqual([])
    expect(slack.thread(parent)).toEqual([])
    const { messages = [] } = await client.conversations.replies({ channel: CHANNEL, ts: parent })
    expect(messages.map(({ text }) => text)).toEqual(['card'])
  })

  test('nobody gets one where they are not', async () => {
    const { client } = await given()
    const tell = (user: string) => client.chat.postEphemeral({ channel: CHANNEL, user, text: 'psst' })

    expect(await codeOf(tell(MAYA))).toBe('user_not_in_channel')
    expect(await codeOf(tell('U0NOBODY00'))).toBe('user_not_found')
  })
})

describe('reading', () => {
  test('the history comes newest first in pages, without replies', async () => {
    const { client, post } = await given()
    const parent = await post('1')
    await post('reply', parent)
    for (const text of ['2', '3', '4', '5']) await post(text)
    const pages: unknown[] = []
    for await (const page of client.paginate('conversations.history', { channel: CHANNEL, limit: 2 })) pages.push(page)

    expect(pages).toMatchObject([
      { has_more: true, messages: [{ text: '5' }, { text: '4' }] },
      { has_more: true, messages: [{ text: '3' }, { text: '2' }] },
      { has_more: false, messages: [{ text: '1' }] },
    ])
  })

  test('a period leaves its ends out, unless they are asked for', async () => {
    const { client, post } = await given()
    const [oldest = '', , latest = ''] = [await post('1'), await post('2'), await post('3')]
    const read = async (inclusive: boolean) => {
      const { messages = [] } = await client.conversations.history({ channel: CHANNEL, oldest, latest, inclusive })
      return messages.map(({ text }) => text)
    }

    expect(await read(false)).toEqual(['2'])
    expect(await read(true)).toEqual(['3', '2', '1'])
  })

  test('replies come oldest first, each page led by the parent', async () => {
    const { client, post } = await given()
    const ts = await post('card')
    for (const text of ['a', 'b', 'c']) await post(text, ts)
    const first = await client.conversations.replies({ channel: CHANNEL, ts, limit: 2 })
    const cursor = first.response_metadata?.next_cursor ?? ''
    const second = await client.conversations.replies({ channel: CHANNEL, ts, limit: 2, cursor })

    expect(first.messages?.map(({ text }) => text)).toEqual(['card', 'a', 'b'])
    expect(first.messages?.[0]).toMatchObject({ reply_count: 3, thread_ts: ts })
    expect(second.messages?.map(({ text }) => text)).toEqual(['card', 'c'])
    expect(second.has_more).toBe(false)
  })

  test('metadata is there only where it is asked for', async () => {
    const { client, post } = await given()
    await post('card')
    const read = async (include_all_metadata: boolean) =>
      (await client.conversations.history({ channel: CHANNEL, include_all_metadata })).messages?.[0]?.metadata

    expect(await read(false)).toBeUndefined()
    expect(await read(true)).toEqual({ event_type: 'told', event_payload: { text: 'card' } })
  })

  test('what cannot be read is refused by name', async () => {
    const { client, post } = await given()
    await post('card')
    const history = (more: object) => codeOf(client.apiCall('conversations.history', { channel: CHANNEL, ...more }))

    expect(await history({ channel: 'C0NOWHERE0' })).toBe('channel_not_found')
    expect(await history({ channel: 'C0GENERAL1' })).toBe('not_in_channel')
    expect(await history({ cursor: 'nonsense' })).toBe('invalid_cursor')
    expect(await history({ limit: 1000 })).toBe('invalid_limit')
    expect(await history({ oldest: 'yesterday' })).toBe('invalid_ts_oldest')
    const replies = client.conversations.replies({ channel: CHANNEL, ts: '1700000000.000000' })
    expect(await codeOf(replies)).toBe('thread_not_found')
  })

  test('a deleted parent stays as a tombstone while it has replies', async () => {
    const { client, post } = await given()
    const ts = await post('card')
    await post('reply', ts)
    await client.chat.delete({ channel: CHANNEL, ts })

    expect(await client.conversations.replies({ channel: CHANNEL, ts })).toMatchObject({
      messages: [{ subtype: 'tombstone', text: 'This message was deleted.' }, { text: 'reply' }],
    })
  })

  test('a page that was begun loses nothing when messages come meanwhile', async () => {
    const { client, post } = await given()
    for (const text of times(4, String)) await post(text)
    const first = await client.conversations.history({ channel: CHANNEL, limit: 2 })
    await post('late')
    const cursor = first.response_metadata?.next_cursor ?? ''
    const second = await client.conversations.history({ channel: CHANNEL, limit: 2, cursor })

    expect(second.messages?.map(({ text }) => text)).toEqual(['1', '0'])
  })
})
