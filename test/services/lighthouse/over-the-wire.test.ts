import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { createSeededFleet } from '../../../sandbox/lighthouse/fleet.ts'
import type { Fleet } from '../../../sandbox/lighthouse/objects.ts'
import { type LocalLighthouse, sandboxCredential, startLocalLighthouse } from '../../../sandbox/lighthouse/server.ts'
import { systemClock } from '../../../src/services/clock.ts'
import type { Cloud } from '../../../src/services/lighthouse/cloud.ts'
import { createCloud } from '../../../src/services/lighthouse/create-cloud.ts'
import { createInventory } from '../../../src/services/lighthouse/create-inventory.ts'
import { createWatcher } from '../../../src/services/lighthouse/create-watcher.ts'
import type { FleetView } from '../../../src/services/lighthouse/inventory.ts'
import { until } from '../../support/until.ts'

/** The seeded fleet with a crowd of 130 further instances in Tokyo, the first of them with 230 snapshots. */
const createCrowdedFleet = (): Fleet => {
  const fleet = createSeededFleet(Date.now())
  const [{ instance } = { instance: undefined }] = fleet.instances
  const [{ snapshot } = { snapshot: undefined }] = fleet.snapshots
  if (!instance || !snapshot) throw new Error('the seeded fleet is empty')
  const crowd = Array.from({ length: 130 }, (_, index) => ({
    region: 'ap-tokyo',
    instance: { ...instance, InstanceId: crowdId(index) },
  }))
  const pile = Array.from({ length: 230 }, (_, index) => ({
    region: 'ap-tokyo',
    instanceId: crowdId(0),
    snapshot: { ...snapshot, SnapshotId: pileId(index), CreatedTime: `2026-01-01T00:${minutes(index)}Z` },
  }))
  return { ...fleet, instances: [...fleet.instances, ...crowd], snapshots: [...fleet.snapshots, ...pile] }
}

const crowdId = (index: number): string => `lhins-crw${String(index).padStart(5, '0')}`
const pileId = (index: number): string => `lhsnap-pil${String(index).padStart(5, '0')}`

/** `mm:ss` of a number of seconds. */
const minutes = (seconds: number): string =>
  [Math.floor(seconds / 60), seconds % 60].map((part) => String(part).padStart(2, '0')).join(':')

let local: LocalLighthouse
let cloud: Cloud

beforeEach(async () => {
  local = await startLocalLighthouse({ fleet: createCrowdedFleet() })
  cloud = createCloud({ endpoint: local.url, credential: sandboxCredential, clock: systemClock, timeout: 1_500 })
})

afterEach(async () => {
  cloud.close()
  await local.close()
})

/** A running instance of the fleet and a snapshot of its disk that it can be rolled back to. */
const findTarget = async () => {
  const region = 'ap-singapore'
  for (const { instanceId, state } of await cloud.listInstances(region)) {
    const snapshots = state === 'RUNNING' ? await cloud.readSnapshotsOf(region, instanceId) : []
    const [snapshot, ...others] = snapshots.filter((one) => one.state === 'NORMAL')
    if (snapshot && others.length > 0) return { region, instanceId, snapshotId: snapshot.snapshotId, others }
  }
  throw new Error('the seeded fleet has no instance to roll back')
}

describe('reading', () => {
  test('a region with more than a hundred instances is read whole', async () => {
    const instances = await cloud.listInstances('ap-tokyo')
    const crowd = instances.filter(({ instanceId }) => instanceId.startsWith('lhins-crw'))
    expect(new Set(crowd.map(({ instanceId }) => instanceId)).size).toBe(130)
  })

  test('230 snapshots are read whole, newest first', async () => {
    const snapshots = await cloud.readSnapshotsOf('ap-tokyo', crowdId(0))
    expect(snapshots.map(({ snapshotId }) => snapshotId)).toEqual(
      Array.from({ length: 230 }, (_, index) => pileId(229 - index)),
    )
  })

  test('all instances of all regions are read, in whatever state they are', async () => {
    const regions = await cloud.describeRegions()
    const fleet = (await Promise.all(regions.map((region) => cloud.listInstances(region)))).flat()
    expect(regions).toHaveLength(15)
    expect(fleet).toHaveLength(local.control.state().fleet.instances.length)
  })

  test('an instance that is gone is null, and its snapshots are none', async () => {
    const { region, instanceId, snapshotId } = await findTarget()
    local.control.deleteInstance(instanceId)
    await expect(cloud.readInstance(region, instanceId)).resolves.toBeNull()
    await expect(cloud.readSnapshots(region, [snapshotId])).resolves.toEqual([])
  })

  test('what is denied is told', async () => {
    const { region, instanceId, snapshotId } = await findTarget()
    const denied = { action: 'RollbackInstanceSnapshot', code: 'UnsupportedOperation.DiskBusy', message: 'busy' }
    local.control.denyAction({ id: instanceId, ...denied })
    local.control.denyAction({ id: snapshotId, ...denied })
    await expect(cloud.deniedForInstance(region, instanceId)).resolves.toContainEqual(denied)
    await expect(cloud.deniedForSnapshot(region, snapshotId)).resolves.toContainEqual(denied)
  })

  test('25 reads at once are spread so that none is over the limit', async () => {
    await Promise.all(Array.from({ length: 25 }, (_, index) => cloud.readSnapshotsOf('ap-tokyo', crowdId(index + 1))))
    expect(local.control.calls().filter(({ outcome }) => outcome !== 'ok')).toEqual([])
  })

  test('a wrong key is a refusal with its code', async () => {
    const stranger = createCloud({
      endpoint: local.url,
      credential: { ...sandboxCredential, secretKey: 'another-key' },
      clock: systemClock,
    })
    await expect(stranger.describeRegions()).rejects.toMatchObject({
      fault: { kind: 'refused', action: 'DescribeRegions', region: null, code: 'AuthFailure.SignatureFailure' },
    })
    stranger.close()
  })
})

describe('rolling back', () => {
  test('the call is sent once, and the snapshot shows its RequestId', async () => {
    const { region, instanceId, snapshotId } = await findTarget()

    const answer = await cloud.applyInstanceSnapshot(region, instanceId, snapshotId, () => true)

    const [snapshot] = await cloud.readSnapshots(region, [snapshotId])
    expect(answer).toEqual({ sent: true, cloudRequestId: snapshot?.latestOperationRequestId })
    expect(snapshot).toMatchObject({ state: 'ROLLBACKING', latestOperation: 'RollbackInstanceSnapshot' })
    expect(local.control.executed()).toHaveLength(1)
  })

  test('a refusal is told with its code and RequestId', async () => {
    const { region, instanceId, snapshotId, others } = await findTarget()
    await cloud.applyInstanceSnapshot(region, instanceId, snapshotId, () => true)
    const [other] = others
    await expect(
      cloud.applyInstanceSnapshot(region, instanceId, other?.snapshotId ?? '', () => true),
    ).rejects.toMatchObject({ fault: { kind: 'refused', code: expect.any(String), requestId: expect.any(String) } })
    expect(local.control.executed()).toHaveLength(1)
  })

  test.each([
    { kind: 'drop', work: 'done' },
    { kind: 'http-status', status: 502, work: 'done' },
    { kind: 'stalled-body', work: 'done' },
    { kind: 'malformed-json', work: 'done' },
    { kind: 'no-response-member', work: 'done' },
    { kind: 'no-answer', work: 'done' },
  ] as const)('a call that ran and whose answer is lost by $kind is told as unknown, and ran once', async (effect) => {
    const { region, instanceId, snapshotId } = await findTarget()
    local.control.addFault({ effect, action: 'ApplyInstanceSnapshot', times: null })
    await expect(cloud.applyInstanceSnapshot(region, instanceId, snapshotId, () => true)).rejects.toMatchObject({
      fault: { kind: 'no_answer', sent: true },
    })
    expect(local.control.executed()).toHaveLength(1)
  })
})

test('one vanished snapshot, which the cloud refuses by name, does not blind the watches of the others', async () => {
  const { region, snapshotId, others } = await findTarget()
  const [gone] = others
  local.control.configure({ refusesUnknownSnapshotIds: true })
  local.control.deleteSnapshot(gone?.snapshotId ?? '')
  const watcher = createWatcher({ cloud, clock: systemClock })
  const firstLook = async (id: string) => {
    const options = { region, snapshotIds: [id], nextLook: () => 1_000, signal: new AbortController().signal }
    for await (const look of watcher.watch(options)) return look
    throw new Error('no look came')
  }

  const [seen, missing] = await Promise.all([firstLook(snapshotId), firstLook(gone?.snapshotId ?? '')])

  expect(seen).toMatchObject({ kind: 'seen', snapshots: [{ snapshotId }] })
  expect(missing).toMatchObject({ kind: 'seen', snapshots: [] })
  watcher.close()
})

test('a region that never answers does not keep the others from being shown, and is named with its reason', async () => {
  local.control.addFault({ effect: { kind: 'no-answer', work: 'not-done' }, region: 'ap-seoul', times: null })
  // Patient enough for a busy machine: only the region that hangs may run into the time-out.
  const patient = createCloud({
    endpoint: local.url,
    credential: sandboxCredential,
    clock: systemClock,
    timeout: 3_000,
  })
  const inventory = createInventory({ cloud: patient, clock: systemClock, regions: null, onFault: () => undefined })

  const unread = ({ regions }: FleetView) => regions.filter(({ readAt }) => readAt === null).map(({ region }) => region)
  void inventory.fleet(0)
  await until('all regions but one', () => unread(inventory.fleetNow()).join() === 'ap-seoul')
  const late = await inventory.fleet(15_000)

  expect(unread(late)).toEqual(['ap-seoul'])
  expect(late.regions.find(({ region }) => region === 'ap-seoul')?.fault).toMatchObject({
    kind: 'no_answer',
    detail: expect.stringMatching(/^timed out/),
  })
  inventory.close()
  patient.close()
})
