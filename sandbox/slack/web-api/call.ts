import type { Core } from '../core.ts'
import type { FaultKind } from '../fault.ts'
import { authMethods } from './auth.ts'
import { chatMethods } from './chat.ts'
import { conversationMethods } from './conversations.ts'
import { type Answer, failure, type Method } from './method.ts'
import { peopleMethods } from './people.ts'
import { viewMethods } from './views.ts'

const METHODS: ReadonlyMap<string, Method> = new Map(
  Object.entries({ ...authMethods, ...chatMethods, ...conversationMethods, ...peopleMethods, ...viewMethods }),
)

/** A call as it came in. */
export type Call = {
  readonly method: string
  readonly token: string | undefined
  readonly input: Readonly<Record<string, unknown>>
}

/** What goes back over the wire. `answer` null breaks the connection without a word. */
export type Reply = {
  readonly status: number
  readonly headers: Readonly<Record<string, string>>
  readonly answer: Answer | string | null
  /** Milliseconds on the emulator's clock before it goes out. */
  readonly delay: number
}

/** Carries a call of the Web API out, with the fault that strikes it, if any. Errors of Slack are HTTP 200. */
export const answerCall = (core: Core, call: Call): Reply => {
  if (core.faults.isOutage()) return broken
  const fault = core.faults.take(call.method)
  if (fault === undefined) return carryOut(core, call)
  return struck(fault, () => carryOut(core, call))
}

const ok = (answer: Answer): Reply => ({ status: 200, headers: {}, answer, delay: 0 })
const broken: Reply = { status: 0, headers: {}, answer: null, delay: 0 }

const tooMany = (seconds: number): Reply => ({
  status: 429,
  headers: { 'retry-after': String(seconds) },
  answer: failure('ratelimited'),
  delay: 0,
})

/** What a fault makes of a call. */
export const struck = (fault: FaultKind, carry: () => Reply): Reply => {
  switch (fault.kind) {
    case 'rate_limited':
      return tooMany(fault.retryAfterSeconds)
    case 'server_error':
      return { status: fault.status, headers: {}, answer: 'The local Slack was told to fail.', delay: 0 }
    case 'delay':
      return { ...carry(), delay: fault.milliseconds }
    case 'error':
      return ok(failure(fault.code))
    case 'answer_lost':
      carry()
      return broken
    case 'request_lost':
      return broken
  }
}

const carryOut = (core: Core, { method: name, token, input }: Call): Reply => {
  const method = METHODS.get(name)
  if (method === undefined) return ok({ ...failure('unknown_method'), req_method: name })
  const credential = core.credentials.check(token)
  if (!credential.ok) return ok(failure(credential.error))
  if (credential.kind !== method.token) return ok(failure('not_allowed_token_type'))
  if (method.scopes.length > 0 && !method.scopes.some((scope) => credential.scopes.includes(scope))) {
    return ok({
      ...failure('missing_scope'),
      needed: method.scopes.join(','),
      provided: credential.scopes.join(','),
    })
  }
  const wait = core.rateLimits.admit(name, method.limit, String(input['channel'] ?? ''))
  if (wait !== undefined) return tooMany(wait)
  const headers = {
    'x-oauth-scopes': credential.scopes.join(','),
    ...(method.scopes.length === 0 ? {} : { 'x-accepted-oauth-scopes': method.scopes.join(',') }),
  }
  return { ...ok(method.run(core, input)), headers }
}
