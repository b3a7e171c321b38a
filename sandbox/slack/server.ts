import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import { type Clock, systemClock } from '../clock.ts'
import { type CallLog, createCallLog } from './call-log.ts'
import { type Core, createCore } from './core.ts'
import { serveApi, serveResponseUrl } from './http/api.ts'
import { type PanelTargets, servePage } from './http/page.ts'
import type { StoredMessage } from './messages.ts'
import { createPerson, type SlackPerson } from './person.ts'
import { seededWorkspace, type Workspace } from './workspace.ts'

export type LocalSlackOptions = {
  /** TCP port on 127.0.0.1; 0 or absent: any free one. */
  readonly port?: number
  readonly clock?: Clock
  readonly workspace?: Workspace
  readonly panel?: PanelTargets
  /** Which clock Slack's rate limits run on; the emulator's own where it is left out. */
  readonly rateClock?: 'real' | 'injected'
  /** Which clock the 3 s of a `trigger_id` run on; the real one where it is left out. */
  readonly triggerClock?: 'real' | 'injected'
  /**
   * Which clock the 3 s of an acknowledgement and the pings of the sockets run on; the real one where it is left out:
   * a test that drives the clock must not fail an app that answers at once.
   */
  readonly socketClock?: 'real' | 'injected'
}

export type LocalSlack = {
  /** `http://127.0.0.1:PORT`: the page at `/`, the Web API at `/api/`. */
  readonly url: string
  readonly apiUrl: string
  readonly botToken: string
  readonly appToken: string
  readonly channelId: string
  /** Somebody in the workspace, acting as a person would: by what is to be read on the screen. */
  readonly person: (userId: string) => SlackPerson
  /** Messages of the app's channel that everybody sees, oldest first, without replies. */
  readonly channel: () => readonly StoredMessage[]
  /** Replies of a thread, oldest first. */
  readonly thread: (ts: string) => readonly StoredMessage[]
  readonly calls: CallLog['all']
  readonly complaints: () => readonly string[]
  readonly faults: Core['faults']
  readonly directory: Core['directory']
  readonly sockets: Core['sockets']
  readonly rateLimits: Core['rateLimits']
  readonly credentials: Core['credentials']
  /** Everything that was ever posted and not deleted, oldest first: replies and private messages too, with their edits. */
  readonly messages: () => readonly StoredMessage[]
  /** No call of the Web API is in flight, but for answers that wait for the emulator's clock, and no envelope waits for its acknowledgement. */
  readonly quiet: () => boolean
  readonly close: () => Promise<void>
}

/** Names under which a browser or an app may ask for this machine; anything else is another site's trick. */
const OWN_HOSTS: ReadonlySet<string> = new Set(['127.0.0.1', 'localhost', '[::1]'])

const isOwnHost = (host: string | undefined): boolean => OWN_HOSTS.has((host ?? '').replace(/:\d+$/, ''))

/** Another site's page cannot act here: a browser names the site in `Origin`, and a rebound name in `Host`. */
const isFromHere = ({ headers }: IncomingMessage): boolean =>
  isOwnHost(headers.host) && (headers.origin === undefined || isOwnHost(headers.origin.replace(/^http:\/\//, '')))

/** Starts the local Slack. Rejects when the port is taken. */
export const startLocalSlack = async (options: LocalSlackOptions = {}): Promise<LocalSlack> => {
  const workspace = options.workspace ?? seededWorkspace
  const core = createCore({
    workspace,
    clock: options.clock ?? systemClock,
    rateClock: options.rateClock ?? 'injected',
    triggerClock: options.triggerClock ?? 'real',
    socketClock: options.socketClock ?? 'real',
  })
  const log = createCallLog()
  let inFlight = 0

  const serve = async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    if (!isFromHere(request)) {
      response.writeHead(403, { 'content-type': 'text/plain' }).end('Only for this machine.\n')
      return
    }
    const path = new URL(request.url ?? '/', 'http://local').pathname
    const method = /^\/api\/([\w.]+)$/.exec(path)?.[1]
    const responseKey = /^\/(?:actions|commands)\/[^/]+\/([^/]+)$/.exec(path)?.[1]
    if (method === undefined && responseKey === undefined)
      return servePage(core, log, options.panel ?? {}, request, response, path)
    inFlight += 1
    let isCounted = true
    const atRest = (): void => {
      if (isCounted) inFlight -= 1
      isCounted = false
    }
    response.once('close', atRest)
    if (method !== undefined) await serveApi(core, log, request, response, method, atRest)
    else await serveResponseUrl(core, request, response, responseKey ?? '', atRest)
  }

  const server = createServer({ keepAliveTimeout: 65_000 }, (request, response) => {
    serve(request, response).catch((error: unknown) => {
      core.complain(`The local Slack failed: ${error instanceof Error ? error.stack : String(error)}`)
      response.destroy()
    })
  })
  server.on('upgrade', (request, socket, head) => {
    if (isFromHere(request)) core.sockets.upgrade(request, socket, head)
    else socket.destroy()
  })
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject)
    server.listen(options.port ?? 0, '127.0.0.1', resolve)
  })
  const address = server.address()
  const url = `http://127.0.0.1:${typeof address === 'object' && address !== null ? address.port : 0}`
  core.address.current = url

  return {
    url,
    apiUrl: `${url}/api/`,
    botToken: workspace.app.botToken,
    appToken: workspace.app.appToken,
    channelId: workspace.channelId,
    person: (userId) => createPerson(core, userId),
    channel: () =>
      core.messages
        .all()
        .filter(
          ({ channelId, threadTs, onlyVisibleTo }) =>
            channelId === workspace.channelId && threadTs === undefined && onlyVisibleTo === undefined,
        ),
    thread: core.messages.replies,
    messages: core.messages.all,
    calls: log.all,
    complaints: core.complaints,
    faults: core.faults,
    directory: core.directory,
    sockets: core.sockets,
    rateLimits: core.rateLimits,
    credentials: core.credentials,
    quiet: () => inFlight === 0 && core.sockets.unacknowledged() === 0,
    close: async () => {
      core.sockets.close()
      server.closeAllConnections()
      await new Promise((resolve) => server.close(resolve))
    },
  }
}
