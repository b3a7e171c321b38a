import { createServer, type IncomingMessage } from 'node:http'
import { json } from 'node:stream/consumers'
import type { Bot } from './bot.ts'
import { settingsChangeSchema } from './bot-settings.ts'

export type ControlServer = { readonly url: string; readonly close: () => Promise<void> }

/**
 * `GET /bot` tells the bot's state, `POST /bot/COMMAND` does something to its process, `POST /bot/configure` starts it
 * anew with other settings. On this machine only.
 *
 * @param bot the bot, once there is one; 503 before
 */
export const startControlServer = async (bot: () => Bot | null): Promise<ControlServer> => {
  const commands: Readonly<Record<string, (bot: Bot) => boolean>> = {
    kill: ({ signal }) => signal('SIGKILL'),
    stop: ({ signal }) => signal('SIGTERM'),
    freeze: ({ signal }) => signal('SIGSTOP'),
    thaw: ({ signal }) => signal('SIGCONT'),
    start: ({ start }) => start(),
  }
  const server = createServer((request, response) => {
    const path = new URL(request.url ?? '/', 'http://local').pathname
    const answer = (status: number, body: unknown): void => {
      response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(body))
    }
    const known = bot()
    if (known === null) return answer(503, { error: 'The sandbox is still starting.' })
    if (path === '/bot' && request.method === 'GET') return answer(200, known.state())
    if (path === '/bot/configure' && request.method === 'POST') {
      void configure(known, request).then(
        () => answer(200, known.state()),
        (error: unknown) => answer(400, { error: error instanceof Error ? error.message : String(error) }),
      )
      return
    }
    request.resume()
    const name = path.replace('/bot/', '')
    const command = request.method === 'POST' && Object.hasOwn(commands, name) ? commands[name] : undefined
    if (command === undefined) return answer(404, { error: 'There is no such command.' })
    return command(known)
      ? answer(200, known.state())
      : answer(409, { error: 'The bot’s process is not in a state for that.' })
  })
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject)
    server.listen(0, '127.0.0.1', resolve)
  })
  const address = server.address()
  return {
    url: `http://127.0.0.1:${typeof address === 'object' && address !== null ? address.port : 0}`,
    close: async () => {
      server.closeAllConnections()
      await new Promise((resolve) => server.close(resolve))
    },
  }
}

/** @throws where the body is no change of settings */
const configure = async (bot: Bot, request: IncomingMessage): Promise<void> =>
  bot.configure(settingsChangeSchema.parse(await json(request)))
