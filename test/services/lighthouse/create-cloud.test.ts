import { afterEach, describe, expect, test } from 'vitest'
import { z } from 'zod'
import type { Cloud } from '../../../src/services/lighthouse/cloud.ts'
import { createCloud } from '../../../src/services/lighthouse/create-cloud.ts'
import { freshReads } from '../../../src/services/lighthouse/fresh-reads.ts'
import { createDrivenClock } from '../../support/driven-clock.ts'
import { type CannedCall, type CannedServer, refuse, respond, startCannedServer } from './canned-server.ts'

let server: CannedServer | undefined
let cloud: Cloud | undefined

afterEach(async () => {
  cloud?.close()
  await server?.close()
})

type Answer = Parameters<typeof startCannedServer>[0]

const start = async (answer: Answer) => {
  server = await startCannedServer(answer)
  const clock = createDrivenClock()
  const credential = { secretId: 'AKIDEXAMPLE', secretKey: 'example-key-not-real', token: 'temporary' }
  cloud = createCloud({ endpoint: server.url, credential, clock, random: () => 0.5 })
  return { cloud, clock, calls: server.calls }
}

const snapshot = (SnapshotId: string, CreatedTime: string | null = '2026-01-01T00:00:00Z') => ({
  SnapshotId,
  SnapshotState: 'NORMAL',
  DiskSize: 50,
  CreatedTime,
})
const idsOf = ({ body }: CannedCall): readonly string[] => z.array(z.string()).parse(body['SnapshotIds'])
const offsetOf = ({ body }: CannedCall): number => z.number().parse(body['Offset'])

describe('a list', () => {
  test('of 230 instances is read in three pages, the last two at once', async () => {
    const waiting: (() => void)[] = []
    const { cloud, calls } = await start((call, response) => {
      const offset = offsetOf(call)
      const page = Array.from({ length: Math.min(100, 230 - offset) }, (_, index) => ({
        InstanceId: `lhins-${offset + index}`,
        InstanceState: 'RUNNING',
      }))
      const answer = () => respond(response, { TotalCount: 230, InstanceSet: page })
      if (offset === 0) return answer()
      waiting.push(answer)
      if (waiting.length === 2) for (const give of waiting) give()
    })

    const instances = await cloud.listInstances('ap-tokyo')

    expect(new Set(instances.map(({ instanceId }) => instanceId)).size).toBe(230)
    expect(instances.every(({ region }) => region === 'ap-tokyo')).toBe(true)
    expect(calls.map(({ body }) => body['Limit'])).toEqual([100, 100, 100])
    expect(calls.every(({ region }) => region === 'ap-tokyo')).toBe(true)
  })

  test('that lost its first entry between two pages is read once more, so that none is missing', async () => {
    let all = Array.from({ length: 150 }, (_, index) => snapshot(`lhsnap-${index}`))
    let isShifted = false
    const { cloud } = await start((call, response) => {
      const page = all.slice(offsetOf(call), offsetOf(call) + 100)
      respond(response, { TotalCount: all.length, SnapshotSet: page })
      if (!isShifted) all = all.slice(1)
      isShifted = true
    })

    const snapshots = await cloud.readSnapshotsOf('ap-tokyo', 'lhins-1')

    expect(snapshots.map(({ snapshotId }) => snapshotId)).toContain('lhsnap-100')
    expect(snapshots).toHaveLength(149)
  })

  test('of snapshots comes newest first, those without a time last', async () => {
    const { cloud, calls } = await start((_call, response) =>
      respond(response, {
        TotalCount: 3,
        SnapshotSet: [
          snapshot('lhsnap-unknown', null),
          snapshot('lhsnap-old', '2026-01-01T00:00:00Z'),
          snapshot('lhsnap-new', '2026-02-01T00:00:00Z'),
        ],
      }),
    )

    const snapshots = await cloud.readSnapshotsOf('ap-tokyo', 'lhins-1')

    expect(snapshots.map(({ snapshotId }) => snapshotId)).toEqual(['lhsnap-new', 'lhsnap-old', 'lhsnap-unknown'])
    expect(calls[0]?.body).toMatchObject({ Filters: [{ Name: 'instance-id', Values: ['lhins-1'] }], Limit: 100 })
  })
})

describe('snapshots by id', () => {
  test('an id that the cloud refuses does not keep the others from being read', async () => {
    const ids = Array.from({ length: 100 }, (_, index) => `lhsnap-${index}`)
    const { cloud, calls } = await start((call, response) =>
      idsOf(call).includes('lhsnap-37')
        ? refuse(response, 'ResourceNotFound.SnapshotIdNotFound')
        : respond(response, { TotalCount: idsOf(call).length, SnapshotSet: idsOf(call).map((id) => snapshot(id)) }),
    )

    const snapshots = await cloud.readSnapshots('ap-tokyo', ids)

    expect(snapshots.map(({ snapshotId }) => snapshotId)).toEqual(ids.filter((id) => id !== 'lhsnap-37'))
    expect(calls.length).toBeLessThanOrEqual(15)
  })

  test('250 ids take three calls, each id named once', async () => {
    const ids = Array.from({ length: 250 }, (_, index) => `lhsnap-${index}`)
    const { cloud, calls } = await start((call, response) =>
      respond(response, { SnapshotSet: idsOf(call).map((id) => snapshot(id)) }),
    )

    await expect(cloud.readSnapshots('ap-tokyo', [...ids, ...ids])).resolves.toHaveLength(250)
    expect(calls.map((call) => idsOf(call).length)).toEqual([100, 100, 50])
  })

  test('any other refusal is not taken for a missing snapshot', async () => {
    const { cloud, calls } = await start((_call, response) => refuse(response, 'UnauthorizedOperation.NoPermission'))
    await expect(cloud.readSnapshots('ap-tokyo', ['lhsnap-1', 'lhsnap-2'])).rejects.toMatchObject({
      fault: { kind: 'refused', code: 'UnauthorizedOperation.NoPermission' },
    })
    expect(calls).toHaveLength(1)
  })

  test('a region that is not offered is not asked for each id', async () => {
    const { cloud, calls } = await start((_call, response) =>
      refuse(response, 'InvalidParameterValue.RegionNotSupported'),
    )
    await expect(cloud.readSnapshots('ap-nowhere', ['lhsnap-1', 'lhsnap-2'])).rejects.toThrow()
    expect(calls).toHaveLength(1)
  })
})

describe('one instance', () => {
  test.each([
    ['refused as unknown', (response) => refuse(response, 'ResourceNotFound.InstanceIdNotFound')],
    ['missing from the answer', (response) => respond(response, { TotalCount: 0, InstanceSet: [] })],
  ] satisfies [string, (response: Parameters<Answer>[1]) => void][])('%s is null', async (_case, answer) => {
    const { cloud } = await start((_call, response) => answer(response))
    await expect(cloud.readInstance('ap-tokyo', 'lhins-1')).resolves.toBeNull()
  })

  test('null, absent and empty fields read the same, and unknown words pass as they came', async () => {
    const { cloud } = await start((_call, response) =>
      respond(response, {
        TotalCount: 1,
        InstanceSet: [
          {
            InstanceId: 'lhins-1',
            InstanceState: 'HIBERNATING',
            LatestOperation: '',
            PublicAddresses: null,
            SystemDisk: { DiskId: null, DiskSize: 50 },
            Newcomer: { Of: 'a later version' },
          },
        ],
      }),
    )
    await expect(cloud.readInstance('ap-tokyo', 'lhins-1')).resolves.toEqual({
      region: 'ap-tokyo',
      instanceId: 'lhins-1',
      name: '',
      state: 'HIBERNATING',
      restrictState: null,
      latestOperation: null,
      latestOperationState: null,
      publicAddresses: [],
      privateAddresses: [],
      systemDisk: { diskId: null, diskSize: 50 },
      createdTime: null,
      expiredTime: null,
      isolatedTime: null,
      osName: null,
    })
  })

  test('an answer that does not fit is a fault that says where', async () => {
    const { cloud } = await start((_call, response) => respond(response, { InstanceSet: [{ InstanceId: 7 }] }))
    await expect(cloud.readInstance('ap-tokyo', 'lhins-1')).rejects.toMatchObject({
      fault: { kind: 'no_answer', detail: expect.stringContaining('InstanceSet.0.InstanceId') },
    })
  })
})

describe('a read over the rate limit', () => {
  test('is asked again after a pause, until it is answered', async () => {
    let refusals = 2
    const { cloud, clock, calls } = await start((_call, response) => {
      refusals -= 1
      if (refusals >= 0) refuse(response, 'RequestLimitExceeded.UinLimitExceeded')
      else respond(response, { RegionSet: [{ Region: 'ap-tokyo' }] })
    })

    const regions = cloud.describeRegions()
    await expect.poll(() => clock.sleepers()).toBe(1)
    await clock.advance(750)
    await expect.poll(() => clock.sleepers()).toBe(1)
    await clock.advance(1_500)

    await expect(regions).resolves.toEqual(['ap-tokyo'])
    expect(calls).toHaveLength(3)
    expect(calls.every(({ region, headers }) => region === null && headers['x-tc-token'] === 'temporary')).toBe(true)
  })

  test('is given up after three repeats', async () => {
    const { cloud, clock, calls } = await start((_call, response) => refuse(response, 'RequestLimitExceeded'))
    const regions = cloud.describeRegions()
    regions.catch(() => undefined)
    for (const pause of [750, 1_500, 3_000]) {
      await expect.poll(() => clock.sleepers()).toBe(1)
      await clock.advance(pause)
    }
    await expect(regions).rejects.toMatchObject({ fault: { code: 'RequestLimitExceeded' } })
    expect(calls).toHaveLength(4)
  })
})

test('denials are those of the asked object', async () => {
  const denied = { Action: 'RollbackInstanceSnapshot', Code: 'UnsupportedOperation.DiskBusy', Message: 'busy' }
  const { cloud } = await start(({ action }, response) =>
    action === 'DescribeInstancesDeniedActions'
      ? respond(response, { InstanceDeniedActionSet: [{ InstanceId: 'lhins-1', DeniedActions: [denied] }] })
      : respond(response, { SnapshotDeniedActionSet: [{ SnapshotId: 'lhsnap-1', DeniedActions: null }] }),
  )
  await expect(cloud.deniedForInstance('ap-tokyo', 'lhins-1')).resolves.toEqual([
    { action: 'RollbackInstanceSnapshot', code: 'UnsupportedOperation.DiskBusy', message: 'busy' },
  ])
  await expect(cloud.deniedForSnapshot('ap-tokyo', 'lhsnap-1')).resolves.toEqual([])
})

test('fresh reads that nobody wants any more give their turns to others', async () => {
  const { cloud, clock, calls } = await start((_call, response) => refuse(response, 'ResourceNotFound', 'gone'))
  const given = new AbortController()
  const readFresh = (name: string, signal?: AbortSignal) =>
    freshReads(cloud, { region: 'ap-tokyo', instanceId: `lhins-${name}`, snapshotId: `lhsnap-${name}` }, signal)
  // As many as the scarcest of the reads may be asked in a second.
  const before = Array.from({ length: 9 }, (_, index) => readFresh(`before-${index}`))
  const unwanted = readFresh('unwanted', given.signal)
  await Promise.all(before)
  given.abort(new Error('no longer wanted'))
  const after = readFresh('after')
  let isRead = false
  void after.then(() => {
    isRead = true
  })
  await clock.runUntil(() => isRead, 60_000)

  expect((await unwanted).deniedForInstance.ok).toBe(false)
  const asked = calls.filter(({ action }) => action === 'DescribeInstancesDeniedActions')
  expect(asked.map(({ body }) => body['InstanceIds'])).toContainEqual(['lhins-after'])
  expect(asked.map(({ body }) => body['InstanceIds'])).not.toContainEqual(['lhins-unwanted'])
})
