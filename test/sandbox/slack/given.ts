import { App, LogLevel } from '@slack/bolt'
import { SocketModeClient } from '@slack/socket-mode'
import { WebClient } from '@slack/web-api'
import { onTestFinished } from 'vitest'
import { z } from 'zod'
import { type LocalSlack, type LocalSlackOptions, startLocalSlack } from '../../../sandbox/slack/server.ts'
import { createDrivenClock, type DrivenClock } from '../lighthouse/driven-clock.ts'

export const ANA = 'U0ANADUART'
export const BEN = 'U0BENOKAFR'
export const CHEN = 'U0CHENXIAO'
/** A full member who is not in the channel. */
export const MAYA = 'U0MAYAFERR'
export const EXTERNAL = 'U0EXTERNAL'
export const CHANNEL = 'C0LIGHTHSE'

export type Given = {
  readonly slack: LocalSlack
  readonly clock: DrivenClock
  /** Slack's own client with the bot's token; it neither retries nor waits. */
  readonly client: WebClient
}

export const clientOf = (slack: LocalSlack, token: string | undefined = slack.botToken): WebClient =>
  new WebClient(token, {
    slackApiUrl: slack.apiUrl,
    retryConfig: { retries: 0 },
    rejectRateLimitedCalls: true,
    logLevel: LogLevel.ERROR,
    logger: silence,
  })

const nothing = (): void => undefined
const silence = {
  debug: nothing,
  info: nothing,
  warn: nothing,
  error: nothing,
  setLevel: nothing,
  getLevel: () => LogLevel.ERROR,
  setName: nothing,
}

/** A local Slack on a driven clock, for one test. */
export const givenSlack = async (options: LocalSlackOptions = {}): Promise<Given> => {
  const clock = createDrivenClock()
  const slack = await startLocalSlack({ clock, ...options })
  onTestFinished(() => slack.close())
  return { slack, clock, client: clientOf(slack) }
}

/** A Bolt app with these listeners, connected to the local Slack. */
export const givenApp = async (slack: LocalSlack, listen: (app: App) => void): Promise<App> => {
  const app = new App({
    token: slack.botToken,
    appToken: slack.appToken,
    socketMode: true,
    clientOptions: { slackApiUrl: slack.apiUrl, retryConfig: { retries: 0 } },
    deferInitialization: true,
    logger: silence,
  })
  listen(app)
  await app.init()
  await app.start()
  onTestFinished(async () => {
    await app.stop()
  })
  return app
}

/** What comes over a socket, as the plain client hands it on. */
export type SocketEvent = {
  readonly type: string
  readonly envelope_id: string
  readonly accepts_response_payload: boolean
  readonly retry_num?: number
  readonly retry_reason?: string
  readonly body: Readonly<Record<string, unknown>>
  readonly ack: (payload?: Readonly<Record<string, unknown>>) => Promise<void>
}

/** Slack's plain client for Socket Mode, connected to the local Slack. */
export const givenSocket = async (
  slack: LocalSlack,
  hear: (event: SocketEvent) => void | Promise<void>,
): Promise<SocketModeClient> => {
  const socket = new SocketModeClient({
    appToken: slack.appToken,
    clientOptions: { slackApiUrl: slack.apiUrl, retryConfig: { retries: 0 } },
    logger: silence,
    // How long it waits before it connects again, too.
    clientPingTimeout: 500,
  })
  socket.on('slack_event', hear)
  await socket.start()
  onTestFinished(() => socket.disconnect())
  return socket
}

const platformErrorSchema = z.object({
  data: z.looseObject({
    error: z.string(),
    response_metadata: z.object({ messages: z.array(z.string()).optional() }).optional(),
  }),
})

/** What Slack refuses a call with. @throws where the call goes through, or fails in another way */
export const refusalOf = async (call: Promise<unknown>) => {
  try {
    await call
  } catch (error) {
    const parsed = platformErrorSchema.safeParse(error)
    if (parsed.success) return parsed.data.data
    throw error
  }
  throw new Error('Slack took the call.')
}

/** The error code of a call, or `ok`. */
export const codeOf = async (call: Promise<unknown>): Promise<string> => {
  let isTaken = false
  const watched = call.then(() => {
    isTaken = true
  })
  try {
    return (await refusalOf(watched)).error
  } catch (error) {
    if (isTaken) return 'ok'
    throw error
  }
}

export const plain = (text: string) => ({ type: 'plain_text', text }) as const
export const section = (text: string) => ({ type: 'section', text: plain(text) }) as const
/** So many characters. */
export const letters = (count: number): string => 'x'.repeat(count)
/** So many different entries. */
export const times = <T>(count: number, make: (index: number) => T): T[] =>
  Array.from({ length: count }, (_, index) => make(index))
