import { WebAPIHTTPError, WebAPIPlatformError, WebAPIRateLimitedError, WebAPIRequestError } from '@slack/web-api'
import { z } from 'zod'

/** What went wrong with a call to Slack. */
export type SlackFault =
  /** Slack answered with an error code: nothing was done. */
  | { readonly kind: 'refused'; readonly code: string }
  /** `retryAfter` in milliseconds. */
  | { readonly kind: 'rate_limited'; readonly retryAfter: number }
  /** The call never reached Slack. */
  | { readonly kind: 'not_sent'; readonly detail: string }
  /** The answer was lost, or Slack says itself that it does not know: it may have been done. */
  | { readonly kind: 'unknown'; readonly detail: string }

/** Codes after which, in Slack's own words, some part of the operation may have succeeded. */
const DOUBTFUL_CODES: ReadonlySet<string> = new Set([
  'fatal_error',
  'internal_error',
  'service_unavailable',
  'request_timeout',
])

/** Codes that stay until a person changes something: the app, its token, or the channel. */
const CODES_FOR_A_PERSON: ReadonlySet<string> = new Set([
  'account_inactive',
  'channel_not_found',
  'ekm_access_denied',
  'invalid_auth',
  'is_archived',
  'missing_scope',
  'no_permission',
  'not_allowed_token_type',
  'not_authed',
  'not_in_channel',
  'org_login_required',
  'restricted_action',
  'restricted_action_read_only_channel',
  'team_access_not_granted',
  'token_expired',
  'token_revoked',
])

export const needsPerson = (fault: SlackFault): boolean =>
  fault.kind === 'refused' && CODES_FOR_A_PERSON.has(fault.code)

/** Codes of a token that is wrong or revoked: no retry mends it. */
const TOKEN_CODES: ReadonlySet<string> = new Set([
  'account_inactive',
  'invalid_auth',
  'not_allowed_token_type',
  'not_authed',
  'token_expired',
  'token_revoked',
])

export const isTokenFault = (fault: SlackFault): boolean => fault.kind === 'refused' && TOKEN_CODES.has(fault.code)

/** Causes that the network reports before anything was sent. */
const NOT_SENT: ReadonlySet<string> = new Set(['ECONNREFUSED', 'ENOTFOUND', 'EAI_AGAIN', 'UND_ERR_CONNECT_TIMEOUT'])

const causeSchema = z.object({ cause: z.object({ code: z.string() }) })

/** Reads what a rejected call of the Web API client means. */
export const slackFaultOf = (error: unknown): SlackFault => {
  if (error instanceof WebAPIPlatformError) {
    const code = error.data.error
    return DOUBTFUL_CODES.has(code) ? { kind: 'unknown', detail: code } : { kind: 'refused', code }
  }
  if (error instanceof WebAPIRateLimitedError) return { kind: 'rate_limited', retryAfter: error.retryAfter * 1_000 }
  if (error instanceof WebAPIHTTPError) return { kind: 'unknown', detail: `HTTP status ${error.statusCode}` }
  if (error instanceof WebAPIRequestError) {
    const code = causeSchema.safeParse(error.original).data?.cause.code
    const detail = code ?? error.original.message
    return code !== undefined && NOT_SENT.has(code) ? { kind: 'not_sent', detail } : { kind: 'unknown', detail }
  }
  return { kind: 'unknown', detail: error instanceof Error ? error.message : String(error) }
}

/** A fault in a few words for a log line or a fact: Slack's code where there is one. */
export const faultInWords = (fault: SlackFault): string => {
  switch (fault.kind) {
    case 'refused':
      return fault.code
    case 'rate_limited':
      return `rate limited for ${fault.retryAfter / 1_000} s`
    default:
      return fault.detail
  }
}
