import { expect, test } from 'vitest'
import { ANA, BEN, CHANNEL, type Given, givenApp, givenSlack, plain } from './given.ts'

const button = { type: 'actions', elements: [{ type: 'button', action_id: 'press', text: plain('Press') }] } as const

type Answering = Given & {
  readonly answer: (body: Readonly<Record<string, unknown>>) => Promise<readonly [number, string]>
}

/** A message for everybody or for Ana alone, whose button Ana has pressed. */
const givenPress = async (isPrivate = false): Promise<Answering> => {
  const given = await givenSlack()
  const { slack, client } = given
  const urls: string[] = []
  await givenApp(slack, (app) => {
    app.action('press', async ({ ack, body }) => {
      if (body.type === 'block_actions' && body.response_url !== undefined) urls.push(body.response_url)
      await ack()
    })
  })
  const content = { channel: CHANNEL, text: 'original', blocks: [button] }
  if (isPrivate) await client.chat.postEphemeral({ ...content, user: ANA })
  else await client.chat.postMessage(content)
  const [message] = slack.messages()
  await slack.person(ANA).click(message?.ts ?? '', 'Press')
  return {
    ...given,
    answer: async (body) => {
      const headers = { 'content-type': 'application/json' }
      const response = await fetch(urls[0] ?? '', { method: 'POST', headers, body: JSON.stringify(body) })
      return [response.status, await response.text()]
    },
  }
}

test('an answer is for the person who pressed, or for the channel', async () => {
  const { slack, answer } = await givenPress()
  await answer({ text: 'only Ana' })
  await answer({ text: 'all', response_type: 'in_channel', replace_original: false })

  expect(
    slack
      .person(ANA)
      .ephemerals()
      .map(({ text }) => text),
  ).toEqual(['only Ana'])
  expect(slack.person(BEN).ephemerals()).toEqual([])
  expect(slack.channel().map(({ text }) => text)).toEqual(['original', 'all'])
})

test('a private message can be replaced and deleted', async () => {
  const { slack, answer } = await givenPress(true)
  await answer({ replace_original: true, text: 'replaced', blocks: [] })
  expect(slack.person(ANA).ephemerals()).toMatchObject([{ text: 'replaced', blocks: [] }])
  await answer({ delete_original: true })

  expect(slack.person(ANA).ephemerals()).toEqual([])
})

test('five answers are taken, and a sixth is not', async () => {
  const { answer } = await givenPress()
  const statuses: number[] = []
  for (let use = 1; use <= 6; use += 1) statuses.push((await answer({ text: `${use}` }))[0])

  expect(statuses).toEqual([200, 200, 200, 200, 200, 404])
})

test('half an hour later it is too late', async () => {
  const { clock, answer } = await givenPress()
  clock.advance(30 * 60_000)
  expect(await answer({ text: 'just in time' })).toEqual([200, 'ok'])
  clock.advance(1)

  expect(await answer({ text: 'late' })).toEqual([404, 'expired_url'])
})

test('what Slack does not take is refused with its code', async () => {
  const { answer } = await givenPress()

  expect(await answer({ text: 'x', blocks: [{ type: 'section' }] })).toEqual([400, 'invalid_blocks'])
})

test('select menus that ask for it give the submission an address for the chosen channel', async () => {
  const { slack, clock } = await givenSlack()
  const heard: { readonly response_url: string; readonly channel_id: string }[] = []
  clock.advance(1)
  await givenApp(slack, (app) => {
    app.command('/lighthouse', async ({ ack, body, client }) => {
      const element = { type: 'conversations_select', action_id: 'where', response_url_enabled: true } as const
      const input = { type: 'input', block_id: 'place', label: plain('Where'), element } as const
      const frame = { type: 'modal', callback_id: 'tell', title: plain('Tell'), submit: plain('Send') } as const
      await client.views.open({ trigger_id: body.trigger_id, view: { ...frame, blocks: [input] } })
      await ack()
    })
    app.view('tell', async ({ ack, body }) => {
      heard.push(...('response_urls' in body && body.response_urls !== undefined ? body.response_urls : []))
      await ack()
    })
  })
  const ana = slack.person(ANA)
  await ana.command('/lighthouse', 'tell')
  await ana.choose('Where', { text: 'ops-lighthouse' })
  await ana.submit()

  expect(heard).toMatchObject([{ block_id: 'place', action_id: 'where', channel_id: CHANNEL }])
  const body = JSON.stringify({ text: 'told', response_type: 'in_channel' })
  await fetch(heard[0]?.response_url ?? '', { method: 'POST', headers: { 'content-type': 'application/json' }, body })
  expect(slack.channel().map(({ text }) => text)).toEqual(['told'])
})
