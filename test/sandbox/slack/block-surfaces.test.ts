import { describe, expect, test } from 'vitest'
import { CHANNEL, codeOf, givenSlack, plain, section, times } from './given.ts'
import { actions, button, type Json, modal, openings, option, select, task } from './given-blocks.ts'

describe('what may stand where', () => {
  const table = { type: 'table', rows: [[{ type: 'raw_text', text: 'x' }]] }
  const alert = { type: 'alert', text: plain('Careful'), level: 'warning' }

  test.each([
    ['table', table],
    ['plan', { type: 'plan', title: 'P', tasks: [task] }],
    ['task_card', task],
    ['markdown', { type: 'markdown', text: '**x**' }],
    ['card', { type: 'card', title: plain('C') }],
  ])('a %s stands in messages, not in modals', async (_, block) => {
    const { client } = await givenSlack()
    const posted = client.apiCall('chat.postMessage', { channel: CHANNEL, blocks: [block] })

    expect([await codeOf(posted), ...(await openings([modal({ blocks: [block] })]))]).toEqual([
      'ok',
      'invalid_arguments',
    ])
  })

  test('an alert stands in modals, not in messages', async () => {
    const { client } = await givenSlack()
    const posted = client.apiCall('chat.postMessage', { channel: CHANNEL, blocks: [alert] })

    expect([await codeOf(posted), ...(await openings([modal({ blocks: [alert] })]))]).toEqual(['invalid_blocks', 'ok'])
  })

  test('a message has at most 50 blocks and one table', async () => {
    const { client } = await givenSlack()
    const post = (blocks: readonly Json[]) => codeOf(client.apiCall('chat.postMessage', { channel: CHANNEL, blocks }))

    expect(await post(times(50, () => section('x')))).toBe('ok')
    expect(await post(times(51, () => section('x')))).toBe('invalid_blocks')
    expect(await post([table, table])).toBe('invalid_blocks')
  })

  test.each<readonly [string, readonly Json[]]>([
    ['two blocks with one block_id', times(2, () => ({ ...section('x'), block_id: 'same' }))],
    ['two buttons with one action_id', [actions(button(1), button(1))]],
    ['a property that Slack does not know', [{ ...section('x'), colour: 'red' }]],
    ['an empty text', [section('')]],
    ['a section with neither text nor fields', [{ type: 'section' }]],
    ['a select without options', [select({ options: [] })]],
    ['an initial option that is not offered', [select({ options: [option(1)], initial_option: option(2) })]],
    ['markup in an option', [select({ options: [option(1, { text: { type: 'mrkdwn', text: '*x*' } })] })]],
    ['an image without any source', [{ type: 'image', alt_text: 'a' }]],
  ])('%s is refused', async (_, blocks) => {
    const { client } = await givenSlack()

    expect(await codeOf(client.apiCall('chat.postMessage', { channel: CHANNEL, blocks }))).toBe('invalid_blocks')
  })

  test('rich text is taken with all its elements', async () => {
    const { client, slack } = await givenSlack()
    const elements = [
      { type: 'text', text: 'x', style: { bold: true, italic: true, strike: true, code: true } },
      { type: 'user', user_id: 'U0ANADUART' },
      { type: 'usergroup', usergroup_id: 'S0APPROVER' },
      { type: 'channel', channel_id: CHANNEL },
      { type: 'link', url: 'https://example.com', text: 'there' },
      { type: 'emoji', name: 'warning' },
      { type: 'date', timestamp: 1_700_000_000, format: '{date_short} {time}', fallback: 'then' },
      { type: 'broadcast', range: 'here' },
    ]
    const part = { type: 'rich_text_section', elements }
    const blocks = [
      {
        type: 'rich_text',
        elements: [
          part,
          { type: 'rich_text_list', style: 'bullet', elements: [part], indent: 1 },
          { type: 'rich_text_quote', elements },
          { type: 'rich_text_preformatted', elements: [{ type: 'text', text: 'code' }] },
        ],
      },
    ]

    expect(await codeOf(client.apiCall('chat.postMessage', { channel: CHANNEL, blocks }))).toBe('ok')
    expect(slack.channel()[0]?.blocks).toMatchObject(blocks)
  })
})
