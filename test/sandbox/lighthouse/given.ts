/** A local Lighthouse with a driven clock, the real SDK in front of it, and the recorded examples' objects in it. */
import sdk from 'tencentcloud-sdk-nodejs-lighthouse/tencentcloud/services/lighthouse/index.js'
import { onTestFinished } from 'vitest'
import { z } from 'zod'
import { type Fleet, instanceSchema, snapshotSchema } from '../../../sandbox/lighthouse/objects.ts'
import {
  type LocalLighthouse,
  type LocalLighthouseOptions,
  sandboxCredential,
  startLocalLighthouse,
} from '../../../sandbox/lighthouse/server.ts'
import describeInstances from '../../fixtures/lighthouse/describe-instances.json' with { type: 'json' }
import describeRegions from '../../fixtures/lighthouse/describe-regions.json' with { type: 'json' }
import describeSnapshots from '../../fixtures/lighthouse/describe-snapshots.json' with { type: 'json' }
import { createDrivenClock, type DrivenClock } from './driven-clock.ts'

export const shopWeb1 = z.array(instanceSchema).min(1).parse(describeInstances.response.body.Response.InstanceSet)
const snapshots = z.array(snapshotSchema).parse(describeSnapshots.response.body.Response.SnapshotSet)

export const instanceId = 'lhins-4f7h2k9q'
export const snapshotId = 'lhsnap-7d3k0x2m'
export const olderSnapshotId = 'lhsnap-1q8w5n4b'

/** What the recorded examples show at rest: shop-web-1, RUNNING, with two NORMAL snapshots, in Singapore. */
export const recordedFleet: Fleet = {
  regions: describeRegions.response.body.Response.RegionSet,
  instances: shopWeb1.map((instance) => ({ region: 'ap-singapore', instance })),
  snapshots: snapshots.map((snapshot) => ({ region: 'ap-singapore', instanceId, snapshot })),
  dataDisks: [],
  snapshotQuotas: { 'ap-singapore': 4 },
}

export type Given = LocalLighthouse & { readonly clock: DrivenClock; readonly cloud: Cloud }
export type Cloud = InstanceType<typeof sdk.lighthouse.v20200324.Client>

/** Starts an emulator for one test; it stops with it. */
export async function givenLighthouse(options: LocalLighthouseOptions = {}): Promise<Given> {
  const clock = createDrivenClock()
  const lighthouse = await startLocalLighthouse({ clock, fleet: recordedFleet, ...options })
  onTestFinished(lighthouse.close)
  return { ...lighthouse, clock, cloud: createCloud(lighthouse) }
}

/** @returns the vendor's client, unmodified. */
export function createCloud(
  { url }: Pick<LocalLighthouse, 'url'>,
  change: {
    readonly region?: string
    readonly secretKey?: string
    readonly secretId?: string
    readonly token?: string
    readonly method?: 'GET' | 'POST'
    readonly language?: 'zh-CN' | 'en-US'
    readonly seconds?: number
  } = {},
): Cloud {
  return new sdk.lighthouse.v20200324.Client({
    credential: {
      secretId: change.secretId ?? sandboxCredential.secretId,
      secretKey: change.secretKey ?? sandboxCredential.secretKey,
      ...(change.token === undefined ? {} : { token: change.token }),
    },
    region: change.region ?? 'ap-singapore',
    profile: {
      language: change.language ?? 'en-US',
      httpProfile: {
        protocol: 'http://',
        endpoint: url.replace('http://', ''),
        reqMethod: change.method ?? 'POST',
        reqTimeout: change.seconds ?? 10,
      },
    },
  })
}

/** @returns the code a call is refused with, its message, or `answered`. */
export async function codeOf(call: Promise<unknown>): Promise<string> {
  try {
    await call
    return 'answered'
  } catch (error) {
    const { code, httpCode, message } = z
      .object({ code: z.string().optional(), httpCode: z.number().optional(), message: z.string() })
      .parse({ ...Object(error), message: error instanceof Error ? error.message : '' })
    return code ?? (httpCode === undefined ? message : String(httpCode))
  }
}

export const apply = { InstanceId: instanceId, SnapshotId: snapshotId }

/** @returns the instance's and its first snapshot's figures that move. */
export async function look(cloud: Cloud) {
  const [{ InstanceSet }, { SnapshotSet }] = await Promise.all([
    cloud.DescribeInstances({ InstanceIds: [instanceId] }),
    cloud.DescribeSnapshots({ SnapshotIds: [snapshotId] }),
  ])
  return {
    instance: InstanceSet?.[0]?.InstanceState,
    instanceOperation: InstanceSet?.[0]?.LatestOperationState,
    snapshot: SnapshotSet?.[0]?.SnapshotState,
    percent: SnapshotSet?.[0]?.Percent,
    operation: SnapshotSet?.[0]?.LatestOperation,
    operationState: SnapshotSet?.[0]?.LatestOperationState,
    requestId: SnapshotSet?.[0]?.LatestOperationRequestId,
  }
}
