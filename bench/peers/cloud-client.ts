import { Agent } from 'node:http'
import sdk from 'tencentcloud-sdk-nodejs-lighthouse/tencentcloud/services/lighthouse/index.js'

const agent = new Agent({ keepAlive: true })

export type CloudClient = InstanceType<typeof sdk.lighthouse.v20200324.Client>

/** The vendor's client as its guide sets it up, with connections that are kept. @param endpoint a URL */
export const createCloudClient = (
  { endpoint, secretId, secretKey }: { endpoint: string; secretId: string; secretKey: string },
  region?: string,
): CloudClient =>
  new sdk.lighthouse.v20200324.Client({
    credential: { secretId, secretKey },
    ...(region === undefined ? {} : { region }),
    profile: { httpProfile: { protocol: 'http://', endpoint: new URL(endpoint).host, agent } },
  })
