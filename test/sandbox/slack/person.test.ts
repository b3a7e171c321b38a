import type { KnownBlock } from '@slack/types'
import { describe, expect, test } from 'vitest'
import { ANA, BEN, CHANNEL, type Given, givenApp, givenSlack, plain } from './given.ts'

const option = (text: string) => ({ text: plain(text), value: text.toLowerCase() })
const input = (label: string, element: Extract<KnownBlock, { type: 'input' }>['element'], dispatch_action = false) =>
  ({ type: 'input', label: plain(label), optional: true, block_id: label, element, dispatch_action }) as const

const blocks: KnownBlock[] = [
  input('Reason', { type: 'plain_text_input', action_id: 'a' }),
  input('Mail', { type: 'email_text_input', action_id: 'b' }),
  input('Count', { type: 'number_input', action_id: 'c', is_decimal_allowed: false }),
  input('Day', { type: 'datepicker', action_id: 'd' }),
  input('Hour', { type: 'timepicker', action_id: 'e' }),
  input('Size', { type: 'static_select', action_id: 'f', options: [option('Small'), option('Large')] }),
  input('Kind', { type: 'radio_buttons', action_id: 'g', options: [option('Hard'), option('Soft')] }),
  input('Checks', { type: 'checkboxes', action_id: 'h', options: [option('Safety'), option('Start')] }),
  input('Approver', { type: 'users_select', action_id: 'i' }),
  input('Regions', { type: 'multi_static_select', action_id: 'j', options: [option('East'), option('West')] }),
  input('Told', { type: 'plain_text_input', action_id: 'k' }, true),
  {
    type: 'section',
    block_id: 'Colour',
    text: plain('Colour'),
    accessory: { type: 'static_select', action_id: 'l', options: [option('Red'), option('Blue')] },
  },
  { type: 'actions', elements: [{ type: 'button', action_id: 'm', text: plain('Look'), value: 'here' }] },
]

/** Ana has a modal with every kind of field; what the app hears of it. */
const givenForm = async (): Promise<Given & { readonly heard: unknown[] }> => {
  const given = await givenSlack()
  const heard: unknown[] = []
  await givenApp(given.slack, (app) => {
    app.command('/lighthouse', async ({ ack, body, client }) => {
      const frame = { type: 'modal', callback_id: 'form', title: plain('Form'), submit: plain('Send') } as const
      await client.views.open({ trigger_id: body.trigger_id, view: { ...frame, blocks } })
      await ack()
    })
    app.action(/./, async ({ ack, action }) => {
      heard.push(action)
      await ack()
    })
    app.view('form', async ({ ack, view }) => {
      heard.push(view.state.values)
      await ack()
    })
  })
  await given.slack.person(ANA).command('/lighthouse', 'form')
  return { ...given, heard }
}

describe('a person at a modal', () => {
  test('fills, chooses and ticks by what is to be read', async () => {
    const { slack, heard } = await givenForm()
    const ana = slack.person(ANA)
    await ana.fill('Reason', 'bad deploy')
    await ana.fill('Mail', 'ana@example.com')
    await ana.fill('Count', '3')
    await ana.fill('Day', '2026-11-24')
    await ana.fill('Hour', '08:30')
    await ana.choose('Size', { text: 'Large' })
    await ana.choose('Kind', { value: 'soft' })
    await ana.toggle('Checks', 'Safety')
    await ana.toggle('Checks', 'Start')
    await ana.toggle('Checks', 'Safety')
    await ana.choose('Approver', { text: 'Ben Okafor' })
    await ana.choose('Regions', { text: 'West' })
    await ana.choose('Regions', { text: 'East' })
    expect(await ana.submit()).toEqual({ kind: 'done' })

    expect(heard).toMatchObject([
      {
        Reason: { a: { value: 'bad deploy' } },
        Mail: { b: { value: 'ana@example.com' } },
        Count: { c: { value: '3' } },
        Day: { d: { selected_date: '2026-11-24' } },
        Hour: { e: { selected_time: '08:30' } },
        Size: { f: { selected_option: { value: 'large' } } },
        Kind: { g: { selected_option: { value: 'soft' } } },
        Checks: { h: { selected_options: [{ value: 'start' }] } },
        Approver: { i: { selected_user: BEN } },
        Regions: { j: { selected_options: [{ value: 'west' }, { value: 'east' }] } },
      },
    ])
  })

  test('is told by the screen what is not there, or does not fit', async () => {
    const { slack } = await givenForm()
    const ana = slack.person(ANA)

    expect(await ana.fill('Nowhere', 'x')).toEqual({ kind: 'refused', text: 'There is no field Nowhere.' })
    expect(await ana.fill('Size', 'x')).toEqual({ kind: 'refused', text: 'Size does not take that.' })
    expect(await ana.toggle('Checks', 'None')).toMatchObject({ kind: 'refused' })
    expect(await ana.pressInModal('Nothing')).toMatchObject({ kind: 'refused' })
    expect(await slack.person(BEN).fill('Reason', 'x')).toMatchObject({ kind: 'refused' })
    await ana.fill('Mail', 'no address')
    await ana.fill('Count', '1.5')
    await ana.submit()
    expect(ana.modal()?.errors).toEqual({ Mail: 'Must be a valid email address.', Count: 'Must be a whole number.' })
  })

  test('is heard by the app at once from actions and sections, and from inputs only where it asks for it', async () => {
    const { slack, heard } = await givenForm()
    const ana = slack.person(ANA)
    await ana.fill('Reason', 'typed', 'enter')
    await ana.choose('Size', { text: 'Large' })
    await ana.fill('Told', 'not yet')
    expect(heard).toEqual([])
    await ana.fill('Told', 'now', 'enter')
    await ana.choose('Colour', { text: 'Blue' })
    await ana.pressInModal('Look')

    expect(heard).toMatchObject([
      { type: 'plain_text_input', block_id: 'Told', action_id: 'k', value: 'now' },
      { type: 'static_select', block_id: 'Colour', selected_option: { value: 'blue' } },
      { type: 'button', action_id: 'm', value: 'here' },
    ])
  })
})

test('a person sees only their own private messages and errors', async () => {
  const { slack, client } = await givenSlack()
  await client.chat.postEphemeral({ channel: CHANNEL, user: ANA, text: 'for Ana' })
  await slack.person(BEN).command('/lighthouse', 'nobody is connected')

  expect([slack.person(ANA).ephemerals().length, slack.person(ANA).errors().length]).toEqual([1, 0])
  expect([slack.person(BEN).ephemerals().length, slack.person(BEN).errors().length]).toEqual([0, 1])
})
