import { ErrorCode } from '@slack/web-api'
import { expect, test } from 'vitest'
import { CHANNEL, type Given, givenSlack } from './given.ts'

/** How many calls go through at once, and the seconds to wait that then come with HTTP 429. */
const untilLimited = async (call: () => Promise<unknown>): Promise<readonly [number, unknown]> => {
  for (let calls = 0; calls < 1000; calls += 1) {
    try {
      await call()
    } catch (error) {
      if (error instanceof Error && 'code' in error && error.code === ErrorCode.RateLimitedError)
        return [calls, 'retryAfter' in error ? error.retryAfter : undefined]
      throw error
    }
  }
  throw new Error('There is no limit.')
}

const METHODS: readonly (readonly [string, number, (client: Given['client']) => Promise<unknown>])[] = [
  ['usergroups.users.list', 20, (client) => client.usergroups.users.list({ usergroup: 'S0APPROVER' })],
  [
    'conversations.replies',
    50,
    (client) => client.apiCall('conversations.replies', { channel: CHANNEL, ts: '1.0' }).catch(onlyRates),
  ],
  ['conversations.history', 50, (client) => client.conversations.history({ channel: CHANNEL })],
  ['conversations.info', 50, (client) => client.conversations.info({ channel: CHANNEL })],
  ['users.info', 100, (client) => client.users.info({ user: 'U0ANADUART' })],
]

const onlyRates = (error: unknown): void => {
  if (!(error instanceof Error && 'code' in error && error.code === ErrorCode.PlatformError)) throw error
}

test.each(METHODS)('%s takes %d calls a minute', async (_, calls, call) => {
  const { client, clock } = await givenSlack()
  expect(await untilLimited(() => call(client))).toEqual([calls, 60])
  clock.advance(59_999)
  expect(await untilLimited(() => call(client))).toEqual([0, 1])
  clock.advance(1)

  expect((await untilLimited(() => call(client)))[0]).toBe(calls)
})

test('a channel takes a short burst of messages, then one a second', async () => {
  const { client, clock, slack } = await givenSlack()
  const post = () => client.chat.postMessage({ channel: CHANNEL, text: 'x' })
  expect(await untilLimited(post)).toEqual([5, 1])
  clock.advance(999)
  expect(await untilLimited(post)).toEqual([0, 1])
  clock.advance(1)
  expect(await untilLimited(post)).toEqual([1, 1])

  expect(slack.channel()).toHaveLength(6)
})

test('edits of all messages share one limit', async () => {
  const { client, slack } = await givenSlack()
  const edited: string[] = []
  for (const text of ['one', 'two']) {
    const { ts = '' } = await client.chat.postMessage({ channel: CHANNEL, text })
    edited.push(ts)
  }
  let turn = 0
  const edit = () => {
    turn += 1
    return client.chat.update({ channel: CHANNEL, ts: edited[turn % 2] ?? '', text: `${turn}` })
  }

  expect((await untilLimited(edit))[0]).toBe(50)
  slack.rateLimits.setEnabled(false)
  await edit()
})

test('what one method has used up is another’s to use', async () => {
  const { client } = await givenSlack()
  await untilLimited(() => client.conversations.info({ channel: CHANNEL }))

  expect(await client.users.info({ user: 'U0ANADUART' })).toMatchObject({ ok: true })
})

test('on the real clock, driven time does not lift a limit', async () => {
  const { client, clock } = await givenSlack({ rateClock: 'real' })
  const call = () => client.usergroups.users.list({ usergroup: 'S0APPROVER' })
  expect((await untilLimited(call))[0]).toBe(20)
  clock.advance(3_600_000)

  expect((await untilLimited(call))[0]).toBe(0)
})
