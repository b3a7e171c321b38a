import { z } from 'zod'

/** What the peers need to know; the same variables as the product's. */
export const environment = z
  .object({
    SLACK_BOT_TOKEN: z.string(),
    SLACK_APP_TOKEN: z.string(),
    SLACK_CHANNEL: z.string(),
    SLACK_API_URL: z.string(),
    TENCENTCLOUD_SECRET_ID: z.string(),
    TENCENTCLOUD_SECRET_KEY: z.string(),
    LIGHTHOUSE_ENDPOINT: z.string(),
  })
  .parse(process.env)

/** What `createCloudClient` needs of it. */
export const cloudAccess = {
  endpoint: environment.LIGHTHOUSE_ENDPOINT,
  secretId: environment.TENCENTCLOUD_SECRET_ID,
  secretKey: environment.TENCENTCLOUD_SECRET_KEY,
}
