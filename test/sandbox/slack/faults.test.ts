import { ErrorCode } from '@slack/web-api'
import { describe, expect, test } from 'vitest'
import type { FaultKind } from '../../../sandbox/slack/fault.ts'
import { ANA, CHANNEL, type Given, givenApp, givenSlack, givenSocket } from './given.ts'

/** How a call ends: `ok`, or the client's code for what went wrong. */
const endOf = async (call: Promise<unknown>): Promise<unknown> => {
  try {
    await call
    return 'ok'
  } catch (error) {
    return error instanceof Error && 'code' in error ? error.code : error
  }
}
const post = ({ client }: Given) => client.chat.postMessage({ channel: CHANNEL, text: 'x' })

describe('a fault', () => {
  test.each<readonly [FaultKind, string, number]>([
    [{ kind: 'rate_limited', retryAfterSeconds: 7 }, ErrorCode.RateLimitedError, 0],
    [{ kind: 'server_error', status: 503 }, ErrorCode.HTTPError, 0],
    [{ kind: 'error', code: 'internal_error' }, ErrorCode.PlatformError, 0],
    [{ kind: 'answer_lost' }, ErrorCode.RequestError, 1],
    [{ kind: 'request_lost' }, ErrorCode.RequestError, 0],
  ])('%o strikes as often as it was told, and its effect is as it says', async (fault, code, posted) => {
    const given = await givenSlack()
    given.slack.faults.add({ method: 'chat.postMessage', fault, times: 1 })

    expect(await endOf(given.client.auth.test())).toBe('ok')
    expect(await endOf(post(given))).toBe(code)
    expect(given.slack.channel()).toHaveLength(posted)
    expect(await endOf(post(given))).toBe('ok')
    expect(given.slack.faults.list()).toEqual([])
  })

  test('of a delay carries the call out at once, and answers when the clock says so', async () => {
    const given = await givenSlack()
    const { slack, clock } = given
    slack.faults.add({ method: 'chat.postMessage', fault: { kind: 'delay', milliseconds: 5000 }, times: 1 })
    let end: unknown
    const call = endOf(post(given)).then((code) => {
      end = code
    })
    await expect.poll(() => slack.channel().length).toBe(1)
    await expect.poll(() => slack.quiet()).toBe(true)
    clock.advance(4999)
    await given.client.auth.test()
    expect(end).toBeUndefined()
    clock.advance(1)
    await call

    expect(end).toBe('ok')
    expect(slack.quiet()).toBe(true)
  })

  test('of every method holds until it is cleared', async () => {
    const given = await givenSlack()
    const { slack, client } = given
    const id = slack.faults.add({ method: '*', fault: { kind: 'server_error', status: 500 }, times: null })
    const codes = [await endOf(post(given)), await endOf(client.auth.test()), await endOf(post(given))]
    expect(codes).toEqual(codes.map(() => ErrorCode.HTTPError))
    slack.faults.clear(id)

    expect(await endOf(post(given))).toBe('ok')
  })

  test('strikes answers through response addresses too', async () => {
    const { slack } = await givenSlack()
    const urls: string[] = []
    await givenApp(slack, (app) => {
      app.command('/lighthouse', async ({ ack, body }) => {
        urls.push(body.response_url)
        await ack()
      })
    })
    await slack.person(ANA).command('/lighthouse', 'x')
    slack.faults.add({ method: 'response_url', fault: { kind: 'server_error', status: 502 }, times: 1 })
    const say = () => fetch(urls[0] ?? '', { method: 'POST', body: JSON.stringify({ text: 'x' }), headers })
    const headers = { 'content-type': 'application/json' }

    expect((await say()).status).toBe(502)
    expect((await say()).status).toBe(200)
    expect(slack.person(ANA).ephemerals()).toHaveLength(1)
  })
})

describe('an outage', () => {
  test('breaks calls and sockets, and refuses new ones until it ends', async () => {
    const given = await givenSlack()
    const { slack } = given
    const heard: unknown[] = []
    await givenSocket(slack, async ({ ack, body }) => {
      heard.push(body['text'])
      await ack()
    })
    slack.faults.setOutage(true)
    await expect.poll(() => slack.sockets.count()).toBe(0)
    expect(await endOf(post(given))).toBe(ErrorCode.RequestError)
    expect(await slack.person(ANA).command('/lighthouse', 'lost')).toMatchObject({ kind: 'failed' })
    slack.faults.clearAll()
    await expect.poll(() => slack.sockets.count(), { timeout: 10_000 }).toBe(1)
    await slack.person(ANA).command('/lighthouse', 'again')

    expect(heard).toEqual(['again'])
    expect(slack.channel()).toEqual([])
  })
})
