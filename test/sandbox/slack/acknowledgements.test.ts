import type { ModalView } from '@slack/types'
import { describe, expect, test } from 'vitest'
import { ANA, BEN, CHANNEL, CHEN, EXTERNAL, givenApp, givenSlack, MAYA, plain, section } from './given.ts'

const view: ModalView = {
  type: 'modal',
  callback_id: 'request',
  title: plain('Request'),
  submit: plain('Send'),
  blocks: [
    section('x'),
    { type: 'actions', elements: [{ type: 'button', action_id: 'look', text: plain('Look') }] },
    {
      type: 'input',
      optional: true,
      label: plain('Instance'),
      element: { type: 'external_select', action_id: 'instance', min_query_length: 0 },
    },
  ],
}
const approve = {
  type: 'actions',
  elements: [{ type: 'button', action_id: 'approve', text: plain('Approve') }],
} as const

const TROUBLE = 'We had some trouble connecting. Try again?'

describe('an app that does not answer', () => {
  test('within three seconds is shown to each person where they look', async () => {
    const { slack, client } = await givenSlack()
    await givenApp(slack, (app) => {
      app.command('/lighthouse', async ({ ack, body }) => {
        if (body.text === 'hang') return
        await client.views.open({ trigger_id: body.trigger_id, view })
        await ack()
      })
      const hang = async (): Promise<void> => undefined
      app.action('approve', hang)
      app.action('look', hang)
      app.view('request', hang)
      app.options('instance', hang)
    })
    const { ts = '' } = await client.chat.postMessage({ channel: CHANNEL, text: 'card', blocks: [approve] })
    for (const person of [ANA, BEN, CHEN]) await slack.person(person).command('/lighthouse', 'rollback')
    const [ana, ben, chen, maya] = [slack.person(ANA), slack.person(BEN), slack.person(CHEN), slack.person(MAYA)]
    const began = performance.now()
    const acts = [
      maya.command('/lighthouse', 'hang'),
      ben.click(ts, 'Approve'),
      ana.submit(),
      chen.options('Instance'),
      ben.pressInModal('Look'),
    ]
    expect(ana.modal()?.submitting).toBe(true)
    expect(slack.quiet()).toBe(false)
    const outcomes = await Promise.all(acts)

    expect(performance.now() - began).toBeGreaterThanOrEqual(2990)
    expect(outcomes).toMatchObject(acts.map(() => ({ kind: 'failed' })))
    expect(maya.errors()).toMatchObject([{ text: '/lighthouse failed because the app did not respond.' }])
    expect(ben.errors()).toMatchObject([{ text: expect.stringContaining('did not respond'), messageTs: ts }])
    expect(ana.modal()).toMatchObject({ trouble: TROUBLE, submitting: false })
    expect(ben.modal()).toMatchObject({ trouble: TROUBLE })
    expect(slack.quiet()).toBe(true)
  })

  test('because it is not connected is shown at once', async () => {
    const { slack, client } = await givenSlack()
    const { ts = '' } = await client.chat.postMessage({ channel: CHANNEL, text: 'card', blocks: [approve] })

    expect(await slack.person(ANA).command('/lighthouse', 'rollback')).toMatchObject({ kind: 'failed' })
    expect(await slack.person(BEN).click(ts, 'Approve')).toMatchObject({ kind: 'failed' })
    expect(slack.person(ANA).errors()).toMatchObject([{ text: '/lighthouse failed with the error "dispatch_failed"' }])
  })
})

describe('a command', () => {
  test('comes with all that the app needs to know', async () => {
    const { slack } = await givenSlack()
    const heard: unknown[] = []
    await givenApp(slack, (app) => {
      app.command('/lighthouse', async ({ ack, body }) => {
        heard.push(body)
        await ack()
      })
    })
    await slack.person(ANA).command('/lighthouse', 'rollback shop')
    await slack.person(MAYA).command('/lighthouse', 'help')

    expect(heard).toMatchObject([
      {
        command: '/lighthouse',
        text: 'rollback shop',
        user_id: ANA,
        user_name: 'ana.duarte',
        team_id: 'T0HARBOUR1',
        channel_id: CHANNEL,
        channel_name: 'ops-lighthouse',
        api_app_id: 'A0KEEPER01',
        trigger_id: expect.any(String),
        response_url: expect.stringContaining('/commands/'),
      },
      { user_id: MAYA, channel_id: 'C0GENERAL1' },
    ])
  })

  test('acknowledged with text is answered to its author alone, or to everybody', async () => {
    const { slack } = await givenSlack()
    await givenApp(slack, (app) => {
      app.command('/lighthouse', async ({ ack, body }) =>
        body.text === 'loud' ? ack({ text: 'to all', response_type: 'in_channel' }) : ack('only you'),
      )
    })
    await slack.person(ANA).command('/lighthouse', 'quiet')
    await slack.person(ANA).command('/lighthouse', 'loud')

    expect(
      slack
        .person(ANA)
        .ephemerals()
        .map(({ text }) => text),
    ).toEqual(['only you'])
    expect(slack.person(BEN).ephemerals()).toEqual([])
    expect(slack.channel().map(({ text }) => text)).toEqual(['to all'])
  })

  test('acknowledged with blocks that Slack refuses fails before the person’s eyes', async () => {
    const { slack } = await givenSlack()
    await givenApp(slack, (app) => {
      app.command('/lighthouse', async ({ ack }) => ack({ text: 'x', blocks: [section('')] }))
    })

    expect(await slack.person(ANA).command('/lighthouse', 'x')).toMatchObject({ kind: 'failed' })
    expect(slack.person(ANA).errors()).toMatchObject([{ text: '/lighthouse failed with the error "invalid_blocks"' }])
  })

  test('that the app does not have, and people who cannot act, never reach it', async () => {
    const { slack } = await givenSlack()
    const say = (person: string, command: string) => slack.person(person).command(command, '')

    expect(await say(ANA, '/unknown')).toEqual({ kind: 'refused', text: '/unknown is not a valid command.' })
    expect(await say(EXTERNAL, '/lighthouse')).toMatchObject({ kind: 'refused' })
    expect(await say('U0PIADEACT', '/lighthouse')).toMatchObject({ kind: 'refused' })
    expect(await say('U0OTHERBOT', '/lighthouse')).toMatchObject({ kind: 'refused' })
  })
})

describe('a click on a message', () => {
  test('comes with the message, its metadata and the button', async () => {
    const { slack, client } = await givenSlack()
    const heard: unknown[] = []
    await givenApp(slack, (app) => {
      app.action('approve', async ({ ack, body }) => {
        heard.push(body)
        await ack()
      })
    })
    const metadata = { event_type: 'card', event_payload: { request_id: 'R1' } }
    const confirm = { title: plain('Sure?'), text: plain('It wipes.'), confirm: plain('Yes'), deny: plain('No') }
    const button = { type: 'button', action_id: 'approve', text: plain('Approve'), value: 'R1', confirm } as const
    const blocks = [{ type: 'actions', block_id: 'decision', elements: [button] } as const]
    const { ts = '' } = await client.chat.postMessage({ channel: CHANNEL, text: 'card', metadata, blocks })
    await slack.person(BEN).click(ts, 'Approve')

    expect(slack.person(BEN).confirmOf(ts, 'Approve')).toEqual(confirm)
    expect(heard).toMatchObject([
      {
        type: 'block_actions',
        user: { id: BEN, team_id: 'T0HARBOUR1' },
        container: { type: 'message', message_ts: ts, channel_id: CHANNEL, is_ephemeral: false },
        channel: { id: CHANNEL, name: 'ops-lighthouse' },
        message: { ts, text: 'card', metadata, bot_id: 'B0KEEPER01' },
        response_url: expect.stringContaining('/actions/'),
        trigger_id: expect.any(String),
        actions: [{ type: 'button', action_id: 'approve', block_id: 'decision', value: 'R1' }],
      },
    ])
  })

  test('needs the button, and the message on the person’s screen', async () => {
    const { slack, client } = await givenSlack()
    const { ts = '' } = await client.chat.postMessage({ channel: CHANNEL, text: 'card', blocks: [approve] })

    expect(await slack.person(ANA).click(ts, 'Deny')).toMatchObject({ kind: 'refused' })
    expect(await slack.person(MAYA).click(ts, 'Approve')).toMatchObject({ kind: 'refused' })
    await client.chat.update({ channel: CHANNEL, ts, text: 'done', blocks: [] })
    expect(await slack.person(ANA).click(ts, 'Approve')).toMatchObject({ kind: 'refused' })
  })
})
