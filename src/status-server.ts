import { createServer, type Server } from 'node:http'
import type { Registry } from 'prom-client'

export type StatusServer = {
  readonly port: number
  readonly close: () => Promise<void>
}

/**
 * `/healthz`: 200 while the process lives. `/readyz`: 200 only while it is connected to Slack and its store answers,
 * else 503 with what is missing. `/metrics`: Prometheus text.
 * @param port 0 takes any free one
 * @throws the system's error where the port cannot be had
 */
export const startStatusServer = async (
  port: number,
  readiness: () => Promise<Readonly<Record<string, boolean>>>,
): Promise<StatusServer> => {
  let loading: Promise<Registry> | null = null
  // Loaded when they are first asked for: a start takes a tenth less without them.
  const metrics = (): Promise<Registry> => {
    loading ??= import('./metrics.ts').then(({ createMetrics }) => createMetrics(readiness))
    return loading
  }
  const server = createServer((request, response) => {
    const answer = (status: number, type: string, body: string) =>
      response.writeHead(status, { 'content-type': type, 'cache-control': 'no-store' }).end(body)
    const path = new URL(request.url ?? '/', 'http://localhost').pathname
    if (path === '/healthz') return answer(200, 'application/json', '{"status":"ok"}\n')
    if (path === '/readyz') {
      return void readiness().then((parts) => {
        const isReady = Object.values(parts).every(Boolean)
        answer(isReady ? 200 : 503, 'application/json', `${JSON.stringify({ ready: isReady, ...parts })}\n`)
      })
    }
    if (path === '/metrics') {
      return void metrics()
        .then(async (registry) => answer(200, registry.contentType, await registry.metrics()))
        .catch(() => answer(500, 'text/plain', 'the metrics could not be collected\n'))
    }
    return answer(404, 'text/plain', 'not found\n')
  })
  await listen(server, port)
  const address = server.address()
  return {
    port: typeof address === 'object' && address !== null ? address.port : port,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve())
        server.closeAllConnections()
      }),
  }
}

const listen = (server: Server, port: number): Promise<void> =>
  new Promise((resolve, reject) => {
    server.once('error', reject)
    server.listen(port, () => {
      server.off('error', reject)
      resolve()
    })
  })
