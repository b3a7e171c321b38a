import { randomUUID } from 'node:crypto'
import type { IncomingMessage } from 'node:http'
import type { Duplex } from 'node:stream'
import { type WebSocket, WebSocketServer } from 'ws'
import { z } from 'zod'
import type { Changes } from './changes.ts'
import type { Faults } from './faults.ts'
import { LIMITS } from './limits.ts'

/** Runs an action once after so many milliseconds; the returned function cancels it. */
export type Later = (milliseconds: number, action: () => void) => () => void

/** The machine's own time. */
export const realLater: Later = (milliseconds, action) => {
  const timer = setTimeout(action, milliseconds)
  return () => clearTimeout(timer)
}

export type EnvelopeType = 'slash_commands' | 'interactive' | 'events_api'

/** What became of an envelope. */
export type Delivery =
  | { readonly kind: 'acknowledged'; readonly payload: unknown }
  /** No answer within 3 s. */
  | { readonly kind: 'unanswered' }
  /** No socket is connected. */
  | { readonly kind: 'undeliverable' }

export type Sockets = {
  /** A new address for one connection: `apps.connections.open`. */
  readonly issueTicket: () => string
  readonly upgrade: (request: IncomingMessage, socket: Duplex, head: Buffer) => void
  readonly deliver: (type: EnvelopeType, payload: unknown, acceptsResponse: boolean) => Promise<Delivery>
  readonly count: () => number
  readonly unacknowledged: () => number
  /** Breaks every connection without a word. */
  readonly drop: () => void
  /** Asks every client to connect anew; with `refresh_requested` the connection is closed soon after. */
  readonly refresh: (reason: 'warning' | 'refresh_requested') => void
  readonly close: () => void
}

const acknowledgementSchema = z.object({ envelope_id: z.string(), payload: z.unknown().optional() })

const REFRESH_GRACE = 2000

const parseJson = (text: string): unknown => {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}

/** Socket Mode: tickets, connections, envelopes and their acknowledgements. */
export const createSockets = (options: {
  readonly appId: string
  readonly changes: Changes
  readonly faults: Faults
  readonly address: { readonly current: string }
  /** The time of acknowledgements, pings and farewells. */
  readonly after: Later
}): Sockets => {
  const { appId, changes, faults, address, after } = options
  const server = new WebSocketServer({ noServer: true })
  const tickets = new Map<string, number>()
  const open = new Set<WebSocket>()
  const waiting = new Map<string, (delivery: Delivery) => void>()
  const timers = new Set<() => void>()
  let turn = 0

  const later: Later = (milliseconds, action) => {
    const cancel = after(milliseconds, () => {
      timers.delete(stop)
      action()
    })
    const stop = () => {
      timers.delete(stop)
      cancel()
    }
    timers.add(stop)
    return stop
  }
  const farewell = (socket: WebSocket, reason: string): void =>
    socket.send(JSON.stringify({ type: 'disconnect', reason, debug_info: { host: 'local-slack' } }))

  const receive = (text: string): void => {
    const acknowledgement = acknowledgementSchema.safeParse(parseJson(text))
    if (!acknowledgement.success) return
    waiting.get(acknowledgement.data.envelope_id)?.({ kind: 'acknowledged', payload: acknowledgement.data.payload })
  }

  const accept = (socket: WebSocket): void => {
    if (open.size >= LIMITS.sockets) {
      farewell(socket, 'too_many_websockets')
      socket.close()
      return
    }
    open.add(socket)
    let noMorePings: () => void = () => undefined
    const pingLater = (): void => {
      noMorePings = later(LIMITS.time.socketPing, () => {
        socket.ping(`Ping from local Slack ${Date.now()}`)
        pingLater()
      })
    }
    pingLater()
    socket.on('message', (data) => receive(String(data)))
    socket.on('error', () => socket.terminate())
    socket.on('close', () => {
      noMorePings()
      open.delete(socket)
      changes.emit({ type: 'sockets' })
    })
    socket.send(
      JSON.stringify({
        type: 'hello',
        num_connections: open.size,
        debug_info: { host: 'local-slack', build_number: 1, approximate_connection_time: 18_060 },
        connection_info: { app_id: appId },
      }),
    )
    changes.emit({ type: 'sockets' })
  }

  const takeTicket = (url: string | undefined): boolean => {
    const ticket = new URL(url ?? '/', 'http://local').searchParams.get('ticket') ?? ''
    const issuedAt = tickets.get(ticket)
    tickets.delete(ticket)
    return issuedAt !== undefined && performance.now() - issuedAt <= LIMITS.time.socketTicket
  }

  const nextSocket = (): WebSocket | undefined => {
    const ready = [...open].filter((socket) => socket.readyState === socket.OPEN)
    turn += 1
    return ready[turn % Math.max(1, ready.length)]
  }

  return {
    issueTicket: () => {
      const ticket = randomUUID()
      tickets.set(ticket, performance.now())
      return `${address.current.replace('http', 'ws')}/link/?ticket=${ticket}&app_id=${appId}`
    },
    upgrade: (request, socket, head) => {
      if (faults.isOutage() || !takeTicket(request.url)) {
        socket.end('HTTP/1.1 401 Unauthorized\r\nConnection: close\r\n\r\n')
        return
      }
      server.handleUpgrade(request, socket, head, accept)
    },
    deliver: (type, payload, acceptsResponse) => {
      const socket = nextSocket()
      if (socket === undefined || faults.isOutage()) return Promise.resolve({ kind: 'undeliverable' })
      const envelopeId = randomUUID()
      const envelope = {
        envelope_id: envelopeId,
        type,
        payload,
        accepts_response_payload: acceptsResponse,
        ...(type === 'events_api' ? { retry_attempt: 0, retry_reason: '' } : {}),
      }
      return new Promise((resolve) => {
        const noMoreTime = later(LIMITS.time.acknowledge, () => end({ kind: 'unanswered' }))
        const end = (delivery: Delivery): void => {
          noMoreTime()
          waiting.delete(envelopeId)
          resolve(delivery)
          changes.emit({ type: 'traffic' })
        }
        waiting.set(envelopeId, end)
        socket.send(JSON.stringify(envelope))
        if (faults.takeRedelivery())
          (nextSocket() ?? socket).send(JSON.stringify({ ...envelope, retry_attempt: 1, retry_reason: 'timeout' }))
      })
    },
    count: () => open.size,
    unacknowledged: () => waiting.size,
    drop: () => {
      for (const socket of open) socket.terminate()
    },
    refresh: (reason) => {
      for (const socket of open) {
        farewell(socket, reason)
        if (reason === 'refresh_requested') later(REFRESH_GRACE, () => socket.close())
      }
    },
    close: () => {
      for (const stop of [...timers]) stop()
      for (const end of [...waiting.values()]) end({ kind: 'unanswered' })
      for (const socket of open) socket.terminate()
      server.close()
    },
  }
}
