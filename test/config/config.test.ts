import { describe, expect, it } from 'vitest'
import { type Config, type Problem, problemLines, readConfig } from '../../src/config.ts'
import { type Environment, EVERYTHING, REQUIRED, without } from './environments.ts'

const configOf = (environment: Environment): Config => {
  const read = readConfig(environment)
  if (!read.ok) throw new Error(problemLines(read.problems).join('\n'))
  return read.config
}
const problemsOf = (environment: Environment): readonly Problem[] => {
  const read = readConfig(environment)
  return read.ok ? [] : read.problems
}
const badVariables = (environment: Environment): readonly string[] => problemsOf(environment).map((one) => one.variable)

describe('the environment with only what is required', () => {
  it('gets the defaults of the contract', () => {
    expect(configOf(REQUIRED)).toEqual({
      slack: {
        botToken: REQUIRED['SLACK_BOT_TOKEN'],
        appToken: REQUIRED['SLACK_APP_TOKEN'],
        channelId: 'C0ROLLBACKS',
        apiUrl: 'https://slack.com/api/',
      },
      cloud: {
        endpoint: 'lighthouse.intl.tencentcloudapi.com',
        credential: {
          secretId: REQUIRED['TENCENTCLOUD_SECRET_ID'],
          secretKey: REQUIRED['TENCENTCLOUD_SECRET_KEY'],
        },
        regions: null,
        proxyEnvironment: {},
      },
      approvers: { kind: 'channel' },
      approvalsRequired: 1,
      requestTtl: 1_800_000,
      approvalTtl: 900_000,
      databaseUrl: null,
      dataDir: './data',
      port: 3000,
      language: 'en',
      logLevel: 'info',
    })
  })
})

describe('the environment with everything', () => {
  it('is taken as it says', () => {
    expect(configOf(EVERYTHING)).toMatchObject({
      slack: { apiUrl: 'https://slack.example.com/api/' },
      cloud: {
        endpoint: 'https://lighthouse.example.com:8443',
        credential: { token: 'a-session-token' },
        regions: ['ap-singapore', 'eu-frankfurt'],
      },
      approvers: { kind: 'listed', userIds: ['U0BEN001', 'W0CAI001'], groupIds: ['S0GROUP1'] },
      approvalsRequired: 2,
      requestTtl: 90_000,
      approvalTtl: 7_200_000,
      dataDir: '/var/lib/keeper',
      port: 8080,
      language: 'zh-CN',
      logLevel: 'debug',
    })
  })

  it('takes values with blanks around them, as editors leave them', () => {
    const padded = Object.fromEntries(Object.entries(EVERYTHING).map(([name, value]) => [name, ` ${value}\t`]))
    expect(configOf(padded)).toEqual(configOf(EVERYTHING))
  })
})

const GOOD: readonly (readonly [string, string, (config: Config) => unknown, unknown])[] = [
  ['SLACK_API_URL', 'http://127.0.0.1:4001/api', ({ slack }) => slack.apiUrl, 'http://127.0.0.1:4001/api/'],
  ['SLACK_CHANNEL', 'G0PRIVATE', ({ slack }) => slack.channelId, 'G0PRIVATE'],
  [
    'LIGHTHOUSE_ENDPOINT',
    'lighthouse.tencentcloudapi.com',
    ({ cloud }) => cloud.endpoint,
    'lighthouse.tencentcloudapi.com',
  ],
  ['LIGHTHOUSE_ENDPOINT', 'http://127.0.0.1:4002', ({ cloud }) => cloud.endpoint, 'http://127.0.0.1:4002'],
  ['LIGHTHOUSE_REGIONS', 'na-siliconvalley', ({ cloud }) => cloud.regions, ['na-siliconvalley']],
  ['APPROVERS', 'channel', ({ approvers }) => approvers, { kind: 'channel' }],
  [
    'APPROVERS',
    'U0BEN001,U0BEN001',
    ({ approvers }) => approvers,
    { kind: 'listed', userIds: ['U0BEN001'], groupIds: [] },
  ],
  ['APPROVERS', 'S0GROUP1', ({ approvers }) => approvers, { kind: 'listed', userIds: [], groupIds: ['S0GROUP1'] }],
  ['REQUEST_TTL', '30m', ({ requestTtl }) => requestTtl, 1_800_000],
  ['REQUEST_TTL', '1s', ({ requestTtl }) => requestTtl, 1_000],
  ['REQUEST_TTL', '2d', ({ requestTtl }) => requestTtl, 172_800_000],
  ['PORT', '65535', ({ port }) => port, 65_535],
  ['BOT_LANGUAGE', 'en', ({ language }) => language, 'en'],
  ['LOG_LEVEL', 'error', ({ logLevel }) => logLevel, 'error'],
]

const BAD: readonly (readonly [string, readonly string[]])[] = [
  ['SLACK_BOT_TOKEN', ['xoxp-2001-3002-AbCdEfGh', 'xoxb-', 'xoxb 2001 3002', 'AbCdEfGh']],
  ['SLACK_APP_TOKEN', ['xoxb-2001-3002-AbCdEfGh', 'xapp-', 'token']],
  ['SLACK_SIGNING_SECRET', ['two words']],
  ['SLACK_CHANNEL', ['#rollbacks', 'rollbacks', 'c0rollbacks', 'D0DIRECT', 'C0ROLLBACKS,C0OTHER', 'C1']],
  ['SLACK_API_URL', ['slack.com/api', 'ftp://slack.com/api/', 'https://', '/api']],
  ['TENCENTCLOUD_SECRET_ID', ['AKID with blanks']],
  ['TENCENTCLOUD_SECRET_KEY', ['a\nb']],
  ['TENCENTCLOUD_SESSION_TOKEN', ['a b']],
  ['TENCENTCLOUD_TOKEN', ['a b']],
  ['TENCENTCLOUD_SECURITY_TOKEN', ['a b']],
  [
    'LIGHTHOUSE_ENDPOINT',
    [
      'https://example.com/path',
      'ftp://example.com',
      'two words',
      'https://',
      'example.com:port',
      'user:key@example.com',
      'example.com:99999',
    ],
  ],
  ['LIGHTHOUSE_REGIONS', ['Singapore', 'ap-singapore;eu-frankfurt', ',', 'ap', 'AP-SINGAPORE']],
  ['APPROVERS', ['ben', '@ben', 'u0ben001', 'channel,U0BEN001', 'C0ROLLBACKS', ',', 'U0BEN001 U0CAI001', 'everybody']],
  ['APPROVALS_REQUIRED', ['0', '-1', '1.5', 'two', '21', '1e1', '0x2', 'NaN', 'Infinity']],
  ['REQUEST_TTL', ['30', '0s', '-5m', '1.5h', '5 minutes', '1w', 'm', '1e3s', 'forever', '5M', '999999999d', '366d']],
  ['APPROVAL_TTL', ['15', '0m', '-1s', 'PT15M', '366d']],
  ['DATABASE_URL', ['mysql://user@host/db', 'host:5432', 'postgres']],
  ['PORT', ['65536', '-1', '80.5', 'http', '3000 ', '0x10'].filter((value) => value.trim() === value)],
  ['BOT_LANGUAGE', ['de', 'EN', 'zh', 'zh-cn', 'zh-TW']],
  ['LOG_LEVEL', ['trace', 'INFO', 'silent', 'warning']],
]

const SECRETS = [
  'SLACK_BOT_TOKEN',
  'SLACK_APP_TOKEN',
  'SLACK_SIGNING_SECRET',
  'TENCENTCLOUD_SECRET_ID',
  'TENCENTCLOUD_SECRET_KEY',
  'TENCENTCLOUD_SESSION_TOKEN',
  'TENCENTCLOUD_TOKEN',
  'TENCENTCLOUD_SECURITY_TOKEN',
  'DATABASE_URL',
]

describe('each variable', () => {
  it.each(GOOD)('%s takes %s', (name, value, part, expected) => {
    expect(part(configOf({ ...REQUIRED, [name]: value }))).toEqual(expected)
  })

  it.each(BAD.flatMap(([name, values]) => values.map((value) => [name, value] as const)))(
    '%s refuses %j, and names itself, what is wrong, and the cure',
    (name, value) => {
      const problems = problemsOf({ ...REQUIRED, [name]: value })
      expect(problems.map(({ variable }) => variable)).toEqual([name])
      for (const { wrong, cure } of problems) {
        expect(wrong).toMatch(/^(is not|names) \S+/)
        expect(cure).toMatch(/^[A-Z].{10,}\.$/)
      }
    },
  )

  it.each([
    ...Object.keys(EVERYTHING),
    'SLACK_SIGNING_SECRET',
    'DATABASE_URL',
    'TENCENTCLOUD_TOKEN',
    'TENCENTCLOUD_SECURITY_TOKEN',
  ])('%s is wrong where it is set but empty, never "no limit"', (name) => {
    for (const value of ['', ' ', '\t']) {
      const problems = problemsOf({ ...EVERYTHING, [name]: value })
      expect(problems).toMatchObject([{ variable: name, wrong: 'is set but empty' }])
      expect(problems[0]?.cure).toContain('remove the line')
    }
  })

  it.each(Object.keys(REQUIRED))('%s is required, and its absence tells where to get it', (name) => {
    expect(problemsOf(without(REQUIRED, name))).toMatchObject([{ variable: name, wrong: 'is missing' }])
  })

  it.each(SECRETS)('%s is a secret: its value is never in what is told', (name) => {
    const secret = 'hunter2 hunter2'
    const [line = ''] = problemLines(problemsOf({ ...REQUIRED, [name]: secret }))
    expect(line).toContain(name)
    expect(line).not.toContain('hunter2')
  })
})

describe('the token of a temporary key', () => {
  const names = ['TENCENTCLOUD_SESSION_TOKEN', 'TENCENTCLOUD_TOKEN', 'TENCENTCLOUD_SECURITY_TOKEN'] as const
  const tokenIn = (environment: Environment) => configOf({ ...REQUIRED, ...environment }).cloud.credential.token

  it.each(names)('is taken from %s', (name) => {
    expect(tokenIn({ [name]: 'a-token' })).toBe('a-token')
  })

  it('is taken from the first of its names, in the contract’s order', () => {
    const all = Object.fromEntries(names.map((name) => [name, `from-${name}`]))
    expect(tokenIn(all)).toBe('from-TENCENTCLOUD_SESSION_TOKEN')
    expect(tokenIn(without(all, 'TENCENTCLOUD_SESSION_TOKEN'))).toBe('from-TENCENTCLOUD_TOKEN')
  })

  it('is absent, not empty, for a permanent key', () => {
    expect(configOf(REQUIRED).cloud.credential).not.toHaveProperty('token')
  })
})

describe('Socket Mode or HTTP', () => {
  const http = { ...without(REQUIRED, 'SLACK_APP_TOKEN'), SLACK_SIGNING_SECRET: '8f742231b10e8888abcd99yyyzzz85a5' }

  it('is Socket Mode with both', () => {
    expect(configOf({ ...http, SLACK_APP_TOKEN: REQUIRED['SLACK_APP_TOKEN'] ?? '' }).slack.appToken).toMatch(/^xapp-/)
  })

  it('is not started in HTTP mode yet, and says so with what to do', () => {
    expect(problemLines(problemsOf(http))).toEqual([
      'SLACK_SIGNING_SECRET alone asks for HTTP mode, which this version does not have yet. Set SLACK_APP_TOKEN for Socket Mode.',
    ])
  })

  it('does not take a bad app token for HTTP mode', () => {
    expect(badVariables({ ...http, SLACK_APP_TOKEN: 'nonsense' })).toEqual(['SLACK_APP_TOKEN'])
  })
})

describe('PostgreSQL', () => {
  it.each(['postgres://keeper:hunter2@db.example.com:5432/keeper', 'postgresql://db.example.com/keeper'])(
    'is the store where %s is given',
    (url) => {
      expect(configOf({ ...REQUIRED, DATABASE_URL: url }).databaseUrl).toBe(url)
    },
  )

  it('is refused without the password', () => {
    const lines = problemLines(problemsOf({ ...REQUIRED, DATABASE_URL: 'mysql://keeper:hunter2@db/keeper' }))
    expect(lines.join()).toMatch(/^DATABASE_URL is not the URL of a PostgreSQL database/)
    expect(lines.join()).not.toContain('hunter2')
  })
})

describe('several problems', () => {
  it('are all told at once', () => {
    const bad = Object.fromEntries(BAD.map(([name, [value = '']]) => [name, value]))
    expect(badVariables(bad).toSorted()).toEqual(BAD.map(([name]) => name).toSorted())
    expect(badVariables({}).toSorted()).toEqual(Object.keys(REQUIRED).toSorted())
  })

  it('include what this version does not have yet', () => {
    const environment = {
      ...without(REQUIRED, 'SLACK_APP_TOKEN'),
      SLACK_SIGNING_SECRET: 'a-secret',
      LOG_LEVEL: 'loud',
    }
    expect(badVariables(environment).toSorted()).toEqual(['LOG_LEVEL', 'SLACK_SIGNING_SECRET'])
  })

  it('are one line each: the variable, what is wrong, the cure', () => {
    const lines = problemLines(problemsOf({ ...REQUIRED, PORT: 'http', LOG_LEVEL: '' }))
    expect(lines).toEqual([
      'PORT is not a port. Write a number from 1 to 65535.',
      'LOG_LEVEL is set but empty. Write one of debug, info, warn, error. Or remove the line.',
    ])
  })
})
