import { type Logger, WebClient } from '@slack/web-api'

export type WebClients = {
  /** For what a person waits for: few, short attempts; one rate limit must not hold up everybody. */
  readonly people: WebClient
  /** For `views.open` and everything else that a `trigger_id` of 3 s leaves time for once. */
  readonly instant: WebClient
  /** For the announcer, which keeps what could not be sent and decides itself when to try again. */
  readonly announcer: WebClient
}

/** Time-out of a call that a person waits for, in milliseconds. */
const PEOPLE_TIMEOUT = 5_000
const INSTANT_TIMEOUT = 2_500

/**
 * Three clients of one token: a rate limit pauses all calls of the client that met it, and the defaults wait without
 * end and retry for half an hour.
 */
export const createWebClients = (options: {
  readonly token: string
  readonly apiUrl: string
  readonly announcerTimeout: number
  readonly logger: Logger
}): WebClients => {
  const { token, apiUrl: slackApiUrl, logger } = options
  const shared = { slackApiUrl, logger, rejectRateLimitedCalls: true }
  return {
    people: new WebClient(token, {
      ...shared,
      timeout: PEOPLE_TIMEOUT,
      retryConfig: { retries: 2, minTimeout: 200, maxTimeout: 1_000 },
    }),
    instant: new WebClient(token, { ...shared, timeout: INSTANT_TIMEOUT, retryConfig: { retries: 0 } }),
    announcer: new WebClient(token, { ...shared, timeout: options.announcerTimeout, retryConfig: { retries: 0 } }),
  }
}
