import { LogLevel, type Logger as SlackLogger } from '@slack/web-api'
import type { Logger } from 'pino'

/** Slack's libraries write to the product's log, under their own names. Their debug lines hold payloads and stay out. */
export const slackLogger = (log: Logger): SlackLogger => {
  const target = log.child({ source: 'slack' })
  const write =
    (level: 'info' | 'warn' | 'error') =>
    (...parts: unknown[]) =>
      target[level](parts.map(String).join(' '))
  return {
    debug: () => undefined,
    // What the libraries find worth telling at `info` is their own start and stop.
    info: () => undefined,
    warn: write('warn'),
    error: write('error'),
    setLevel: () => undefined,
    getLevel: () => LogLevel.WARN,
    setName: () => undefined,
  }
}
