import { describe, expect, test } from 'vitest'
import { CHANNEL, clientOf, codeOf, givenSlack, refusalOf } from './given.ts'

describe('tokens of the local Slack', () => {
  test('the bot token tells who the bot is and what it may do', async () => {
    const { client } = await givenSlack()

    expect(await client.auth.test()).toMatchObject({
      ok: true,
      team: 'Harbour Works',
      team_id: 'T0HARBOUR1',
      user_id: 'U0KEEPERBT',
      bot_id: 'B0KEEPER01',
      response_metadata: { scopes: expect.arrayContaining(['chat:write', 'commands']) },
    })
  })

  test('no token, a wrong one and a revoked one are told apart', async () => {
    const { slack, client } = await givenSlack()
    const nobody = await fetch(`${slack.apiUrl}auth.test`, { method: 'POST' })

    expect(await nobody.json()).toEqual({ ok: false, error: 'not_authed' })
    expect(await codeOf(clientOf(slack, 'xoxb-somebody-else').auth.test())).toBe('invalid_auth')
    slack.credentials.revoke(slack.botToken)
    expect(await codeOf(client.auth.test())).toBe('token_revoked')
  })

  test('each token opens only its own doors', async () => {
    const { slack, client } = await givenSlack()

    expect(await codeOf(client.apps.connections.open({}))).toBe('not_allowed_token_type')
    expect(await codeOf(clientOf(slack, slack.appToken).auth.test())).toBe('not_allowed_token_type')
    expect(await codeOf(clientOf(slack, slack.appToken).apps.connections.open({}))).toBe('ok')
  })

  test('a missing scope is named, together with those the token has', async () => {
    const { slack, client } = await givenSlack()
    slack.credentials.setScopes('bot', ['commands', 'users:read'])

    expect(await refusalOf(client.chat.postMessage({ channel: CHANNEL, text: 'hello' }))).toMatchObject({
      error: 'missing_scope',
      needed: 'chat:write',
      provided: 'commands,users:read',
    })
  })

  test('a method that it does not have is unknown, with HTTP 200 as all errors of Slack', async () => {
    const { slack, client } = await givenSlack()

    expect(await codeOf(client.apiCall('reactions.add'))).toBe('unknown_method')
    expect(slack.calls().at(-1)).toMatchObject({ method: 'reactions.add', status: 200, ok: false })
  })

  test('a call in JSON is understood as one in a form, and broken JSON is refused', async () => {
    const { slack } = await givenSlack()
    const post = async (body: string) => {
      const headers = { authorization: `Bearer ${slack.botToken}`, 'content-type': 'application/json; charset=utf-8' }
      const response = await fetch(`${slack.apiUrl}chat.postMessage`, { method: 'POST', headers, body })
      return response.json()
    }

    expect(await post(JSON.stringify({ channel: CHANNEL, text: 'in JSON' }))).toMatchObject({ ok: true })
    expect(await post('{"channel":')).toEqual({ ok: false, error: 'invalid_json' })
    expect(slack.channel().map(({ text }) => text)).toEqual(['in JSON'])
  })
})
