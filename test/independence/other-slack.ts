import { randomUUID } from 'node:crypto'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { type WebSocket, WebSocketServer } from 'ws'
import { z } from 'zod'

/**
 * A second, deliberately plain Slack that shares nothing with the sandbox: the bot must not depend on how this
 * project's own emulator does things.
 */
export type OtherSlack = {
  readonly apiUrl: string
  readonly messages: readonly OtherMessage[]
  readonly views: readonly Record<string, unknown>[]
  readonly ephemerals: readonly Record<string, unknown>[]
  /** How many Socket Mode connections are open. */
  readonly connections: () => number
  /**
   * Sends one envelope and resolves with what it was acknowledged with. Slack gives each to any one of an app's
   * connections: here they take turns.
   */
  readonly send: (type: 'slash_commands' | 'interactive', payload: Record<string, unknown>) => Promise<unknown>
  readonly close: () => Promise<void>
}

export type OtherMessage = {
  readonly ts: string
  readonly thread_ts?: string
  readonly text: string
  readonly blocks: unknown
  readonly metadata: { readonly event_type: string; readonly event_payload: Record<string, unknown> }
  readonly edits: number
}

export const TEAM = 'T0OTHER01'
export const CHANNEL = 'C0OTHER01'
export const ANA = 'U0ANAOTHER'
export const BEN = 'U0BENOTHER'
const BOT = 'U0BOTOTHER'

const ackSchema = z.object({ envelope_id: z.string(), payload: z.unknown() })
const messageSchema = z.object({
  thread_ts: z.string().exactOptional(),
  text: z.string(),
  blocks: z.unknown(),
  metadata: z.object({ event_type: z.string(), event_payload: z.record(z.string(), z.unknown()) }),
})

export const startOtherSlack = async (): Promise<OtherSlack> => {
  const messages: OtherMessage[] = []
  const views: Record<string, unknown>[] = []
  const ephemerals: Record<string, unknown>[] = []
  const waiting = new Map<string, (payload: unknown) => void>()
  const open: WebSocket[] = []
  let turn = 0
  let clock = 1_795_000_000

  const answer = (method: string, args: Record<string, unknown>): Record<string, unknown> => {
    switch (method) {
      case 'auth.test':
        return { ok: true, team_id: TEAM, user_id: BOT, bot_id: 'B0BOTOTHER', url: 'https://other.example/' }
      case 'apps.connections.open':
        return { ok: true, url: `ws://127.0.0.1:${port()}/socket` }
      case 'conversations.info':
        return { ok: true, channel: { id: CHANNEL, is_member: true } }
      case 'conversations.members':
        return { ok: true, members: [ANA, BEN, BOT] }
      case 'users.info':
        return {
          ok: true,
          user: { id: args['user'], team_id: TEAM, is_bot: false, locale: 'en-GB', tz: 'Europe/Lisbon' },
        }
      case 'chat.postMessage': {
        clock += 1
        const message = { ...messageSchema.parse(args), ts: `${clock}.000100`, edits: 0 }
        messages.push(message)
        return { ok: true, channel: CHANNEL, ts: message.ts, message }
      }
      case 'chat.update': {
        const index = messages.findIndex(({ ts }) => ts === args['ts'])
        const before = messages[index]
        if (before === undefined) return { ok: false, error: 'message_not_found' }
        const after = messageSchema.parse(args)
        messages[index] = { ...before, ...after, edits: before.edits + 1 }
        return { ok: true, channel: CHANNEL, ts: before.ts }
      }
      case 'chat.getPermalink':
        return { ok: true, permalink: `https://other.example/${args['message_ts']}` }
      case 'chat.postEphemeral':
        ephemerals.push(args)
        return { ok: true, message_ts: '1.0' }
      case 'conversations.history':
      case 'conversations.replies':
        return { ok: true, messages, has_more: false }
      case 'views.open':
      case 'views.update': {
        const view = z.record(z.string(), z.unknown()).parse(args['view'])
        views.push(view)
        return { ok: true, view: { ...view, id: 'V0OTHER', hash: String(views.length) } }
      }
      default:
        return { ok: false, error: 'unknown_method' }
    }
  }

  const server = createServer((request, response) => {
    const chunks: Buffer[] = []
    request.on('data', (chunk: Buffer) => chunks.push(chunk))
    request.on('end', () => {
      const method = (request.url ?? '').replace('/api/', '')
      const args = readArguments(request.headers['content-type'] ?? '', Buffer.concat(chunks).toString())
      response.writeHead(200, { 'content-type': 'application/json' }).end(JSON.stringify(answer(method, args)))
    })
  })
  const sockets = new WebSocketServer({ server, path: '/socket' })
  sockets.on('connection', (opened) => {
    open.push(opened)
    opened.send(JSON.stringify({ type: 'hello', num_connections: open.length }))
    opened.on('message', (data) => {
      const { envelope_id, payload } = ackSchema.parse(JSON.parse(data.toString()))
      waiting.get(envelope_id)?.(payload)
    })
    opened.on('close', () => {
      open.splice(open.indexOf(opened), 1)
    })
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const port = () => portOf(server.address())

  return {
    apiUrl: `http://127.0.0.1:${port()}/api/`,
    messages,
    views,
    ephemerals,
    connections: () => open.length,
    send: (type, payload) => {
      const envelope_id = randomUUID()
      const acknowledged = new Promise<unknown>((resolve) => waiting.set(envelope_id, resolve))
      turn += 1
      open[turn % open.length]?.send(JSON.stringify({ type, envelope_id, payload, accepts_response_payload: true }))
      return acknowledged
    },
    close: async () => {
      for (const client of sockets.clients) client.terminate()
      server.closeAllConnections()
      await new Promise((resolve) => server.close(resolve))
    },
  }
}

const portOf = (address: string | AddressInfo | null): number =>
  typeof address === 'object' && address !== null ? address.port : 0

/** The Web API takes forms, in which nested values are JSON, and JSON. */
const readArguments = (contentType: string, body: string): Record<string, unknown> => {
  if (contentType.includes('json')) return z.record(z.string(), z.unknown()).parse(JSON.parse(body))
  return Object.fromEntries(
    [...new URLSearchParams(body)].map(([name, value]) => [name, /^[[{]/.test(value) ? JSON.parse(value) : value]),
  )
}
