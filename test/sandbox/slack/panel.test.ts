import { createServer } from 'node:http'
import { describe, expect, onTestFinished, test } from 'vitest'
import { panelStateSchema } from '../../../sandbox/slack/page-api.ts'
import type { LocalSlack } from '../../../sandbox/slack/server.ts'
import { CHANNEL, givenSlack } from './given.ts'

const post = (url: string, body: unknown) => fetch(url, { method: 'POST', body: JSON.stringify(body) })

describe('the panel', () => {
  const control = async ({ url }: LocalSlack, action: unknown) =>
    panelStateSchema.parse(await (await post(`${url}/panel/slack`, action)).json())

  test('arms and clears faults, and shows the calls, newest first', async () => {
    const { slack, client } = await givenSlack()
    await client.auth.test()
    await client.conversations.info({ channel: CHANNEL })
    const fault = { method: 'chat.update', fault: { kind: 'server_error', status: 503 }, times: null }
    const armed = await control(slack, { do: 'add_fault', fault })
    expect(armed.calls.map(({ method }) => method)).toEqual(['conversations.info', 'auth.test'])
    expect(armed.faults).toMatchObject([fault])

    expect(await control(slack, { do: 'clear_fault', id: armed.faults[0]?.id })).toMatchObject({ faults: [] })
    expect((await post(`${slack.url}/panel/slack`, { do: 'explode' })).status).toBe(400)
  })

  test('begins and ends an outage, and lifts limits', async () => {
    const { slack } = await givenSlack()
    expect(await control(slack, { do: 'outage', on: true })).toMatchObject({ outage: true })
    await expect(fetch(`${slack.apiUrl}auth.test`)).rejects.toThrow()
    expect(await control(slack, { do: 'clear_all' })).toMatchObject({ outage: false })

    expect(await control(slack, { do: 'rate_limits', on: false })).toMatchObject({ rateLimits: false })
  })

  test('passes on to the rest of the sandbox, and says where that does not answer', async () => {
    const seen: string[] = []
    const rest = createServer((incoming, response) => {
      seen.push(`${incoming.method} ${incoming.url}`)
      response.writeHead(201, { 'content-type': 'application/json' }).end('{"told":true}')
    })
    await new Promise<void>((resolve) => rest.listen(0, '127.0.0.1', resolve))
    onTestFinished(() => void rest.close())
    const address = rest.address()
    const url = `http://127.0.0.1:${typeof address === 'object' ? address?.port : 0}`
    const { slack } = await givenSlack({ panel: { lighthouseControlUrl: url, launcherControlUrl: url } })
    const told = await post(`${slack.url}/panel/lighthouse/faults`, { x: 1 })
    await fetch(`${slack.url}/panel/bot/restart`)
    expect([told.status, await told.json()]).toEqual([201, { told: true }])
    expect(seen).toEqual(['POST /control/faults', 'GET /bot/restart'])
    rest.closeAllConnections()
    await new Promise((resolve) => rest.close(resolve))

    expect((await fetch(`${slack.url}/panel/bot/restart`)).status).toBe(502)
  })

  test('has nothing to pass on to where this Slack runs alone', async () => {
    const { slack } = await givenSlack()

    expect((await fetch(`${slack.url}/panel/bot/restart`)).status).toBe(404)
  })
})
