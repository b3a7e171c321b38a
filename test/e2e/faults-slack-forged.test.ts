import { once } from 'node:events'
import { createServer } from 'node:http'
import { text } from 'node:stream/consumers'
import { WebClient } from '@slack/web-api'
import { expect, onTestFinished, test } from 'vitest'
import { findOwnMessages } from '../../src/services/slack/find-own-messages.ts'

const OWN = { teamId: 'T0TEAM', botUserId: 'U0BOT', botId: 'B0BOT' }

const message = (ts: string, author: object, payload: object = { request_id: 'rb-1', seq: 3 }) => ({
  type: 'message',
  ts,
  text: 'Approved',
  ...author,
  metadata: { event_type: 'lighthouse_rollback', event_payload: payload },
})

/** A Slack whose thread has these pages. */
const slackWith = async (pages: readonly (readonly object[])[]): Promise<WebClient> => {
  const server = createServer(async (request, response) => {
    const page = Number(new URLSearchParams(await text(request)).get('cursor') ?? 0)
    const next = page + 1 < pages.length ? String(page + 1) : ''
    response.setHeader('content-type', 'application/json')
    response.end(JSON.stringify({ ok: true, messages: pages[page], response_metadata: { next_cursor: next } }))
  })
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  onTestFinished(() => {
    server.closeAllConnections()
    server.close()
  })
  const address = server.address()
  const port = typeof address === 'object' ? address?.port : undefined
  return new WebClient('xoxb-any', { slackApiUrl: `http://127.0.0.1:${port}/` })
}

const wanted = { channelId: 'C0OPS', own: OWN, requestId: 'rb-1', seq: 3, threadTs: '1.000000', since: 0 }

test('metadata that another app or a person wrote is not taken for the bot’s own', async () => {
  const client = await slackWith([
    [
      message('2.000001', { user: 'U0OTHER', bot_id: 'B0OTHER' }),
      message('2.000002', { user: 'U0PERSON' }),
      message('2.000003', {}),
    ],
  ])

  expect(await findOwnMessages(client, wanted)).toEqual([])
})

test('the bot’s own message is found on any page, among others of every shape', async () => {
  const client = await slackWith([
    [message('2.000001', { user: 'U0OTHER', bot_id: 'B0OTHER' }), { type: 'message' }, { ts: 7, metadata: 'none' }],
    [message('2.000002', { user: OWN.botUserId, bot_id: OWN.botId }, { request_id: 'rb-1', seq: 4 })],
    [message('2.000003', { user: OWN.botUserId, bot_id: OWN.botId })],
  ])

  expect(await findOwnMessages(client, wanted)).toEqual(['2.000003'])
})
