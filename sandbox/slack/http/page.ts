import type { IncomingMessage, ServerResponse } from 'node:http'
import type { CallLog } from '../call-log.ts'
import type { Core } from '../core.ts'
import { actOnPage } from '../page-actions.ts'
import { pageActionSchema, panelActionSchema } from '../page-api.ts'
import { pageState } from '../page-state.ts'
import { actOnPanel, panelState } from '../panel.ts'
import { streamTo } from './page-stream.ts'
import { readBody } from './read-body.ts'
import { serveFile } from './static-files.ts'

/** Addresses behind the panel; absent where this Slack runs alone. */
export type PanelTargets = {
  readonly launcherControlUrl?: string | undefined
  readonly lighthouseControlUrl?: string | undefined
}

const json = (response: ServerResponse, status: number, body: unknown): void => {
  response
    .writeHead(status, { 'content-type': 'application/json', 'cache-control': 'no-store' })
    .end(JSON.stringify(body))
}

const parsed = (body: string): unknown => {
  try {
    return JSON.parse(body)
  } catch {
    return undefined
  }
}

/** Everything that the browser asks for: the page's files, its state and stream, what people do, the panel. */
export const servePage = async (
  core: Core,
  log: CallLog,
  targets: PanelTargets,
  request: IncomingMessage,
  response: ServerResponse,
  path: string,
): Promise<void> => {
  if (path === '/page/state') return json(response, 200, pageState(core))
  if (path === '/page/stream') return streamTo(core, response)
  if (path === '/page/act' && request.method === 'POST') {
    const action = pageActionSchema.safeParse(parsed(await readBody(request)))
    if (!action.success) return json(response, 400, { ok: false, error: 'This action cannot be understood.' })
    return json(response, 200, await actOnPage(core, action.data))
  }
  if (path === '/panel/slack') {
    if (request.method === 'POST') {
      const action = panelActionSchema.safeParse(parsed(await readBody(request)))
      if (!action.success) return json(response, 400, { ok: false, error: 'This action cannot be understood.' })
      actOnPanel(core, action.data)
    }
    return json(response, 200, panelState(core, log))
  }
  const target = panelTarget(targets, path)
  if (target !== undefined) return passOn(request, response, target)
  const file = request.method === 'GET' ? await serveFile(path) : undefined
  if (file === undefined) return json(response, 404, { ok: false, error: 'There is nothing here.' })
  response.writeHead(200, { 'content-type': file.type, 'cache-control': 'no-cache' }).end(file.body)
}

/** Where a path of the panel is passed on to. */
const panelTarget = (targets: PanelTargets, path: string): string | undefined => {
  const [, area, rest = ''] = /^\/panel\/(lighthouse|bot)(\/.*)?$/.exec(path) ?? []
  if (area === 'lighthouse' && targets.lighthouseControlUrl !== undefined)
    return `${targets.lighthouseControlUrl}/control${rest}`
  if (area === 'bot' && targets.launcherControlUrl !== undefined) return `${targets.launcherControlUrl}/bot${rest}`
  return undefined
}

const PASS_ON_TIMEOUT = 10_000

const passOn = async (request: IncomingMessage, response: ServerResponse, url: string): Promise<void> => {
  const body = request.method === 'POST' || request.method === 'DELETE' ? await readBody(request) : ''
  try {
    const answer = await fetch(url, {
      method: request.method ?? 'GET',
      headers: { 'content-type': 'application/json' },
      ...(body === '' ? {} : { body }),
      signal: AbortSignal.timeout(PASS_ON_TIMEOUT),
    })
    const type = answer.headers.get('content-type') ?? 'application/json'
    response.writeHead(answer.status, { 'content-type': type }).end(await answer.text())
  } catch {
    json(response, 502, { ok: false, error: 'This part of the sandbox does not answer.' })
  }
}
