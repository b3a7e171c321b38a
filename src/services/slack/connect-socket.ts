import { App, type Receiver, type ReceiverEvent } from '@slack/bolt'
import { SocketModeClient } from '@slack/socket-mode'
import type { Logger } from '@slack/web-api'
import type { Clock } from '../clock.ts'
import { errorFields, type Log } from '../log.ts'
import type { OwnIdentity } from './slack-channel.ts'
import { isTokenFault, slackFaultOf } from './slack-fault.ts'

/** Slack's events and clicks, over Socket Mode. */
export type SlackSocket = {
  /** Listeners are registered here before `connect`. */
  readonly app: App
  /** Connects, and stays connected until `close`. Resolves with the first connection. @throws SlackFault of a wrong token */
  readonly connect: () => Promise<void>
  readonly isConnected: () => boolean
  /** Takes no more events and closes the socket; never rejects, and waits at most 2 s. */
  readonly close: () => Promise<void>
}

/** How soon a lost socket is noticed and opened again, in milliseconds: the client waits this long before each try. */
const PING_TIMEOUT = 2_000
/** An hour and more; whoever still has no connection then is started anew. */
const RECONNECT = { retries: 1_000, factor: 1.5, minTimeout: 500, maxTimeout: 5_000 }
const OPEN_TIMEOUT = 10_000
/** How long a client that gave up is left alone before it is started again, in milliseconds. */
const START_AGAIN = 15_000
const CLOSE_PATIENCE = 2_000

/** What the Socket Mode client hands on of each envelope. */
type SlackEvent = Pick<ReceiverEvent, 'body' | 'ack'>

/**
 * Bolt on a receiver of its own. The one that Bolt would make shares its options with all clients and changes them, and
 * Bolt's Socket Mode receiver writes every answer out as JSON twice more, for debug lines that nobody keeps (see
 * docs/architecture.md).
 */
export const createSlackSocket = (options: {
  readonly appToken: string
  readonly botToken: string
  readonly apiUrl: string
  readonly own: OwnIdentity
  readonly clock: Clock
  readonly log: Log
  readonly logger: Logger
}): SlackSocket => {
  const { appToken, botToken, apiUrl: slackApiUrl, own, clock, log, logger } = options
  const client = new SocketModeClient({
    appToken,
    logger,
    clientPingTimeout: PING_TIMEOUT,
    clientOptions: { slackApiUrl, timeout: OPEN_TIMEOUT, retryConfig: { ...RECONNECT } },
  })
  const receiver: Receiver = {
    init: (bolt) => {
      client.on('slack_event', ({ body, ack }: SlackEvent) => {
        bolt.processEvent({ body, ack }).catch((error: unknown) => {
          log.error(errorFields(error), 'what Slack sent could not be handed on')
        })
      })
    },
    start: () => client.start(),
    stop: () => client.disconnect(),
  }
  const app = new App({
    receiver,
    logger,
    clientOptions: { slackApiUrl },
    // The token was checked once at start; Bolt need not ask again with every event.
    authorize: async () => ({ botToken, botId: own.botId, botUserId: own.botUserId, teamId: own.teamId }),
  })

  let isConnected = false
  let isClosing = false
  client.on('connected', () => {
    isConnected = true
    log.info({}, 'connected to Slack')
  })
  for (const event of ['disconnected', 'reconnecting', 'close'] as const) {
    client.on(event, () => {
      if (isConnected && !isClosing) log.warn({ event }, 'the connection to Slack is lost; connecting again')
      isConnected = false
    })
  }

  /** The client gives up on some errors without a word; whoever is not connected for long is started again. */
  const supervise = async (): Promise<void> => {
    let lostSince: number | null = null
    while (!isClosing) {
      await clock.sleep(1_000)
      if (isConnected || isClosing) lostSince = null
      else lostSince ??= clock.monotonic()
      if (lostSince === null || clock.monotonic() - lostSince < START_AGAIN) continue
      lostSince = null
      client.start().catch((error: unknown) => {
        log.error(errorFields(error), 'Slack does not take the connection; trying again')
      })
    }
  }

  return {
    app,
    isConnected: () => isConnected,
    connect: async () => {
      try {
        await app.start()
      } catch (error) {
        const fault = slackFaultOf(error)
        if (isTokenFault(fault)) throw error
        log.error(errorFields(error), 'Slack does not take the connection; trying again')
      }
      void supervise()
    },
    close: async () => {
      isClosing = true
      const patience = new AbortController()
      await Promise.race([
        Promise.resolve(client.disconnect()).catch(() => undefined),
        clock.sleep(CLOSE_PATIENCE, patience.signal).catch(() => undefined),
      ])
      patience.abort()
      isConnected = false
    },
  }
}
