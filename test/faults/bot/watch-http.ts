import type { ClientRequest } from 'node:http'
import { createRequire, syncBuiltinESMExports } from 'node:module'
import { activity } from './activity.ts'
import type { Effects } from './effects.ts'
import { methodOf } from './methods.ts'

const require = createRequire(import.meta.url)

/** Slack's Web API: `fetch`. The answer is read to its end, so that "answered" means all of it. */
export const watchSlack = ({ arrive }: Effects): void => {
  const realFetch = globalThis.fetch
  const watched = async (input: string | URL | Request, init?: RequestInit): Promise<Response> => {
    const { pathname } = new URL(input instanceof Request ? input.url : input)
    const name = `slack ${/^\/api\/([\w.]+)$/.exec(pathname)?.[1] ?? 'response_url'}`
    const about = String(init?.body ?? '')
    await arrive(name, about, 'before')
    activity.inFlight += 1
    try {
      const response = await realFetch(input, init)
      const body = await response.arrayBuffer()
      activity.inFlight -= 1
      await arrive(name, about, 'after')
      return new Response(body, response)
    } catch (error) {
      activity.inFlight -= 1
      throw error
    } finally {
      activity.count += 1
    }
  }
  Reflect.set(globalThis, 'fetch', watched)
}

/** The cloud: its SDK sends with `http.request`. */
export const watchCloud = ({ arrive }: Effects): void => {
  const http = require('node:http')
  const realRequest: (...values: unknown[]) => ClientRequest = Reflect.get(http, 'request')
  Reflect.set(http, 'request', (...values: unknown[]) => {
    const request = realRequest(...values)
    const action = String(request.getHeader('x-tc-action') ?? '')
    if (action !== '') watchCall(request, `cloud ${action}`, arrive)
    return request
  })
  syncBuiltinESMExports()
}

const watchCall = (request: ClientRequest, name: string, arrive: Effects['arrive']): void => {
  const write = methodOf(request, 'write')
  const end = methodOf(request, 'end')
  const emit = methodOf(request, 'emit')
  const chunks: unknown[][] = []
  let isWaiting = true
  let isCounted = false
  const ended = () => {
    if (isCounted) activity.inFlight -= 1
    isCounted = false
    activity.count += 1
  }
  const text = () => chunks.map(([chunk]) => String(chunk ?? '')).join('')
  let about = ''
  request.once('close', ended)

  Reflect.set(request, 'write', (...values: unknown[]) => {
    chunks.push(values)
    return true
  })
  Reflect.set(request, 'end', (...values: unknown[]) => {
    about = `${text()}${typeof values[0] === 'string' ? values[0] : ''}`
    const send = () => {
      isWaiting = false
      isCounted = true
      activity.inFlight += 1
      for (const chunk of chunks) write(request, chunk)
      end(request, values)
    }
    const held = arrive(name, about, 'before')
    if (held === undefined) send()
    return request
  })
  Reflect.set(request, 'emit', (event: string, ...values: unknown[]) => {
    if (event !== 'response' || isWaiting) return emit(request, [event, ...values])
    // Held for ever, until the kill: the flow never hears of its answer.
    if (arrive(name, about, 'after') === undefined) return emit(request, [event, ...values])
    return true
  })
}
