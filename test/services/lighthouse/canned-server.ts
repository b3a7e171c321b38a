import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http'
import { z } from 'zod'

/** A call as the SDK sent it. */
export type CannedCall = {
  readonly action: string
  readonly region: string | null
  readonly body: Record<string, unknown>
  readonly headers: IncomingMessage['headers']
  readonly path: string
  /** Port of the caller: calls on one connection have the same. */
  readonly callerPort: number
}

export type CannedServer = {
  readonly url: string
  readonly calls: readonly CannedCall[]
  readonly close: () => Promise<void>
}

/** A server that answers each call as the test says: for what goes wrong below the API. */
export async function startCannedServer(
  answer: (call: CannedCall, response: ServerResponse, request: IncomingMessage) => void,
): Promise<CannedServer> {
  const calls: CannedCall[] = []
  const server: Server = createServer(async (request, response) => {
    const chunks: Uint8Array[] = []
    for await (const chunk of request) chunks.push(chunk)
    const header = (name: string): string | null => {
      const value = request.headers[name]
      return typeof value === 'string' ? value : null
    }
    const raw = Buffer.concat(chunks).toString('utf8')
    const call: CannedCall = {
      action: header('x-tc-action') ?? '',
      region: header('x-tc-region'),
      body: z.record(z.string(), z.unknown()).parse(JSON.parse(raw === '' ? '{}' : raw)),
      headers: request.headers,
      path: request.url ?? '',
      callerPort: request.socket.remotePort ?? 0,
    }
    calls.push(call)
    answer(call, response, request)
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const { port } = z.object({ port: z.number() }).parse(server.address())
  return {
    url: `http://127.0.0.1:${port}`,
    calls,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve())
        server.closeAllConnections()
      }),
  }
}

/** Answers as the API does: HTTP 200 and an envelope. */
export function respond(response: ServerResponse, answer: object): void {
  response.writeHead(200, { 'content-type': 'application/json' })
  response.end(JSON.stringify({ Response: { RequestId: 'request-1', ...answer } }))
}

export const refuse = (response: ServerResponse, code: string, message = 'no'): void =>
  respond(response, { Error: { Code: code, Message: message } })
