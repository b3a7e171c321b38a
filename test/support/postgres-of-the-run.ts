import { once } from 'node:events'
import { createServer } from 'node:http'
import type { TestProject } from 'vitest/node'
import { type PostgresServer, startPostgres } from './postgres.ts'

declare module 'vitest' {
  export interface ProvidedContext {
    /** Who asks here is given the URL of the run's PostgreSQL server, which starts when the first one asks. */
    readonly postgresDesk: string
  }
}

/**
 * One PostgreSQL server for all test files of a run, because a server costs two seconds of CPU. It starts when a file
 * asks for it, so that a run without such files does not pay for it, and ends with the run.
 */
export const setup = async ({ provide }: TestProject): Promise<() => Promise<void>> => {
  let server: Promise<PostgresServer> | null = null
  const desk = createServer((_, response) => {
    server ??= startPostgres()
    server.then(
      ({ url }) => response.end(url),
      (error: unknown) => response.writeHead(500).end(String(error)),
    )
  })
  await once(desk.listen(0, '127.0.0.1'), 'listening')
  const address = desk.address()
  if (typeof address !== 'object' || address === null) throw new Error('no port is free')
  provide('postgresDesk', `http://127.0.0.1:${address.port}`)
  return async () => {
    desk.closeAllConnections()
    desk.close()
    await server?.then(
      ({ dispose }) => dispose(),
      () => undefined,
    )
  }
}
