import { type LocalLighthouse, sandboxCredential } from '../../sandbox/lighthouse/server.ts'
import type { LocalSlack } from '../../sandbox/slack/server.ts'

export const REGION = 'ap-singapore'

/** The environment of a bot between a local Slack and a local Lighthouse, of which it sees one region. */
export const botEnvironment = (slack: LocalSlack, lighthouse: LocalLighthouse) => ({
  SLACK_BOT_TOKEN: slack.botToken,
  SLACK_APP_TOKEN: slack.appToken,
  SLACK_CHANNEL: slack.channelId,
  SLACK_API_URL: slack.apiUrl,
  TENCENTCLOUD_SECRET_ID: sandboxCredential.secretId,
  TENCENTCLOUD_SECRET_KEY: sandboxCredential.secretKey,
  LIGHTHOUSE_ENDPOINT: lighthouse.url,
  LIGHTHOUSE_REGIONS: REGION,
})
