import { z } from 'zod'
import type { CloudFault } from '../rollback/cloud-objects.ts'
import type { Action } from './action.ts'

/**
 * Why no readable answer came. The `detail` of a `no_answer` fault begins with one of these words, so that a fault
 * that was kept in the ledger can still be explained.
 */
export const NO_ANSWER_REASONS = [
  'connection refused',
  'name not resolved',
  'timed out',
  'connection lost',
  'http status',
  'unreadable answer',
  'missing credentials',
  'other',
] as const
export type NoAnswerReason = (typeof NO_ANSWER_REASONS)[number]

/** A call to the cloud that ended without a usable answer. `fault` is plain data, without anything secret. */
export class CloudError extends Error {
  readonly fault: CloudFault

  constructor(fault: CloudFault) {
    super(
      fault.kind === 'refused'
        ? `${fault.action} was refused: ${fault.code} (${fault.message})`
        : `${fault.action} got no answer: ${fault.detail}`,
    )
    this.name = 'CloudError'
    this.fault = fault
  }
}

/** Longest text of a fault that is kept: the rest of a vendor's message or a proxy's phrase tells nobody more. */
const LONGEST_TEXT = 400

const clip = (text: string): string =>
  (text.length > LONGEST_TEXT ? `${text.slice(0, LONGEST_TEXT - 1)}…` : text).toWellFormed()

/**
 * An error code of the API: words in camel case joined by dots. Errors of Node.js and of the HTTP client also carry a
 * `code` (`ECONNRESET` when the connection breaks inside the body), which must never pass for a refusal.
 */
const apiCode = z.string().regex(/^(?=.*[a-z])[A-Za-z][A-Za-z0-9]*(\.[A-Za-z0-9_]+)*$/)

const refusalSchema = z.object({
  code: apiCode,
  message: z.string().catch(''),
  requestId: z.string().nullish().catch(null),
})

const thrownSchema = z.object({
  message: z.string().catch(''),
  httpCode: z.number().nullish().catch(null),
  name: z.string().catch(''),
})

/** Words in the messages of the HTTP client, which drops the system's error code (API facts, section 9.4). */
const REASONS: readonly (readonly [NoAnswerReason, RegExp])[] = [
  ['connection refused', /\bECONNREFUSED\b/],
  ['name not resolved', /\b(ENOTFOUND|EAI_AGAIN)\b/],
  ['timed out', /\b(network timeout|response timeout|ETIMEDOUT)\b/i],
  ['unreadable answer', /invalid json|unexpected end of json|reading 'Error'/i],
  ['connection lost', /socket hang up|ECONNRESET|EPIPE|premature close|network socket disconnected|aborted/i],
]

/** What the SDK stumbles over where the JSON has no `Response`; that tells an operator nothing. */
const NO_RESPONSE = /reading 'Error'/

/** Only where these hold did the call certainly never leave this machine. */
const NEVER_SENT: ReadonlySet<NoAnswerReason> = new Set([
  'connection refused',
  'name not resolved',
  'missing credentials',
])

/**
 * @param reason why there is no readable answer
 * @param text what was seen, without anything secret
 */
export const noAnswer = (action: Action, region: string | null, reason: NoAnswerReason, text: string): CloudFault => ({
  kind: 'no_answer',
  action,
  region,
  detail: clip(text === '' ? reason : `${reason}: ${text}`),
  sent: !NEVER_SENT.has(reason),
})

/** @returns the reason that {@link noAnswer} put in front of the detail; `other` where it stems from elsewhere. */
export const noAnswerReason = (detail: string): NoAnswerReason =>
  NO_ANSWER_REASONS.find((reason) => detail === reason || detail.startsWith(`${reason}: `)) ?? 'other'

/** @returns whether a call that ended with this detail may have left the machine. */
export const isSent = (detail: string): boolean => !NEVER_SENT.has(noAnswerReason(detail))

/**
 * @param thrown what the SDK rejected with: its own exception, or an error of the HTTP client or of the runtime
 * @param region null for DescribeRegions
 * @returns what happened. A refusal is only what came as an error code of the API; everything else is `no_answer`.
 */
export function faultOf(thrown: unknown, action: Action, region: string | null): CloudFault {
  if (thrown instanceof CloudError) return thrown.fault
  const refusal = refusalSchema.safeParse(thrown)
  if (refusal.success) {
    const { code, message, requestId } = refusal.data
    return { kind: 'refused', action, region, code, message: clip(message), requestId: requestId || null }
  }
  const error = thrownSchema.safeParse(thrown)
  if (!error.success) return noAnswer(action, region, 'other', '')
  const { message, httpCode, name } = error.data
  if (typeof httpCode === 'number') return noAnswer(action, region, 'http status', `${httpCode} ${message}`.trim())
  const known = REASONS.find(([, pattern]) => pattern.test(message))
  if (known) return noAnswer(action, region, known[0], NO_RESPONSE.test(message) ? 'it has no Response' : message)
  // The SDK reads `Response.Error` of whatever JSON came; anything but an object with `Response` is a TypeError there.
  return noAnswer(action, region, name === 'TypeError' ? 'unreadable answer' : 'other', message)
}
