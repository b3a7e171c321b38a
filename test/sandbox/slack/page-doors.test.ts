import { describe, expect, onTestFinished, test } from 'vitest'
import {
  type PageAction,
  type PageUpdate,
  pageAnswerSchema,
  pageStateSchema,
  pageUpdateSchema,
} from '../../../sandbox/slack/page-api.ts'
import type { LocalSlack } from '../../../sandbox/slack/server.ts'
import { ANA, BEN, CHANNEL, givenApp, givenSlack, MAYA, plain } from './given.ts'

const stateOf = async ({ url }: LocalSlack) => pageStateSchema.parse(await (await fetch(`${url}/page/state`)).json())
const post = (url: string, body: unknown) => fetch(url, { method: 'POST', body: JSON.stringify(body) })
const act = async ({ url }: LocalSlack, action: PageAction) =>
  pageAnswerSchema.parse(await (await post(`${url}/page/act`, action)).json())

/** All that the page is told from now on. */
const streamOf = async ({ url }: LocalSlack): Promise<readonly PageUpdate[]> => {
  const updates: PageUpdate[] = []
  const ended = new AbortController()
  onTestFinished(() => ended.abort())
  const response = await fetch(`${url}/page/stream`, { signal: ended.signal })
  const read = async (): Promise<void> => {
    let text = ''
    for await (const chunk of response.body?.pipeThrough(new TextDecoderStream()) ?? []) {
      text += chunk
      const events = text.split('\n\n')
      text = events.pop() ?? ''
      updates.push(...events.map((event) => pageUpdateSchema.parse(JSON.parse(event.replace(/^data: /, '')))))
    }
  }
  read().catch(() => undefined)
  await expect.poll(() => updates.length).toBeGreaterThan(0)
  return updates
}

const card = [
  { type: 'actions', elements: [{ type: 'button', action_id: 'approve', text: plain('Approve') }] },
] as const

describe('what the page sees', () => {
  test('is the workspace, its people, messages and dialogs', async () => {
    const { slack, client } = await givenSlack()
    const { ts = '' } = await client.chat.postMessage({ channel: CHANNEL, text: 'card', blocks: [...card] })
    await client.chat.postMessage({ channel: CHANNEL, text: 'reply', thread_ts: ts })
    const state = await stateOf(slack)

    expect(state).toMatchObject({
      team: { name: 'Harbour Works' },
      channel: { id: CHANNEL, name: 'ops-lighthouse' },
      app: { name: 'Lighthouse Keeper', sockets: 0 },
      commands: [{ command: '/lighthouse' }],
      messages: [
        { ts, text: 'card', replyCount: 1 },
        { text: 'reply', threadTs: ts },
      ],
      modals: {},
    })
    expect(state.people.find(({ id }) => id === MAYA)).toMatchObject({ kind: 'member', inChannel: false })
  })

  test('comes as a stream of changes that begins with the whole', async () => {
    const { slack, client } = await givenSlack()
    const updates = await streamOf(slack)
    const { ts = '' } = await client.chat.postMessage({ channel: CHANNEL, text: 'one' })
    await client.chat.update({ channel: CHANNEL, ts, text: 'two' })
    await client.chat.delete({ channel: CHANNEL, ts })
    slack.directory.setMembership(CHANNEL, MAYA, true)
    await slack.person(ANA).command('/lighthouse', 'nobody is connected')
    await expect.poll(() => updates).toHaveLength(6)

    expect(updates).toMatchObject([
      { type: 'state' },
      { type: 'message', message: { ts, text: 'one' } },
      { type: 'message', message: { ts, text: 'two' } },
      { type: 'message_removed', ts },
      { type: 'people', members: expect.arrayContaining([MAYA]) },
      { type: 'notice', notice: { person: ANA } },
    ])
  })
})

describe('what people do on the page', () => {
  test('leads from a command to a dialog, its options, its submission and a click', async () => {
    const { slack, client } = await givenSlack()
    const heard: unknown[] = []
    await givenApp(slack, (app) => {
      app.command('/lighthouse', async ({ ack, body }) => {
        const element = { type: 'external_select', action_id: 'pick', min_query_length: 0 } as const
        const input = { type: 'input', block_id: 'instance', label: plain('Instance'), element } as const
        const frame = { type: 'modal', callback_id: 'request', title: plain('R'), submit: plain('Send') } as const
        await client.views.open({ trigger_id: body.trigger_id, view: { ...frame, blocks: [input] } })
        await ack()
      })
      app.options('pick', async ({ ack }) => ack({ options: [{ text: plain('shop'), value: 'shop' }] }))
      app.view('request', async ({ ack, view }) => {
        heard.push(view.state.values['instance']?.['pick']?.selected_option?.value)
        await ack()
        await client.chat.postMessage({ channel: CHANNEL, text: 'card', blocks: [...card] })
      })
      app.action('approve', async ({ ack, body }) => {
        heard.push(body.user.id)
        await ack()
      })
    })
    await act(slack, { act: 'command', person: ANA, command: '/lighthouse', text: 'rollback' })
    const modal = (await stateOf(slack)).modals[ANA]?.[0]
    const place = { person: ANA, blockId: 'instance', actionId: 'pick' }
    const on = { kind: 'modal', viewId: modal?.viewId ?? '' } as const
    const offered = await act(slack, { act: 'options', ...place, on, query: '' })
    const shop = offered.ok ? offered.options?.[0]?.options[0] : undefined
    expect(shop).toMatchObject({ value: 'shop' })
    if (shop === undefined) return
    const value = { type: 'external_select', selected_option: shop } as const
    await act(slack, { act: 'interact', ...place, on, value })
    await act(slack, { act: 'submit', person: ANA, viewId: on.viewId })
    await expect.poll(() => slack.channel()).toHaveLength(1)
    const message = (await stateOf(slack)).messages[0]
    const element = { blockId: message?.blocks[0]?.block_id ?? '', actionId: 'approve' }
    await act(slack, { act: 'interact', person: BEN, on: { kind: 'message', ts: message?.ts ?? '' }, ...element })

    expect(heard).toEqual(['shop', BEN])
    expect((await stateOf(slack)).modals).toEqual({})
  })

  test('is answered with a sentence where it cannot be done, and refused where it makes no sense', async () => {
    const { slack } = await givenSlack()
    const nonsense = await post(`${slack.url}/page/act`, { act: 'dance' })

    expect(await act(slack, { act: 'close', person: ANA, viewId: 'V0' })).toEqual({
      ok: false,
      error: 'This dialog is closed.',
    })
    expect(await act(slack, { act: 'deactivate', person: 'U0', deactivated: true })).toMatchObject({ ok: false })
    expect(await act(slack, { act: 'group', group: 'S0', users: [] })).toMatchObject({ ok: false })
    expect(nonsense.status).toBe(400)
  })

  test('changes the workspace as an admin would', async () => {
    const { slack } = await givenSlack()
    await act(slack, { act: 'deactivate', person: BEN, deactivated: true })
    await act(slack, { act: 'membership', person: MAYA, inChannel: true })
    await act(slack, { act: 'group', group: 'S0EMPTYGRP', users: [ANA] })
    const { people, groups } = await stateOf(slack)

    expect(people.find(({ id }) => id === BEN)?.deactivated).toBe(true)
    expect(people.find(({ id }) => id === MAYA)?.inChannel).toBe(true)
    expect(groups.find(({ id }) => id === 'S0EMPTYGRP')?.users).toEqual([ANA])
  })

  test('takes private messages and errors off the screen, each only their own', async () => {
    const { slack, client } = await givenSlack()
    await client.chat.postEphemeral({ channel: CHANNEL, user: ANA, text: 'psst' })
    await act(slack, { act: 'command', person: ANA, command: '/lighthouse', text: '' })
    const { messages, notices } = await stateOf(slack)
    const ts = messages[0]?.ts ?? ''
    await act(slack, { act: 'dismiss_message', person: BEN, ts })
    expect((await stateOf(slack)).messages).toHaveLength(1)
    await act(slack, { act: 'dismiss_message', person: ANA, ts })
    await act(slack, { act: 'dismiss_notice', person: ANA, id: notices[0]?.id ?? '' })

    expect(await stateOf(slack)).toMatchObject({ messages: [], notices: [] })
  })
})
