import type { ModalView } from '@slack/types'
import { describe, expect, test } from 'vitest'
import { ANA, BEN, givenSlack, givenSocket, letters, plain, times } from './given.ts'

type Answer = Readonly<Record<string, unknown>>
const option = (text: string) => ({ text: plain(text), value: `value of ${text}` })
const numbered = (count: number) => times(count, (index) => option(`Option ${index}`))

const viewOf = (minimum: number | null): ModalView => ({
  type: 'modal',
  callback_id: 'request',
  title: plain('Request'),
  submit: plain('Send'),
  private_metadata: 'hidden',
  blocks: [
    {
      type: 'input',
      block_id: 'instance',
      label: plain('Instance'),
      element: {
        type: 'external_select',
        action_id: 'pick',
        ...(minimum === null ? {} : { min_query_length: minimum }),
      },
    },
  ],
})

/** A modal with one picker; `answer` is what the app answers to its questions. */
const givenPicker = async (answer: (query: string) => Answer, minimum: number | null = 0) => {
  const { slack, client } = await givenSlack()
  const heard: unknown[] = []
  await givenSocket(slack, async ({ type, ack, body }) => {
    if (type === 'slash_commands')
      await client.views.open({ trigger_id: String(body['trigger_id']), view: viewOf(minimum) })
    else heard.push(body)
    await ack(type === 'slash_commands' ? {} : answer(String(body['value'])))
  })
  const ana = slack.person(ANA)
  await ana.command('/lighthouse', 'rollback')
  return { slack, ana, heard }
}

describe('a picker that asks the app', () => {
  test('tells what was typed, where, and by whom', async () => {
    const { ana, heard } = await givenPicker(() => ({ options: [option('shop-web-1')] }))

    expect(await ana.options('Instance', 'shop')).toMatchObject([{ options: [{ text: { text: 'shop-web-1' } }] }])
    expect(heard).toMatchObject([
      {
        type: 'block_suggestion',
        block_id: 'instance',
        action_id: 'pick',
        value: 'shop',
        user: { id: ANA },
        container: { type: 'view' },
        view: { private_metadata: 'hidden', callback_id: 'request' },
      },
    ])
  })

  test('shows groups with their labels, without the empty list of "No result"', async () => {
    const groups = [{ label: plain('Tokyo'), options: [option('a'), option('b')] }]
    const { ana } = await givenPicker((query) => (query === '' ? { option_groups: groups } : { options: [] }))

    expect(await ana.options('Instance')).toEqual(groups)
    expect(await ana.options('Instance', 'nothing')).toEqual([])
  })

  test('asks only from three characters on, where the app says nothing else', async () => {
    const { ana, heard } = await givenPicker(() => ({ options: numbered(2) }), null)

    expect(await ana.options('Instance', 'ab')).toEqual([])
    expect(heard).toEqual([])
    expect(await ana.options('Instance', 'abc')).toHaveLength(1)
  })

  test('shows a hundred options, and none of more', async () => {
    const { slack, ana } = await givenPicker((query) => ({ options: numbered(Number(query)) }))
    const shown = await ana.options('Instance', '100')

    expect(Array.isArray(shown) && shown[0]?.options.length).toBe(100)
    expect(await ana.options('Instance', '101')).toEqual([])
    expect(slack.complaints()).toEqual(['101 options in 1 groups are more than Slack shows.'])
  })

  test.each<readonly [string, Answer]>([
    ['a text of 76 characters', { options: [option(letters(76))] }],
    ['a value of 151 characters', { options: [{ text: plain('x'), value: letters(151) }] }],
    ['a description of 76 characters', { options: [{ ...option('x'), description: plain(letters(76)) }] }],
    ['markup', { options: [{ text: { type: 'mrkdwn', text: '*x*' }, value: 'x' }] }],
    ['an empty text', { options: [{ text: plain(''), value: 'x' }] }],
    ['a group label of 76 characters', { option_groups: [{ label: plain(letters(76)), options: [option('x')] }] }],
    ['no options at all', {}],
  ])('shows "No result" for %s, and notes why', async (_, answer) => {
    const { slack, ana } = await givenPicker(() => answer)

    expect(await ana.options('Instance')).toEqual([])
    expect(slack.complaints()).toHaveLength(1)
  })

  test('keeps what was chosen in the view', async () => {
    const { slack, ana } = await givenPicker(() => ({ options: numbered(3) }))

    expect(await ana.choose('Instance', { text: 'Option 1' })).toEqual({ kind: 'done' })
    expect(ana.modal()?.values['instance']?.['pick']).toEqual({
      type: 'external_select',
      selected_option: option('Option 1'),
    })
    expect(await ana.choose('Instance', { text: 'Option 9' })).toMatchObject({ kind: 'refused' })
    expect(await ana.choose('Nowhere', { text: 'Option 1' })).toMatchObject({ kind: 'refused' })
    expect(await slack.person(BEN).choose('Instance', { text: 'Option 1' })).toMatchObject({ kind: 'refused' })
  })
})
