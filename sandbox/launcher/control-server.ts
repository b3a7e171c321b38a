import { createServer } from 'node:http'
import type { Bot } from './bot.ts'

export type ControlServer = { readonly url: string; readonly close: () => Promise<void> }

/** `GET /bot` tells the bot's state, `POST /bot/COMMAND` does something to its process. On this machine only. */
export const startControlServer = async (bot: () => Bot): Promise<ControlServer> => {
  const commands: Readonly<Record<string, () => boolean>> = {
    kill: () => bot().signal('SIGKILL'),
    stop: () => bot().signal('SIGTERM'),
    freeze: () => bot().signal('SIGSTOP'),
    thaw: () => bot().signal('SIGCONT'),
    start: () => bot().start(),
  }
  const server = createServer((request, response) => {
    request.resume()
    const path = new URL(request.url ?? '/', 'http://local').pathname
    const answer = (status: number, body: unknown): void => {
      response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(body))
    }
    if (path === '/bot' && request.method === 'GET') return answer(200, bot().state())
    const command = request.method === 'POST' ? commands[path.replace('/bot/', '')] : undefined
    if (command === undefined) return answer(404, { error: 'There is no such command.' })
    return command()
      ? answer(200, bot().state())
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
