import { sandboxCredential } from '../lighthouse/server.ts'

/** The environment of a bot between a local Slack and a local Lighthouse. */
export const botEnvironment = (
  slack: { readonly apiUrl: string; readonly botToken: string; readonly appToken: string; readonly channelId: string },
  lighthouse: { readonly url: string },
) => ({
  SLACK_BOT_TOKEN: slack.botToken,
  SLACK_APP_TOKEN: slack.appToken,
  SLACK_CHANNEL: slack.channelId,
  SLACK_API_URL: slack.apiUrl,
  TENCENTCLOUD_SECRET_ID: sandboxCredential.secretId,
  TENCENTCLOUD_SECRET_KEY: sandboxCredential.secretKey,
  LIGHTHOUSE_ENDPOINT: lighthouse.url,
})
