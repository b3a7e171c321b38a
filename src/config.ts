import ms from 'ms'
import { z } from 'zod'
import type { ProxyEnvironment } from './services/lighthouse/agents.ts'
import type { Approvers } from './services/slack/people.ts'
import { LANGUAGES, type Language } from './words/language.ts'

/** Everything the environment decides, typed and validated. The only place that knows secrets. */
export type Config = {
  readonly slack: {
    readonly botToken: string
    readonly appToken: string
    readonly channelId: string
    readonly apiUrl: string
  }
  readonly cloud: {
    /** Host name, or URL with scheme and port. */
    readonly endpoint: string
    readonly credential: { readonly secretId: string; readonly secretKey: string; readonly token?: string }
    /** null: all that DescribeRegions answers. */
    readonly regions: readonly string[] | null
    /** The machine's proxy for https, as Node.js understands these variables. */
    readonly proxyEnvironment: ProxyEnvironment
  }
  readonly approvers: Approvers
  readonly approvalsRequired: number
  /** Milliseconds. */
  readonly requestTtl: number
  /** Milliseconds. */
  readonly approvalTtl: number
  /** null: the embedded store in `dataDir`. It holds a password: never logged. */
  readonly databaseUrl: string | null
  readonly dataDir: string
  readonly port: number
  readonly language: Language
  readonly logLevel: (typeof LOG_LEVELS)[number]
}

/** One thing that is wrong with the environment. The text never holds a secret's value. */
export type Problem = { readonly variable: string; readonly wrong: string; readonly cure: string }

const LOG_LEVELS = ['debug', 'info', 'warn', 'error'] as const

/** A variable's schema with what to do when it does not fit. `wrong` stands where the schema's words would not help. */
type Variable<Output> = {
  readonly name: string
  readonly schema: z.ZodType<Output>
  readonly wrong: string
  readonly cure: string
}
const variable = <Output>(name: string, schema: z.ZodType<Output>, wrong: string, cure: string): Variable<Output> => ({
  name,
  schema,
  wrong,
  cure,
})

const token = (prefix: string) => z.string().regex(new RegExp(`^${prefix}-\\S{6,}$`))
const host = /^(https?:\/\/)?[A-Za-z0-9.-]+(:\d{1,5})?\/?$/
const identifiers = (text: string): readonly string[] =>
  text
    .split(',')
    .map((part) => part.trim())
    .filter((part) => part !== '')

/** The longest duration: far beyond it there is no date any more. */
const LONGEST = '365d'

const duration = z
  .templateLiteral([z.int().min(0), z.enum(['s', 'm', 'h', 'd'])])
  .transform((text) => ms(text))
  .refine((milliseconds) => milliseconds > 0 && milliseconds <= ms(LONGEST))

const regionList = z
  .string()
  .transform(identifiers)
  .refine((regions) => regions.length > 0 && regions.every((region) => /^[a-z]{2,}(-[a-z0-9]+)+$/.test(region)))

const approvers = z
  .string()
  .transform(identifiers)
  .refine((ids) => ids.length > 0)
  .transform((ids, context): Approvers => {
    if (ids.length === 1 && ids[0] === 'channel') return { kind: 'channel' }
    const userIds = ids.filter((id) => /^[UW][A-Z0-9]{5,}$/.test(id))
    const groupIds = ids.filter((id) => /^S[A-Z0-9]{5,}$/.test(id))
    if (userIds.length + groupIds.length < ids.length) {
      context.addIssue({ code: 'custom', message: 'unknown id' })
      return z.NEVER
    }
    return { kind: 'listed', userIds: [...new Set(userIds)], groupIds: [...new Set(groupIds)] }
  })

const secret = z.string().regex(/^\S+$/)
const wholeNumber = (least: number, most: number) =>
  z
    .string()
    .regex(/^\d+$/)
    .transform(Number)
    .refine((number) => number >= least && number <= most)

const NOT_A_DURATION = 'is not a duration'
const DURATION_CURE = `Write a whole number with its unit, for example 90s, 30m or 2h, and at most ${LONGEST}.`

const VARIABLES = {
  SLACK_BOT_TOKEN: variable(
    'SLACK_BOT_TOKEN',
    token('xoxb'),
    'is not a bot token',
    'Copy the “Bot User OAuth Token” (xoxb-…) from your Slack app’s page “OAuth & Permissions”.',
  ),
  SLACK_APP_TOKEN: variable(
    'SLACK_APP_TOKEN',
    token('xapp'),
    'is not an app-level token',
    'Create one with the scope connections:write under “Basic Information → App-Level Tokens” (xapp-…).',
  ),
  SLACK_SIGNING_SECRET: variable(
    'SLACK_SIGNING_SECRET',
    secret,
    'is not a signing secret',
    'Copy it from “Basic Information → App Credentials”.',
  ),
  SLACK_CHANNEL: variable(
    'SLACK_CHANNEL',
    z.string().regex(/^[CG][A-Z0-9]{5,}$/),
    'is not a channel id',
    'Copy the id (C… or G…) from the bottom of the channel’s details; the channel’s name does not work.',
  ),
  SLACK_API_URL: variable(
    'SLACK_API_URL',
    z.url({ protocol: /^https?$/ }).transform((url) => (url.endsWith('/') ? url : `${url}/`)),
    'is not a URL',
    'Leave it out for Slack itself, or give the base URL of the Web API with https://.',
  ),
  TENCENTCLOUD_SECRET_ID: variable(
    'TENCENTCLOUD_SECRET_ID',
    secret,
    'is not a SecretId',
    'Copy the SecretId of a CAM API key, without blanks.',
  ),
  TENCENTCLOUD_SECRET_KEY: variable(
    'TENCENTCLOUD_SECRET_KEY',
    secret,
    'is not a SecretKey',
    'Copy the SecretKey of the same API key, without blanks.',
  ),
  TENCENTCLOUD_SESSION_TOKEN: variable(
    'TENCENTCLOUD_SESSION_TOKEN',
    secret,
    'is not a token',
    'Give the token of a temporary key, or leave it out for a permanent one.',
  ),
  LIGHTHOUSE_ENDPOINT: variable(
    'LIGHTHOUSE_ENDPOINT',
    z
      .string()
      .regex(host)
      .refine((endpoint) => URL.canParse(/^https?:/.test(endpoint) ? endpoint : `https://${endpoint}`)),
    'is not a host name or URL',
    'Give a host name such as lighthouse.tencentcloudapi.com, or a URL with scheme and port, without a path.',
  ),
  LIGHTHOUSE_REGIONS: variable(
    'LIGHTHOUSE_REGIONS',
    regionList,
    'is not a list of regions',
    'Write regions with commas between them, for example ap-singapore,eu-frankfurt, or leave it out for all.',
  ),
  APPROVERS: variable(
    'APPROVERS',
    approvers,
    'names something that is not a user or user-group id',
    'Write user ids (U… or W…) and user-group ids (S…) with commas between them, or the word channel.',
  ),
  APPROVALS_REQUIRED: variable(
    'APPROVALS_REQUIRED',
    wholeNumber(1, 20),
    'is not a number of people',
    'Write a whole number from 1 to 20.',
  ),
  REQUEST_TTL: variable('REQUEST_TTL', duration, NOT_A_DURATION, DURATION_CURE),
  APPROVAL_TTL: variable('APPROVAL_TTL', duration, NOT_A_DURATION, DURATION_CURE),
  DATABASE_URL: variable(
    'DATABASE_URL',
    z.url({ protocol: /^postgres(ql)?$/ }),
    'is not the URL of a PostgreSQL database',
    'Write postgres://user:password@host:5432/database.',
  ),
  DATA_DIR: variable('DATA_DIR', z.string().min(1), 'is not a folder', 'Name a folder on a local disk.'),
  PORT: variable('PORT', wholeNumber(0, 65_535), 'is not a port', 'Write a number from 1 to 65535.'),
  BOT_LANGUAGE: variable(
    'BOT_LANGUAGE',
    z.enum(LANGUAGES),
    'is not a language of this bot',
    `Write ${LANGUAGES.join(' or ')}.`,
  ),
  LOG_LEVEL: variable('LOG_LEVEL', z.enum(LOG_LEVELS), 'is not a log level', `Write one of ${LOG_LEVELS.join(', ')}.`),
}

/** Other names under which the token of a temporary key is known, in the order in which they count. */
const TOKEN_NAMES = ['TENCENTCLOUD_SESSION_TOKEN', 'TENCENTCLOUD_TOKEN', 'TENCENTCLOUD_SECURITY_TOKEN'] as const

const DEFAULTS = {
  apiUrl: 'https://slack.com/api/',
  endpoint: 'lighthouse.intl.tencentcloudapi.com',
  requestTtl: ms('30m'),
  approvalTtl: ms('15m'),
  dataDir: './data',
  port: 3000,
} as const

type Environment = Readonly<Record<string, string | undefined>>

/**
 * Reads the whole environment.
 * @returns the configuration, or every problem at once
 */
export const readConfig = (
  environment: Environment,
): { readonly ok: true; readonly config: Config } | { readonly ok: false; readonly problems: readonly Problem[] } => {
  const problems: Problem[] = []

  const read = <Output>(asked: Variable<Output>, name = asked.name): Output | undefined => {
    const { schema, wrong, cure } = asked
    const value = environment[name]
    if (value === undefined) return undefined
    if (value.trim() === '') {
      problems.push({ variable: name, wrong: 'is set but empty', cure: `${cure} Or remove the line.` })
      return undefined
    }
    const parsed = schema.safeParse(value.trim())
    if (parsed.success) return parsed.data
    problems.push({ variable: name, wrong, cure })
    return undefined
  }

  const required = <Output>(asked: Variable<Output>): Output | undefined => {
    const { name, cure } = asked
    if (environment[name] === undefined) problems.push({ variable: name, wrong: 'is missing', cure })
    return read(asked)
  }

  const botToken = required(VARIABLES.SLACK_BOT_TOKEN)
  const appToken = read(VARIABLES.SLACK_APP_TOKEN)
  const signingSecret = read(VARIABLES.SLACK_SIGNING_SECRET)
  const hasApp = environment['SLACK_APP_TOKEN'] !== undefined
  if (!hasApp && environment['SLACK_SIGNING_SECRET'] === undefined) {
    problems.push({ variable: 'SLACK_APP_TOKEN', wrong: 'is missing', cure: VARIABLES.SLACK_APP_TOKEN.cure })
  }
  const channelId = required(VARIABLES.SLACK_CHANNEL)
  const apiUrl = read(VARIABLES.SLACK_API_URL)
  const secretId = required(VARIABLES.TENCENTCLOUD_SECRET_ID)
  const secretKey = required(VARIABLES.TENCENTCLOUD_SECRET_KEY)
  const [sessionToken] = TOKEN_NAMES.map((name) => read(VARIABLES.TENCENTCLOUD_SESSION_TOKEN, name)).filter(
    (value) => value !== undefined,
  )
  const endpoint = read(VARIABLES.LIGHTHOUSE_ENDPOINT)
  const regions = read(VARIABLES.LIGHTHOUSE_REGIONS)
  const approverIds = read(VARIABLES.APPROVERS)
  const approvalsRequired = read(VARIABLES.APPROVALS_REQUIRED)
  const requestTtl = read(VARIABLES.REQUEST_TTL)
  const approvalTtl = read(VARIABLES.APPROVAL_TTL)
  const databaseUrl = read(VARIABLES.DATABASE_URL)
  const dataDir = read(VARIABLES.DATA_DIR)
  const port = read(VARIABLES.PORT)
  const language = read(VARIABLES.BOT_LANGUAGE)
  const logLevel = read(VARIABLES.LOG_LEVEL)

  problems.push(...notYet({ isHttp: !hasApp && signingSecret !== undefined }))
  if (problems.length > 0 || !botToken || !appToken || !channelId || !secretId || !secretKey) {
    return { ok: false, problems }
  }
  return {
    ok: true,
    config: {
      slack: { botToken, appToken, channelId, apiUrl: apiUrl ?? DEFAULTS.apiUrl },
      cloud: {
        endpoint: endpoint ?? DEFAULTS.endpoint,
        credential: { secretId, secretKey, ...(sessionToken === undefined ? {} : { token: sessionToken }) },
        regions: regions ?? null,
        proxyEnvironment: {
          HTTPS_PROXY: environment['HTTPS_PROXY'],
          https_proxy: environment['https_proxy'],
          NO_PROXY: environment['NO_PROXY'],
          no_proxy: environment['no_proxy'],
        },
      },
      approvers: approverIds ?? { kind: 'channel' },
      approvalsRequired: approvalsRequired ?? 1,
      requestTtl: requestTtl ?? DEFAULTS.requestTtl,
      approvalTtl: approvalTtl ?? DEFAULTS.approvalTtl,
      databaseUrl: databaseUrl ?? null,
      dataDir: dataDir ?? DEFAULTS.dataDir,
      port: port ?? DEFAULTS.port,
      language: language ?? 'en',
      logLevel: logLevel ?? 'info',
    },
  }
}

/** What is valid but not built yet: said in one sentence rather than half done. */
const notYet = (values: {
  /** Slack is to post to this process: the signing secret without an app token. */
  readonly isHttp: boolean
}): readonly Problem[] => [
  ...(values.isHttp
    ? [
        {
          variable: 'SLACK_SIGNING_SECRET',
          wrong: 'alone asks for HTTP mode, which this version does not have yet',
          cure: 'Set SLACK_APP_TOKEN for Socket Mode.',
        },
      ]
    : []),
]

/** The problems as the lines that a person reads at start. */
export const problemLines = (problems: readonly Problem[]): readonly string[] =>
  problems.map(({ variable: name, wrong, cure }) => `${name} ${wrong}. ${cure}`)
