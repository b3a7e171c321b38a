/** Environments for tests of the configuration. */
export type Environment = Readonly<Record<string, string>>

/** What must be set, and no more. */
export const REQUIRED: Environment = {
  SLACK_BOT_TOKEN: 'xoxb-2001-3002-AbCdEfGh',
  SLACK_APP_TOKEN: 'xapp-1-A0APP-4003-0123456789abcdef',
  SLACK_CHANNEL: 'C0ROLLBACKS',
  TENCENTCLOUD_SECRET_ID: 'AKIDz8krbsJ5yKBZQpn74WFkmLPx3EXAMPLE',
  TENCENTCLOUD_SECRET_KEY: 'Gu5t9xGARNpq86cd98joQYCN3EXAMPLE',
}

/** A value for each variable of the contract, other than its default. */
export const EVERYTHING: Environment = {
  ...REQUIRED,
  SLACK_API_URL: 'https://slack.example.com/api/',
  TENCENTCLOUD_SESSION_TOKEN: 'a-session-token',
  LIGHTHOUSE_ENDPOINT: 'https://lighthouse.example.com:8443',
  LIGHTHOUSE_REGIONS: 'ap-singapore, eu-frankfurt',
  APPROVERS: 'U0BEN001,W0CAI001,S0GROUP1',
  APPROVALS_REQUIRED: '2',
  REQUEST_TTL: '90s',
  APPROVAL_TTL: '2h',
  DATA_DIR: '/var/lib/keeper',
  PORT: '8080',
  BOT_LANGUAGE: 'zh-CN',
  LOG_LEVEL: 'debug',
}

export const without = (environment: Environment, ...names: readonly string[]): Environment =>
  Object.fromEntries(Object.entries(environment).filter(([name]) => !names.includes(name)))
