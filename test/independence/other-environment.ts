import type { OtherLighthouse } from './other-lighthouse.ts'
import { CHANNEL, type OtherSlack } from './other-slack.ts'

/** The environment of a bot between the two others. */
export const otherEnvironment = (slack: OtherSlack, lighthouse: OtherLighthouse) => ({
  SLACK_BOT_TOKEN: 'xoxb-other-token',
  SLACK_APP_TOKEN: 'xapp-other-token',
  SLACK_CHANNEL: CHANNEL,
  SLACK_API_URL: slack.apiUrl,
  TENCENTCLOUD_SECRET_ID: 'AKIDOTHER',
  TENCENTCLOUD_SECRET_KEY: 'secret-of-the-other',
  LIGHTHOUSE_ENDPOINT: lighthouse.url,
})
