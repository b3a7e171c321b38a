import { readFile } from 'node:fs/promises'
import { afterEach, expect, test } from 'vitest'
import { z } from 'zod'
import { systemClock } from '../../../src/services/clock.ts'
import type { Cloud } from '../../../src/services/lighthouse/cloud.ts'
import { createCloud } from '../../../src/services/lighthouse/create-cloud.ts'
import { type CannedServer, startCannedServer } from './canned-server.ts'

/** Recorded exchanges: what the vendor's SDK sent, and what a server answered. */
const recording = z.object({
  request: z.object({ bodyJson: z.record(z.string(), z.unknown()) }),
  response: z.object({ status: z.number(), body: z.unknown() }),
})

let server: CannedServer | undefined
let cloud: Cloud | undefined
afterEach(async () => {
  cloud?.close()
  await server?.close()
})

const replay = async (name: string) => {
  const file = new URL(`../../fixtures/lighthouse/${name}.json`, import.meta.url)
  const { request, response } = recording.parse(JSON.parse(await readFile(file, 'utf8')))
  server = await startCannedServer((_call, answer) => {
    answer.writeHead(response.status, { 'content-type': 'application/json' }).end(JSON.stringify(response.body))
  })
  const credential = { secretId: 'AKIDEXAMPLE', secretKey: 'example-key-not-real' }
  cloud = createCloud({ endpoint: server.url, credential, clock: systemClock })
  return { cloud, recorded: request.bodyJson, calls: server.calls }
}

test('the regions', async () => {
  const { cloud, recorded, calls } = await replay('describe-regions')
  await expect(cloud.describeRegions()).resolves.toEqual(['ap-singapore', 'ap-guangzhou', 'eu-frankfurt'])
  expect(calls[0]).toMatchObject({ action: 'DescribeRegions', region: null, body: recorded })
})

test('an instance', async () => {
  const { cloud } = await replay('describe-instances')
  await expect(cloud.listInstances('ap-singapore')).resolves.toMatchObject([
    {
      region: 'ap-singapore',
      instanceId: 'lhins-4f7h2k9q',
      name: 'shop-web-1',
      state: 'RUNNING',
      publicAddresses: ['203.0.113.24'],
      systemDisk: { diskId: 'lhdisk-9c2v7t1e', diskSize: 50 },
      isolatedTime: null,
    },
  ])
})

test('an instance’s snapshots, asked for as recorded', async () => {
  const { cloud, recorded, calls } = await replay('describe-snapshots')
  const snapshots = await cloud.readSnapshotsOf('ap-singapore', 'lhins-4f7h2k9q')
  expect(snapshots.map(({ snapshotId }) => snapshotId)).toEqual(['lhsnap-7d3k0x2m', 'lhsnap-1q8w5n4b'])
  expect(calls[0]?.body).toEqual(recorded)
})

test.each([
  ['during', { state: 'ROLLBACKING', latestOperationState: 'OPERATING' }],
  ['after', { state: 'NORMAL', latestOperationState: 'SUCCESS', percent: 100 }],
  ['failed', { latestOperationState: 'FAILED' }],
])('a snapshot %s a rollback', async (moment, expected) => {
  const { cloud } = await replay(`describe-snapshots-${moment}-rollback`)
  const [snapshot] = await cloud.readSnapshots('ap-singapore', ['lhsnap-7d3k0x2m'])
  expect(snapshot).toMatchObject({ latestOperation: 'RollbackInstanceSnapshot', ...expected })
})

test('an accepted rollback, sent as recorded', async () => {
  const { cloud, recorded, calls } = await replay('apply-instance-snapshot')
  const { InstanceId, SnapshotId } = z.object({ InstanceId: z.string(), SnapshotId: z.string() }).parse(recorded)
  await expect(cloud.applyInstanceSnapshot('ap-singapore', InstanceId, SnapshotId, () => true)).resolves.toEqual({
    sent: true,
    cloudRequestId: expect.stringMatching(/^[0-9a-f-]{36}$/),
  })
  expect(calls[0]).toMatchObject({ action: 'ApplyInstanceSnapshot', region: 'ap-singapore', body: recorded })
})

test.each(['busy', 'denied'])('a rollback that is refused (%s)', async (kind) => {
  const { cloud } = await replay(`apply-instance-snapshot-error-${kind}`)
  await expect(
    cloud.applyInstanceSnapshot('ap-singapore', 'lhins-4f7h2k9q', 'lhsnap-7d3k0x2m', () => true),
  ).rejects.toMatchObject({ fault: { kind: 'refused', code: expect.stringContaining('Operation.') } })
})

test('what is denied, and what is not', async () => {
  const { cloud: denying, recorded } = await replay('describe-snapshots-denied-actions')
  const { SnapshotIds } = z.object({ SnapshotIds: z.array(z.string()) }).parse(recorded)
  const denied = await denying.deniedForSnapshot('ap-singapore', SnapshotIds[0] ?? '')
  expect(denied).toContainEqual(expect.objectContaining({ action: 'RollbackInstanceSnapshot' }))
  denying.close()
  await server?.close()

  const { cloud: clear } = await replay('describe-snapshots-denied-actions-clear')
  await expect(clear.deniedForSnapshot('ap-singapore', SnapshotIds[0] ?? '')).resolves.toEqual([])
})

test('the snapshot quota, asked for as recorded', async () => {
  const { cloud, recorded, calls } = await replay('describe-general-resource-quotas')
  await expect(cloud.snapshotQuota('ap-singapore')).resolves.toEqual({ available: 2, total: 4 })
  expect(calls[0]).toMatchObject({ action: 'DescribeGeneralResourceQuotas', region: 'ap-singapore', body: recorded })
})

test('a new snapshot, asked for as recorded', async () => {
  const { cloud, recorded, calls } = await replay('create-instance-snapshot')
  const { SnapshotName } = z.object({ SnapshotName: z.string() }).parse(recorded)
  await expect(
    cloud.createInstanceSnapshot('ap-singapore', 'lhins-4f7h2k9q', SnapshotName, () => true),
  ).resolves.toMatchObject({ sent: true, snapshotId: 'lhsnap-2z6y9p3c' })
  expect(calls[0]).toMatchObject({ action: 'CreateInstanceSnapshot', body: recorded })
})

test('a full quota is a refusal with its code', async () => {
  const { cloud } = await replay('create-instance-snapshot-error-quota')
  await expect(
    cloud.createInstanceSnapshot('ap-singapore', 'lhins-4f7h2k9q', 'keeper-1', () => true),
  ).rejects.toMatchObject({ fault: { kind: 'refused', code: 'LimitExceeded.SnapshotQuotaLimitExceeded' } })
})
