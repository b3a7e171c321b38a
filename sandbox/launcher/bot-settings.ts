import { z } from 'zod'

/** How the sandbox's bot is set up, as far as the page can change that; each change starts it anew. */
export const botSettingsSchema = z.strictObject({
  /** BOT_LANGUAGE */
  language: z.enum(['en', 'zh-CN']),
  /**
   * LIGHTHOUSE_ENDPOINT: the local Lighthouse; an address where nobody listens; a name that does not exist; the local
   * Lighthouse by https, which it does not speak, so that the connection fails in none of the usual ways.
   */
  endpoint: z.enum(['local', 'nobody_listens', 'no_such_name', 'no_tls']),
  /** The key of the cloud: the right one; one that the cloud does not know; with a wrong secret; none at all. */
  key: z.enum(['right', 'unknown', 'wrong_secret', 'none']),
})
export type BotSettings = z.infer<typeof botSettingsSchema>

export const settingsChangeSchema = botSettingsSchema.partial()
export type SettingsChange = z.infer<typeof settingsChangeSchema>

/** @returns the settings that the bot's environment stands for at the sandbox's start */
export const firstSettings = (environment: Readonly<Record<string, string | undefined>>): BotSettings => ({
  language: environment['BOT_LANGUAGE'] === 'zh-CN' ? 'zh-CN' : 'en',
  endpoint: 'local',
  key: 'right',
})

/** @returns the settings with a change made to them */
export const changedSettings = (settings: BotSettings, change: SettingsChange): BotSettings => ({
  language: change.language ?? settings.language,
  endpoint: change.endpoint ?? settings.endpoint,
  key: change.key ?? settings.key,
})

type Variables = Readonly<Record<string, string | undefined>>

const ENDPOINTS: Readonly<Record<Exclude<BotSettings['endpoint'], 'no_tls'>, Variables>> = {
  local: {},
  // Port 1 belongs to a service that no machine runs any more; `.invalid` never resolves (RFC 6761).
  nobody_listens: { LIGHTHOUSE_ENDPOINT: 'http://127.0.0.1:1' },
  no_such_name: { LIGHTHOUSE_ENDPOINT: 'http://lighthouse.invalid' },
}

const KEYS: Readonly<Record<BotSettings['key'], Variables>> = {
  right: {},
  unknown: { TENCENTCLOUD_SECRET_ID: 'AKIDNOBODYKNOWSME' },
  wrong_secret: { TENCENTCLOUD_SECRET_KEY: 'not-the-secret-of-this-key' },
  none: { TENCENTCLOUD_SECRET_ID: undefined, TENCENTCLOUD_SECRET_KEY: undefined },
}

/**
 * @param sandbox the variables that the sandbox gives its bot
 * @returns those that differ from them for these changes; one without a value is taken away
 */
export const variablesOf = (
  { language, endpoint = 'local', key = 'right' }: SettingsChange,
  sandbox: Variables,
): Variables => ({
  ...(language !== undefined && { BOT_LANGUAGE: language }),
  ...(endpoint === 'no_tls' ? withTls(sandbox) : ENDPOINTS[endpoint]),
  ...KEYS[key],
})

const withTls = ({ LIGHTHOUSE_ENDPOINT: local }: Variables): Variables => ({
  LIGHTHOUSE_ENDPOINT: local?.replace(/^http:/, 'https:'),
})
