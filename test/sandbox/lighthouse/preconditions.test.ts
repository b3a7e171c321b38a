import { describe, expect, it } from 'vitest'
import type { LighthouseControl } from '../../../sandbox/lighthouse/control.ts'
import { createSeededFleet } from '../../../sandbox/lighthouse/fleet.ts'
import { apply, codeOf, createCloud, givenLighthouse, instanceId, look, olderSnapshotId, snapshotId } from './given.ts'

const otherInstanceId = 'lhins-8m2c5x7d'

describe('ApplyInstanceSnapshot', () => {
  const cases: readonly [string, object, (control: LighthouseControl) => void, string][] = [
    ['a malformed instance id', { InstanceId: 'ins-1' }, nothing, 'InvalidParameterValue.InstanceIdMalformed'],
    ['a CBS snapshot id', { SnapshotId: 'snap-12345678' }, nothing, 'InvalidParameterValue.SnapshotIdMalformed'],
    ['an unknown instance', { InstanceId: 'lhins-00000000' }, nothing, 'ResourceNotFound.InstanceIdNotFound'],
    ['an unknown snapshot', { SnapshotId: 'lhsnap-00000000' }, nothing, 'ResourceNotFound.SnapshotIdNotFound'],
    ['a deleted snapshot', {}, (control) => control.deleteSnapshot(snapshotId), 'ResourceNotFound.SnapshotIdNotFound'],
    [
      'a terminated instance',
      {},
      (control) => control.deleteInstance(instanceId),
      'ResourceNotFound.InstanceIdNotFound',
    ],
    [
      'a disk of another size',
      {},
      (control) => control.resizeDisk(instanceId, 100),
      'InvalidParameterValue.DiskSizeNotMatch',
    ],
    [
      'an instance in the making',
      {},
      (control) => control.setInstanceState(instanceId, 'PENDING'),
      'OperationDenied.InstanceCreating',
    ],
    [
      'an instance in rescue mode',
      {},
      (control) => control.setInstanceState(instanceId, 'RESCUE_MODE'),
      'UnsupportedOperation.InvalidInstanceState',
    ],
    [
      'an expired instance',
      {},
      (control) => control.setInstanceState(instanceId, 'SHUTDOWN'),
      'UnsupportedOperation.InvalidInstanceState',
    ],
    [
      'an unfinished operation',
      {},
      (control) => control.setInstanceState(instanceId, 'RUNNING', true),
      'UnsupportedOperation.LatestOperationUnfinished',
    ],
    [
      'a snapshot in the making',
      {},
      (control) => control.setSnapshotState(snapshotId, 'CREATING'),
      'UnsupportedOperation.InvalidSnapshotState',
    ],
    [
      'another snapshot in the making',
      {},
      (control) => control.setSnapshotState(olderSnapshotId, 'CREATING'),
      'UnsupportedOperation.DiskLatestOperationUnfinished',
    ],
    [
      'a rollback that runs already',
      {},
      (control) => void control.rollBackByHand({ instanceId, snapshotId }),
      'UnsupportedOperation.DiskLatestOperationUnfinished',
    ],
  ]
  it.each(cases)('refuses %s and changes nothing', async (_, change, given, code) => {
    const { cloud, control } = await givenLighthouse()
    given(control)
    const before = control.state().fleet
    expect(await codeOf(cloud.ApplyInstanceSnapshot({ ...apply, ...change }))).toBe(code)
    expect(control.executed()).toEqual([])
    expect(control.state().fleet).toEqual(before)
  })

  it('refuses a snapshot of another instance, and one whose disk is gone', async () => {
    const { cloud, control } = await givenLighthouse({ fleet: createSeededFleet(Date.now()) })
    const { SnapshotSet } = await cloud.DescribeSnapshots({
      Filters: [{ Name: 'instance-id', Values: [otherInstanceId] }],
    })
    const call = { InstanceId: instanceId, SnapshotId: SnapshotSet?.[0]?.SnapshotId ?? '' }
    expect(await codeOf(cloud.ApplyInstanceSnapshot(call))).toBe('ResourceNotFound.SnapshotNotFound')

    const orphan = { ...createSeededFleet(Date.now()) }
    const withoutOwner = await givenLighthouse({
      fleet: {
        ...orphan,
        instances: orphan.instances.filter(({ instance }) => instance.InstanceId !== otherInstanceId),
      },
    })
    expect(await codeOf(withoutOwner.cloud.ApplyInstanceSnapshot(call))).toBe('ResourceNotFound.DiskNotFound')
    expect(control.executed()).toEqual([])
  })

  it('finds nothing in another region', async () => {
    const lighthouse = await givenLighthouse()
    const elsewhere = createCloud(lighthouse, { region: 'eu-frankfurt' })
    expect(await codeOf(elsewhere.ApplyInstanceSnapshot(apply))).toBe('ResourceNotFound.InstanceIdNotFound')
  })

  it('tells what it has executed: once for the one of two calls that was accepted', async () => {
    const { cloud, control, clock } = await givenLighthouse()
    const codes = await Promise.all([1, 2].map(() => codeOf(cloud.ApplyInstanceSnapshot(apply))))
    expect(codes.toSorted()).toEqual(['UnsupportedOperation.DiskLatestOperationUnfinished', 'answered'])
    expect(control.executed()).toEqual([
      {
        sequence: expect.any(Number),
        at: clock.now(),
        action: 'ApplyInstanceSnapshot',
        region: 'ap-singapore',
        requestId: (await look(cloud)).requestId,
        secretId: 'AKIDSANDBOXKEEPER',
        instanceIds: [instanceId],
        snapshotIds: [snapshotId],
        answered: true,
      },
    ])
  })
})

describe('snapshots', () => {
  it('are made in time, up to the quota', async () => {
    const { cloud, clock, control } = await givenLighthouse({ settings: { createSnapshotMilliseconds: 10_000 } })
    control.setQuota('ap-singapore', 3)
    const { SnapshotId = '' } = await cloud.CreateInstanceSnapshot({ InstanceId: instanceId, SnapshotName: 'safety' })
    const made = async () => (await cloud.DescribeSnapshots({ SnapshotIds: [SnapshotId] })).SnapshotSet?.[0]

    expect(await made()).toMatchObject({ SnapshotName: 'safety', SnapshotState: 'CREATING', Percent: 0, DiskSize: 50 })
    expect(await codeOf(cloud.ApplyInstanceSnapshot(apply))).toBe('UnsupportedOperation.DiskLatestOperationUnfinished')
    clock.advance(5_000)
    expect(await made()).toMatchObject({ SnapshotState: 'CREATING', Percent: 50, LatestOperationState: 'OPERATING' })
    clock.advance(5_000)
    expect(await made()).toMatchObject({ SnapshotState: 'NORMAL', Percent: 100, LatestOperationState: 'SUCCESS' })

    expect(await cloud.DescribeGeneralResourceQuotas({ ResourceNames: ['SNAPSHOT'] })).toMatchObject({
      GeneralResourceQuotaSet: [{ ResourceName: 'SNAPSHOT', ResourceQuotaAvailable: 0, ResourceQuotaTotal: 3 }],
    })
    expect(await codeOf(cloud.CreateInstanceSnapshot({ InstanceId: instanceId }))).toBe(
      'LimitExceeded.SnapshotQuotaLimitExceeded',
    )
  })

  it('can fail to be made', async () => {
    const { cloud, clock, control } = await givenLighthouse()
    control.addFault({ effect: { kind: 'snapshot-creation-fails' } })
    const { SnapshotId = '' } = await cloud.CreateInstanceSnapshot({ InstanceId: instanceId })
    clock.advance(60_000)
    expect((await cloud.DescribeSnapshots({ SnapshotIds: [SnapshotId] })).SnapshotSet).toMatchObject([
      { SnapshotState: 'CREATING', LatestOperationState: 'FAILED' },
    ])
  })

  it('can vanish while they are made, and take longer than usual', async () => {
    const { cloud, clock, control } = await givenLighthouse()
    control.addFault({ effect: { kind: 'snapshot-creation-fails', how: 'vanishes' } })
    control.addFault({ effect: { kind: 'snapshot-creation-takes', milliseconds: 600_000 } })
    const { SnapshotId = '' } = await cloud.CreateInstanceSnapshot({ InstanceId: instanceId })
    const percent = async () => (await cloud.DescribeSnapshots({ SnapshotIds: [SnapshotId] })).SnapshotSet?.[0]?.Percent
    clock.advance(150_000)
    expect(await percent()).toBe(25)
    clock.advance(150_000)
    expect(await percent()).toBeUndefined()
  })

  it('are renamed with at most 60 characters and deleted at most ten at a time, when NORMAL', async () => {
    const { cloud, control } = await givenLighthouse()
    await cloud.ModifySnapshotAttribute({ SnapshotId: snapshotId, SnapshotName: '快'.repeat(60) })
    expect((await cloud.DescribeSnapshots({ SnapshotIds: [snapshotId] })).SnapshotSet?.[0]?.SnapshotName).toHaveLength(
      60,
    )
    expect(await codeOf(cloud.ModifySnapshotAttribute({ SnapshotId: snapshotId, SnapshotName: 'x'.repeat(61) }))).toBe(
      'InvalidParameterValue.SnapshotNameTooLong',
    )
    const eleven = Array.from({ length: 11 }, (_, index) => `lhsnap-0000000${index.toString(36)}`)
    expect(await codeOf(cloud.DeleteSnapshots({ SnapshotIds: eleven }))).toBe('InvalidParameterValue.LimitExceeded')
    control.setSnapshotState(olderSnapshotId, 'CREATING')
    expect(await codeOf(cloud.DeleteSnapshots({ SnapshotIds: [snapshotId, olderSnapshotId] }))).toBe(
      'UnsupportedOperation.InvalidSnapshotState',
    )
    await cloud.DeleteSnapshots({ SnapshotIds: [snapshotId] })
    expect((await cloud.DescribeSnapshots({})).SnapshotSet?.map(({ SnapshotId }) => SnapshotId)).toEqual([
      olderSnapshotId,
    ])
  })
})

function nothing(): void {
  // The objects are as recorded.
}
