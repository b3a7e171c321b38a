import { describe, expect, onTestFinished, test } from 'vitest'
import { WebSocket } from 'ws'
import { z } from 'zod'
import type { LocalSlack } from '../../../sandbox/slack/server.ts'
import { seededWorkspace } from '../../../sandbox/slack/workspace.ts'
import { ANA, clientOf, givenApp, givenSlack, givenSocket, type SocketEvent, times } from './given.ts'

const addressOf = async (slack: LocalSlack): Promise<string> => {
  const { url } = await clientOf(slack, slack.appToken).apps.connections.open({})
  return url ?? ''
}

const frameSchema = z.looseObject({ type: z.string() })
type Frame = z.infer<typeof frameSchema>

/** A bare socket and what came over it. */
const connect = (url: string) => {
  const socket = new WebSocket(url)
  const frames: Frame[] = []
  const seen = { closed: false, refused: false }
  socket.on('message', (data) => frames.push(frameSchema.parse(JSON.parse(String(data)))))
  socket.on('close', () => {
    seen.closed = true
  })
  socket.on('error', () => {
    seen.refused = true
  })
  onTestFinished(() => socket.terminate())
  return { socket, frames, seen }
}

describe('connecting', () => {
  test('begins with hello, which counts the connections', async () => {
    const { slack } = await givenSlack()
    const first = connect(await addressOf(slack))
    await expect.poll(() => first.frames).toHaveLength(1)
    const second = connect(await addressOf(slack))
    await expect.poll(() => second.frames).toHaveLength(1)

    expect(first.frames[0]).toMatchObject({
      type: 'hello',
      num_connections: 1,
      connection_info: { app_id: 'A0KEEPER01' },
    })
    expect(second.frames[0]).toMatchObject({ type: 'hello', num_connections: 2 })
  })

  test('takes an address once, and none that was made up', async () => {
    const { slack } = await givenSlack()
    const address = await addressOf(slack)
    const first = connect(address)
    await expect.poll(() => first.frames).toHaveLength(1)
    const again = connect(address)
    const invented = connect(address.replace(/ticket=[^&]+/, 'ticket=invented'))
    await expect.poll(() => [again.seen.refused, invented.seen.refused]).toEqual([true, true])

    expect(slack.sockets.count()).toBe(1)
  })

  test('is refused to a page of another site', async () => {
    const { slack } = await givenSlack()
    const socket = new WebSocket(await addressOf(slack), { origin: 'https://elsewhere.example' })
    const end = await new Promise<string>((resolve) => {
      socket.once('error', () => resolve('refused'))
      socket.once('open', () => resolve('open'))
    })

    expect(end).toBe('refused')
  })

  test('ends at ten sockets', async () => {
    const { slack } = await givenSlack()
    const open = await Promise.all(times(10, async () => connect(await addressOf(slack))))
    await expect.poll(() => slack.sockets.count()).toBe(10)
    const eleventh = connect(await addressOf(slack))
    await expect.poll(() => eleventh.seen.closed).toBe(true)

    expect(eleventh.frames).toMatchObject([{ type: 'disconnect', reason: 'too_many_websockets' }])
    expect(open.map(({ seen }) => seen.closed)).toEqual(open.map(() => false))
  })
})

describe('envelopes', () => {
  test('go to any one of the sockets, and each in turn gets some', async () => {
    const { slack } = await givenSlack()
    const heard: string[] = []
    for (const name of ['one', 'two', 'three'])
      await givenSocket(slack, async ({ ack }) => {
        heard.push(name)
        await ack()
      })
    for (const text of ['a', 'b', 'c', 'd', 'e', 'f']) await slack.person(ANA).command('/lighthouse', text)

    expect(heard).toHaveLength(6)
    expect(new Set(heard)).toEqual(new Set(['one', 'two', 'three']))
  })

  test('say whether an answer may come with the acknowledgement', async () => {
    const { slack } = await givenSlack()
    const heard: SocketEvent[] = []
    await givenSocket(slack, async (event) => {
      heard.push(event)
      await event.ack()
    })
    await slack.person(ANA).command('/lighthouse', 'x')

    expect(heard).toMatchObject([{ type: 'slash_commands', accepts_response_payload: true }])
  })

  test('are quiet once acknowledged; an answer to an unknown one changes nothing', async () => {
    const { slack } = await givenSlack()
    const { socket, frames } = connect(await addressOf(slack))
    await expect.poll(() => frames).toHaveLength(1)
    const outcome = slack.person(ANA).command('/lighthouse', 'x')
    await expect.poll(() => frames).toHaveLength(2)
    socket.send(JSON.stringify({ envelope_id: 'unknown', payload: {} }))
    socket.send('no JSON')
    expect(slack.quiet()).toBe(false)
    socket.send(JSON.stringify({ envelope_id: frames[1]?.['envelope_id'] }))

    expect(await outcome).toEqual({ kind: 'done' })
    expect(slack.quiet()).toBe(true)
  })

  test('come twice where that was asked for, with the same id', async () => {
    const { slack } = await givenSlack()
    const heard: SocketEvent[] = []
    await givenSocket(slack, async (event) => {
      heard.push(event)
      await event.ack()
    })
    slack.faults.redeliver(1)
    await slack.person(ANA).command('/lighthouse', 'twice')
    await expect.poll(() => heard).toHaveLength(2)
    await slack.person(ANA).command('/lighthouse', 'once')

    expect(heard.map(({ body }) => body['text'])).toEqual(['twice', 'twice', 'once'])
    expect(heard[1]?.envelope_id).toBe(heard[0]?.envelope_id)
  })
})

describe('connections that end', () => {
  const givenApps = async () => {
    const { slack } = await givenSlack()
    const heard: unknown[] = []
    const socket = await givenSocket(slack, async ({ ack, body }) => {
      heard.push(body['text'])
      await ack()
    })
    let connections = 0
    socket.on('connected', () => {
      connections += 1
    })
    return { slack, heard, again: () => connections }
  }

  test('without a word: the app comes back', async () => {
    const { slack, heard, again } = await givenApps()
    slack.sockets.drop()
    await expect.poll(again, { timeout: 5000 }).toBe(1)
    await slack.person(ANA).command('/lighthouse', 'after')

    expect(heard).toEqual(['after'])
  })

  test.each(['warning', 'refresh_requested'] as const)('with a %s: the app connects anew', async (reason) => {
    const { slack, heard, again } = await givenApps()
    slack.sockets.refresh(reason)
    await expect.poll(again, { timeout: 5000 }).toBe(1)
    await slack.person(ANA).command('/lighthouse', 'after')

    expect(heard).toEqual(['after'])
  })
})

describe('the Home of the app', () => {
  test('is told to an app that is subscribed to it', async () => {
    const { slack } = await givenSlack({
      workspace: { ...seededWorkspace, app: { ...seededWorkspace.app, events: ['app_home_opened'] } },
    })
    const heard: unknown[] = []
    await givenApp(slack, (app) => {
      app.event('app_home_opened', async ({ event }) => {
        heard.push(event)
      })
    })
    await slack.person(ANA).openHome()

    await expect
      .poll(() => heard)
      .toMatchObject([{ type: 'app_home_opened', user: ANA, tab: 'home', channel: expect.stringMatching(/^D/) }])
  })

  test('is told to no other', async () => {
    const { slack } = await givenSlack()
    const heard: SocketEvent[] = []
    await givenSocket(slack, (event) => void heard.push(event))

    expect(await slack.person(ANA).openHome()).toEqual({ kind: 'done' })
    expect(heard).toEqual([])
  })
})
