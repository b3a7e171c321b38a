import { describe, expect, test } from 'vitest'
import { CHANNEL, codeOf, givenSlack, letters, refusalOf, section, times } from './given.ts'

const given = async () => {
  const { slack, client } = await givenSlack()
  slack.rateLimits.setEnabled(false)
  return {
    slack,
    post: (content: Readonly<Record<string, unknown>>) =>
      client.apiCall('chat.postMessage', { channel: CHANNEL, ...content }),
  }
}

describe('what a message may hold', () => {
  test('it needs text or blocks', async () => {
    const { post } = await given()

    expect(await codeOf(post({}))).toBe('no_text')
    expect(await codeOf(post({ text: '' }))).toBe('no_text')
    expect(await codeOf(post({ blocks: [] }))).toBe('no_text')
    expect(await codeOf(post({ blocks: [section('enough')] }))).toBe('ok')
  })

  test('its text has at most 40,000 characters', async () => {
    const { post } = await given()

    expect(await codeOf(post({ text: letters(40_000) }))).toBe('ok')
    expect(await codeOf(post({ text: letters(40_001) }))).toBe('msg_too_long')
  })

  test('its blocks together have at most 13,200 characters', async () => {
    const { post } = await given()
    const full = times(4, () => section(letters(3000)))

    expect(await codeOf(post({ text: 'fits', blocks: [...full, section(letters(1200))] }))).toBe('ok')
    expect(await codeOf(post({ text: 'too much', blocks: [...full, section(letters(1201))] }))).toBe(
      'msg_blocks_too_long',
    )
  })

  test('blocks that are no list are no blocks', async () => {
    const { post } = await given()

    expect(await codeOf(post({ text: 'x', blocks: 'no JSON' }))).toBe('invalid_blocks_format')
    expect(await codeOf(post({ text: 'x', blocks: { type: 'divider' } }))).toBe('invalid_blocks_format')
  })

  test('a refusal says where and why', async () => {
    const { post } = await given()
    const refusal = await refusalOf(
      post({ text: 'x', blocks: [section('fine'), { type: 'section' }, { type: 'secton' }] }),
    )

    expect(refusal.error).toBe('invalid_blocks')
    expect(refusal.response_metadata?.messages).toEqual([
      '[ERROR] missing required field: text [json-pointer:/blocks/1]',
      '[ERROR] unsupported type: secton [json-pointer:/blocks/2/type]',
    ])
  })

  test('blocks and elements get ids where the app gave none', async () => {
    const { slack, post } = await given()
    await post({ text: 'x', blocks: [section('one'), section('two')] })
    const ids = slack.channel()[0]?.blocks.map((block) => block.block_id) ?? []

    expect(ids.every((id) => typeof id === 'string' && id.length > 0)).toBe(true)
    expect(new Set(ids).size).toBe(2)
  })
})

describe('message metadata', () => {
  const metadata = (event_payload: unknown) => ({
    text: 'x',
    metadata: { event_type: 'lighthouse_rollback', event_payload },
  })

  test('its values are plain, flat objects, or lists of flat objects', async () => {
    const { slack, post } = await given()
    const payload = { request_id: 'R1', seq: 4, done: false, flat: { a: 1, b: 'two' }, list: [{ a: 1 }, { b: true }] }

    expect(await codeOf(post(metadata(payload)))).toBe('ok')
    expect(slack.channel()[0]?.metadata?.event_payload).toEqual(payload)
  })

  test.each([
    ['null', { value: null }],
    ['an object in an object', { value: { deep: { deeper: 1 } } }],
    ['a list of plain values', { value: ['a', 'b'] }],
  ])('%s is refused', async (_, payload) => {
    const { post } = await given()

    expect(await codeOf(post(metadata(payload)))).toBe('invalid_metadata_schema')
  })

  test('it must be an object and not too large', async () => {
    const { post } = await given()

    expect(await codeOf(post({ text: 'x', metadata: 'no JSON' }))).toBe('invalid_metadata_format')
    expect(await codeOf(post(metadata({ value: letters(16_000) })))).toBe('metadata_too_large')
  })
})
