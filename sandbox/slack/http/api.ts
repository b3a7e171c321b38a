import type { IncomingMessage, ServerResponse } from 'node:http'
import type { CallLog } from '../call-log.ts'
import type { Core } from '../core.ts'
import { respond } from '../responses.ts'
import { answerCall, type Call, type Reply, struck } from '../web-api/call.ts'
import { readArguments, readBody } from './read-body.ts'

/** Called once an answer waits for nothing but the emulator's clock. */
export type AtRest = () => void

const send = (core: Core, response: ServerResponse, reply: Reply, atRest: AtRest): Promise<void> => {
  const go = (): void => {
    if (reply.answer === null) {
      response.destroy()
      return
    }
    const isText = typeof reply.answer === 'string'
    response
      .writeHead(reply.status, {
        'content-type': isText ? 'text/plain' : 'application/json; charset=utf-8',
        ...reply.headers,
      })
      .end(isText ? reply.answer : JSON.stringify(reply.answer))
  }
  if (reply.delay === 0) {
    go()
    return Promise.resolve()
  }
  return new Promise((resolve) => {
    const cancel = core.clock.after(reply.delay, () => {
      go()
      resolve()
    })
    response.once('close', () => {
      cancel()
      resolve()
    })
    atRest()
  })
}

const tokenOf = (request: IncomingMessage, input: Readonly<Record<string, unknown>>): string | undefined => {
  const bearer = /^Bearer (.+)$/.exec(request.headers.authorization ?? '')?.[1]
  return bearer ?? (typeof input['token'] === 'string' ? input['token'] : undefined)
}

/** `POST /api/METHOD`: the Web API. */
export const serveApi = async (
  core: Core,
  log: CallLog,
  request: IncomingMessage,
  response: ServerResponse,
  method: string,
  atRest: AtRest,
): Promise<void> => {
  const body = await readBody(request)
  const input = readArguments(request.headers['content-type'] ?? '', body)
  const call: Call = { method, token: tokenOf(request, input ?? {}), input: input ?? {} }
  const reply: Reply =
    input === null
      ? { status: 200, headers: {}, answer: { ok: false, error: 'invalid_json' }, delay: 0 }
      : answerCall(core, call)
  const { answer } = reply
  const json = typeof answer === 'object' && answer !== null ? answer : undefined
  const { token: _, ...shown } = call.input
  log.add({
    at: core.clock.now(),
    method,
    input: shown,
    status: reply.status,
    ok: json?.ok === true,
    ...(typeof json?.['error'] === 'string' ? { error: json['error'] } : {}),
    ...(typeof json?.['ts'] === 'string' ? { ts: json['ts'] } : {}),
  })
  await send(core, response, reply, atRest)
  core.changes.emit({ type: 'traffic' })
}

/** `POST /actions/…` and `/commands/…`: a response address. */
export const serveResponseUrl = async (
  core: Core,
  request: IncomingMessage,
  response: ServerResponse,
  key: string,
  atRest: AtRest,
): Promise<void> => {
  const body = readArguments(request.headers['content-type'] ?? '', await readBody(request))
  const carry = (): Reply => {
    const use = core.responseUrls.use(key)
    if (!use.ok) return { status: 404, headers: {}, answer: use.error, delay: 0 }
    const said = respond(core, use.target, body)
    return said.ok
      ? { status: 200, headers: {}, answer: 'ok', delay: 0 }
      : { status: 400, headers: {}, answer: said.error, delay: 0 }
  }
  if (core.faults.isOutage()) {
    response.destroy()
    return
  }
  const fault = core.faults.take('response_url')
  await send(core, response, fault === undefined ? carry() : struck(fault, carry), atRest)
}
