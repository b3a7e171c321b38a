import { describe, expect, test } from 'vitest'
import { CHANNEL, codeOf, givenApp, givenSlack, letters, plain, section, times } from './given.ts'

type Json = Readonly<Record<string, unknown>>
/** What is measured, its limit, and a block that has so much of it. */
type Case = readonly [what: string, limit: number, block: (size: number) => Json]

const button = (index: number, more: Json = {}) => ({
  type: 'button',
  action_id: `b${index}`,
  text: plain('Press'),
  ...more,
})
const actions = (...elements: readonly Json[]) => ({ type: 'actions', elements })
const option = (index: number, more: Json = {}) => ({ text: plain(`Option ${index}`), value: `${index}`, ...more })
const select = (more: Json) =>
  actions({ type: 'static_select', action_id: 'pick', placeholder: plain('Pick'), ...more })
const confirm = (more: Json) =>
  actions(
    button(0, { confirm: { title: plain('T'), text: plain('T'), confirm: plain('Y'), deny: plain('N'), ...more } }),
  )
const input = (element: Json, more: Json = {}) => ({ type: 'input', label: plain('Label'), element, ...more })
const textInput = { type: 'plain_text_input', action_id: 'text' }
const image = { type: 'image', image_url: 'https://example.com/a.png', alt_text: 'a' }

const EVERYWHERE: readonly Case[] = [
  ['characters of a section', 3000, (size) => section(letters(size))],
  ['fields of a section', 10, (size) => ({ type: 'section', fields: times(size, () => plain('f')) })],
  ['characters of a field', 2000, (size) => ({ type: 'section', fields: [plain(letters(size))] })],
  ['characters of a header', 150, (size) => ({ type: 'header', text: plain(letters(size)) })],
  ['elements of a context', 10, (size) => ({ type: 'context', elements: times(size, () => plain('c')) })],
  ['elements of actions', 25, (size) => actions(...times(size, button))],
  ['characters of a block_id', 255, (size) => ({ ...section('x'), block_id: letters(size) })],
  ['characters of an action_id', 255, (size) => actions(button(0, { action_id: letters(size) }))],
  ['characters of a button', 75, (size) => actions(button(0, { text: plain(letters(size)) }))],
  ['characters of a button’s value', 2000, (size) => actions(button(0, { value: letters(size) }))],
  ['characters of a button’s url', 3000, (size) => actions(button(0, { url: letters(size) }))],
  ['characters of a confirm title', 100, (size) => confirm({ title: plain(letters(size)) })],
  ['characters of a confirm text', 300, (size) => confirm({ text: plain(letters(size)) })],
  ['characters of a confirm button', 30, (size) => confirm({ confirm: plain(letters(size)) })],
  ['characters of a deny button', 30, (size) => confirm({ deny: plain(letters(size)) })],
  ['options of a select', 100, (size) => select({ options: times(size, option) })],
  [
    'groups of a select',
    100,
    (size) => select({ option_groups: times(size, (index) => ({ label: plain('G'), options: [option(index)] })) }),
  ],
  [
    'options of a group',
    100,
    (size) => select({ option_groups: [{ label: plain('G'), options: times(size, option) }] }),
  ],
  ['characters of an option', 75, (size) => select({ options: [option(0, { text: plain(letters(size)) })] })],
  ['characters of an option’s value', 150, (size) => select({ options: [option(0, { value: letters(size) })] })],
  [
    'characters of an option’s description',
    75,
    (size) => select({ options: [option(0, { description: plain(letters(size)) })] }),
  ],
  ['characters of a placeholder', 150, (size) => select({ options: [option(0)], placeholder: plain(letters(size)) })],
  ['radio buttons', 10, (size) => actions({ type: 'radio_buttons', action_id: 'r', options: times(size, option) })],
  ['checkboxes', 10, (size) => actions({ type: 'checkboxes', action_id: 'c', options: times(size, option) })],
  [
    'options of an overflow menu',
    5,
    (size) => actions({ type: 'overflow', action_id: 'o', options: times(size, option) }),
  ],
  ['characters of an alt text', 2000, (size) => ({ ...image, alt_text: letters(size) })],
  ['characters of an image address', 3000, (size) => ({ ...image, image_url: letters(size) })],
]

const IN_MESSAGES: readonly Case[] = [
  ['characters of markdown', 12_000, (size) => ({ type: 'markdown', text: letters(size) })],
  ['rows of a table', 100, (size) => ({ type: 'table', rows: times(size, () => [{ type: 'raw_text', text: 'x' }]) })],
  ['cells of a row', 20, (size) => ({ type: 'table', rows: [times(size, () => ({ type: 'raw_text', text: 'x' }))] })],
  ['characters of a plan’s title', 256, (size) => ({ type: 'plan', title: letters(size) })],
  [
    'tasks of a plan',
    50,
    (size) => ({
      type: 'plan',
      title: 'P',
      tasks: times(size, (index) => ({ type: 'task_card', task_id: `${index}`, title: 'T', status: 'pending' })),
    }),
  ],
]

const IN_MODALS: readonly Case[] = [
  ['characters of a label', 2000, (size) => input(textInput, { label: plain(letters(size)) })],
  ['characters of a hint', 2000, (size) => input(textInput, { hint: plain(letters(size)) })],
  ['characters of an initial value', 3000, (size) => input({ ...textInput, initial_value: letters(size) })],
  ['max_length of a text input', 3000, (size) => input({ ...textInput, max_length: size })],
]

test.each([...EVERYWHERE, ...IN_MESSAGES])('a message: %s, at most %d', async (_, limit, block) => {
  const { client } = await givenSlack()
  const post = (size: number) => codeOf(client.apiCall('chat.postMessage', { channel: CHANNEL, blocks: [block(size)] }))

  expect([await post(limit), await post(limit + 1)]).toEqual(['ok', 'invalid_blocks'])
})

/** Opens modals with these blocks and tells what Slack says to each. */
const openings = async (views: readonly Json[]): Promise<readonly string[]> => {
  const { slack } = await givenSlack()
  const codes: string[] = []
  await givenApp(slack, (app) => {
    app.command('/lighthouse', async ({ ack, body, client, command }) => {
      await ack()
      const view = views[Number(command.text)]
      codes.push(await codeOf(client.apiCall('views.open', { trigger_id: body.trigger_id, view })))
    })
  })
  for (const [index] of views.entries()) await slack.person('U0ANADUART').command('/lighthouse', `${index}`)
  await expect.poll(() => codes.length).toBe(views.length)
  return codes
}

const modal = (more: Json = {}): Json => ({
  type: 'modal',
  title: plain('Title'),
  submit: plain('Send'),
  blocks: [section('x')],
  ...more,
})

test.each([...EVERYWHERE, ...IN_MODALS])('a modal: %s, at most %d', async (_, limit, block) => {
  const codes = await openings([modal({ blocks: [block(limit)] }), modal({ blocks: [block(limit + 1)] })])

  expect(codes).toEqual(['ok', 'invalid_arguments'])
})

describe('a modal as a whole', () => {
  test.each<Case>([
    ['characters of its title', 24, (size) => modal({ title: plain(letters(size)) })],
    ['characters of its submit button', 24, (size) => modal({ submit: plain(letters(size)) })],
    ['characters of its close button', 24, (size) => modal({ close: plain(letters(size)) })],
    ['characters of private_metadata', 3000, (size) => modal({ private_metadata: letters(size) })],
    ['characters of its callback_id', 255, (size) => modal({ callback_id: letters(size) })],
    ['characters of its external_id', 255, (size) => modal({ external_id: letters(size) })],
    ['blocks', 100, (size) => modal({ blocks: times(size, () => section('x')) })],
  ])('%s, at most %d', async (_, limit, view) => {
    expect(await openings([view(limit), view(limit + 1)])).toEqual(['ok', 'invalid_arguments'])
  })

  test('at most 250 KB', async () => {
    const large = modal({ blocks: times(90, () => section(letters(2800))) })

    expect(await openings([large])).toEqual(['view_too_large'])
  })

  test('inputs need a submit button', async () => {
    const view = modal({ blocks: [input(textInput)] })
    const { submit: _, ...without } = view

    expect(await openings([view, without])).toEqual(['ok', 'invalid_arguments'])
  })
})

describe('what may stand where', () => {
  const table = { type: 'table', rows: [[{ type: 'raw_text', text: 'x' }]] }
  const task = { type: 'task_card', task_id: '1', title: 'T', status: 'complete' }
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
