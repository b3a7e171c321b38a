import { once } from 'node:events'
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http'
import { type Clock, systemClock } from '../clock.ts'
import { createControl, type LighthouseControl } from './control.ts'
import type { SettingsChange } from './control-api.ts'
import { answerControl } from './control-routes.ts'
import { carryCall, createEmulator, type Delivery, type Emulator } from './emulator.ts'
import { createSeededFleet } from './fleet.ts'
import type { Fleet } from './objects.ts'
import { changeSettings, defaultSettings } from './settings.ts'
import type { Credential, SignedRequest } from './signature.ts'

export type LocalLighthouseOptions = {
  /** TCP port on 127.0.0.1; 0 or absent: any free one. */
  readonly port?: number
  /** Source of every time, delays included, but the rate limits' second. */
  readonly clock?: Clock
  /** Which clock that second runs on; the real one where it is left out. */
  readonly rateClock?: 'real' | 'injected'
  /** What the cloud holds; absent: the seeded fleet, its ages counted from the clock's now. */
  readonly fleet?: Fleet
  /** Keys that verify; absent: {@link sandboxCredential}. */
  readonly credentials?: readonly Credential[]
  /** Durations and behaviour other than the defaults (a rollback takes 25 s). */
  readonly settings?: SettingsChange
  /** Names new snapshots; absent: random ids. */
  readonly newSnapshotId?: () => string
}

export type LocalLighthouse = {
  /** `http://127.0.0.1:PORT`: the API at `/`, the control at `/control/`. */
  readonly url: string
  readonly control: LighthouseControl
  /** No API request is in flight: each has been answered, or its connection is gone. */
  readonly quiet: () => boolean
  readonly close: () => Promise<void>
}

/** The key of the sandbox; it opens nothing else. */
export const sandboxCredential: Credential = {
  secretId: 'AKIDSANDBOXKEEPER',
  secretKey: 'sandbox-secret-key-not-real',
}

/** Longer than clients pause between calls, so that the server never closes a connection just as one is used. */
const keepAliveMilliseconds = 65_000

/** Starts the emulator. Rejects when the port is taken. */
export async function startLocalLighthouse(options: LocalLighthouseOptions = {}): Promise<LocalLighthouse> {
  const clock = options.clock ?? systemClock
  const emulator = createEmulator({
    clock,
    credentials: options.credentials ?? [sandboxCredential],
    createFleet: () => options.fleet ?? createSeededFleet(clock.now()),
    settings: changeSettings(defaultSettings, options.settings ?? {}),
    newSnapshotId: options.newSnapshotId,
    rateClock: options.rateClock ?? 'real',
  })
  const control = createControl(emulator)
  let inFlight = 0
  const server = createServer({ keepAliveTimeout: keepAliveMilliseconds }, (request, response) => {
    const isControl = request.url?.startsWith('/control/') === true
    if (!isControl) {
      inFlight += 1
      response.once('close', () => {
        inFlight -= 1
      })
    }
    const handled = isControl
      ? answerControlRequest(control, request, response)
      : answerCall(emulator, request, response)
    handled.catch(() => response.destroy())
  })
  const port = await listen(server, options.port ?? 0)
  return {
    url: `http://127.0.0.1:${port}`,
    control,
    quiet: () => inFlight === 0,
    close: async () => {
      for (const cancel of emulator.waiting) cancel()
      server.close()
      server.closeAllConnections()
      if (server.listening) await once(server, 'close')
    },
  }
}

async function listen(server: Server, port: number): Promise<number> {
  server.listen(port, '127.0.0.1')
  await once(server, 'listening')
  const address = server.address()
  if (address === null || typeof address === 'string') throw new Error('The server has no TCP port.')
  return address.port
}

async function answerControlRequest(
  control: LighthouseControl,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  const body = await readBody(request)
  const path = new URL(request.url ?? '/', 'http://localhost').pathname
  const answer = answerControl(control, request.method ?? 'GET', path, body.toString('utf8'))
  response.writeHead(answer.status, { 'Content-Type': 'application/json' }).end(JSON.stringify(answer.body))
}

async function answerCall(emulator: Emulator, request: IncomingMessage, response: ServerResponse): Promise<void> {
  const body = await readBody(request)
  const [path = '', ...query] = (request.url ?? '').split('?')
  if (path !== '/') {
    response.writeHead(404).end()
    return
  }
  const headers = plainHeaders(request)
  const signed: SignedRequest = { method: request.method ?? '', query: query.join('?'), headers, body }
  const traceId = headers['x-tc-traceid']
  if (traceId !== undefined) response.setHeader('X-TC-TraceId', traceId)
  send(await carryCall(emulator, signed), response)
}

function send(delivery: Delivery, response: ServerResponse): void {
  const json = { 'Content-Type': 'application/json' }
  switch (delivery.kind) {
    case 'answer':
      response.writeHead(200, json).end(delivery.body)
      return
    case 'http-status':
      response.writeHead(delivery.status, { 'Content-Type': 'text/html' }).end('<html><body>error</body></html>')
      return
    case 'malformed-json':
      response.writeHead(200, json).end(`${delivery.body.slice(0, -2)}<`)
      return
    case 'no-response-member':
      response.writeHead(200, json).end('{}')
      return
    case 'stalled-body': {
      const body = Buffer.from(delivery.body || '{"Response":{"RequestId":"')
      response.writeHead(200, { ...json, 'Content-Length': Math.max(body.length, 64) })
      response.write(body.subarray(0, Math.ceil(body.length / 2)))
      return
    }
    case 'drop':
      response.destroy()
      return
    case 'no-answer':
  }
}

async function readBody(request: IncomingMessage): Promise<Buffer> {
  const chunks: Buffer[] = []
  for await (const chunk of request) chunks.push(chunk)
  return Buffer.concat(chunks)
}

function plainHeaders(request: IncomingMessage): Readonly<Record<string, string>> {
  return Object.fromEntries(
    Object.entries(request.headers).map(([name, value]) => [
      name,
      Array.isArray(value) ? value.join(',') : (value ?? ''),
    ]),
  )
}
