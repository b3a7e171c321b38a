import { describe, expect, it } from 'vitest'
import { createSeededFleet } from '../../../sandbox/lighthouse/fleet.ts'
import { codeOf, createCloud, givenLighthouse, instanceId, snapshotId } from './given.ts'

const manySnapshots = 'lhins-8b5f1w3m'
const withDataDisks = 'lhins-3b9w6t1s'

function filter(Name: string, ...Values: string[]) {
  return { Name, Values }
}

function givenFleet() {
  return givenLighthouse({ fleet: createSeededFleet(Date.now()) })
}

describe('lists of the local Lighthouse', () => {
  it('come in pages that count everything, newest first', async () => {
    const lighthouse = await givenFleet()
    const frankfurt = createCloud(lighthouse, { region: 'eu-frankfurt' })
    const Filters = [filter('instance-id', manySnapshots)]
    const [unpaged, first, second] = await Promise.all([
      frankfurt.DescribeSnapshots({ Filters }),
      frankfurt.DescribeSnapshots({ Filters, Limit: 100 }),
      frankfurt.DescribeSnapshots({ Filters, Offset: 100, Limit: 100 }),
    ])
    expect([unpaged, first, second].map(({ TotalCount }) => TotalCount)).toEqual([120, 120, 120])
    expect([unpaged, first, second].map(({ SnapshotSet }) => SnapshotSet?.length)).toEqual([20, 100, 20])
    const times = [...(first.SnapshotSet ?? []), ...(second.SnapshotSet ?? [])].map(
      ({ CreatedTime = '' }) => CreatedTime,
    )
    expect(new Set(times).size).toBe(120)
    expect(times).toEqual(times.toSorted().toReversed())
  })

  it('show instances that wait for recycling first', async () => {
    const lighthouse = await givenFleet()
    const { InstanceSet } = await createCloud(lighthouse, { region: 'sa-saopaulo' }).DescribeInstances({})
    expect(InstanceSet?.map(({ InstanceState }) => InstanceState)).toEqual(['SHUTDOWN', 'RUNNING'])
  })

  it('need all filters to hold, and of each one value', async () => {
    const { cloud } = await givenFleet()
    const names = async (...Filters: { Name: string; Values: string[] }[]) => {
      const { InstanceSet } = await cloud.DescribeInstances({ Filters })
      return InstanceSet?.map(({ InstanceName }) => InstanceName).toSorted()
    }
    const twoNames = filter('instance-name', 'shop-web-1', 'shop-db-1', 'blog')
    expect(await names(twoNames)).toEqual(['shop-db-1', 'shop-web-1'])
    expect(await names(twoNames, filter('tag:env', 'production'))).toEqual(['shop-db-1', 'shop-web-1'])
    expect(await names(twoNames, filter('instance-state', 'STOPPED'))).toEqual([])
    expect(await names(filter('public-ip-address', '203.0.113.10'))).toEqual(['shop-web-1'])
    expect(await names(filter('tag-key', 'nobody'))).toEqual([])
  })

  it.each([
    ['InvalidParameterValue.OutOfRange', { Limit: 101 }],
    ['InvalidParameterValue.OutOfRange', { Limit: 0 }],
    ['InvalidParameterValue.Negative', { Offset: -1 }],
    [
      'InvalidParameter.ParameterConflict',
      { SnapshotIds: [snapshotId], Filters: [filter('disk-id', 'lhdisk-9c2v7t1e')] },
    ],
    ['InvalidParameter.InvalidFilterNotSupportedName', { Filters: [filter('colour', 'red')] }],
    ['InvalidParameter.FilterValueLimitExceeded', { Filters: [filter('snapshot-name', '1', '2', '3', '4', '5', '6')] }],
    ['InvalidParameter.InvalidFilter', { Filters: Array.from({ length: 11 }, () => filter('snapshot-name', 'x')) }],
    ['InvalidParameter.InvalidFilterNotDict', { Filters: ['instance-id'] }],
    ['InvalidParameter.InvalidFilterInvalidNameNotStr', { Filters: [{ Name: 1, Values: [] }] }],
    ['InvalidParameter.InvalidFilterInvalidValuesNotList', { Filters: [{ Name: 'snapshot-name', Values: 'x' }] }],
    ['InvalidParameter.InvalidFilterInvalidKey', { Filters: [{ Name: 'snapshot-name', Values: [], Not: true }] }],
    ['InvalidParameterValue.InstanceIdMalformed', { Filters: [filter('instance-id', 'ins-1')] }],
    ['InvalidParameterValue.SnapshotIdMalformed', { SnapshotIds: ['snap-1'] }],
    ['InvalidParameterValue.Duplicated', { SnapshotIds: [snapshotId, snapshotId] }],
    ['InvalidParameterValue.LimitExceeded', { SnapshotIds: Array.from({ length: 101 }, () => snapshotId) }],
  ])('are refused with %s', async (code, parameters) => {
    const { cloud } = await givenLighthouse()
    expect(await codeOf(cloud.request('DescribeSnapshots', parameters))).toBe(code)
  })

  it('refuse Order without OrderField', async () => {
    const { cloud } = await givenLighthouse()
    expect(await codeOf(cloud.DescribeInstances({ Order: 'DESC' }))).toBe('MissingParameter.OrderFieldRequired')
  })

  it('refuse unknown instances, and leave unknown snapshots out unless they are told to refuse them', async () => {
    const { cloud, control } = await givenLighthouse()
    const ids = { SnapshotIds: [snapshotId, 'lhsnap-00000000'] }
    expect(await codeOf(cloud.DescribeInstances({ InstanceIds: [instanceId, 'lhins-00000000'] }))).toBe(
      'ResourceNotFound.InstanceIdNotFound',
    )
    expect((await cloud.DescribeSnapshots(ids)).TotalCount).toBe(1)
    control.configure({ refusesUnknownSnapshotIds: true })
    expect(await codeOf(cloud.DescribeSnapshots(ids))).toBe('ResourceNotFound.SnapshotIdNotFound')
  })

  it('tell the data disks of an instance', async () => {
    const { cloud } = await givenFleet()
    const Filters = [filter('instance-id', withDataDisks)]
    const disks = await cloud.DescribeDisks({ Filters })
    expect(disks.TotalCount).toBe(3)
    const data = await cloud.DescribeDisks({
      Filters: [...Filters, filter('disk-usage', 'DATA_DISK')],
      OrderField: 'DISK_SIZE',
    })
    expect(data.DiskSet?.map(({ DiskSize }) => DiskSize)).toEqual([500, 200])
  })

  it('hold to the documented calls a second, each action for itself', async () => {
    const { cloud } = await givenLighthouse()
    const codes = await Promise.all(
      Array.from({ length: 25 }, () => codeOf(cloud.DescribeSnapshots({ SnapshotIds: [snapshotId] }))),
    )
    expect(codes.filter((code) => code === 'answered')).toHaveLength(20)
    expect(codes.filter((code) => code === 'RequestLimitExceeded')).toHaveLength(5)
    expect(await codeOf(cloud.DescribeInstances({}))).toBe('answered')
  })
})

describe('the seeded fleet', () => {
  it('has all regions, all states, and something for every awkward case', () => {
    const { regions, instances, snapshots } = createSeededFleet(Date.now())
    const states = (list: readonly string[]) => [...new Set(list)].toSorted()
    const snapshotsOf = (id: string) => snapshots.filter((placed) => placed.instanceId === id).length

    expect(states(instances.map(({ region }) => region))).toEqual(states(regions.map(({ Region }) => Region)))
    expect(regions).toHaveLength(15)
    expect(states(instances.map(({ instance }) => instance.InstanceState))).toHaveLength(14)
    expect(states(snapshots.map(({ snapshot }) => snapshot.SnapshotState))).toEqual([
      'CREATING',
      'NORMAL',
      'ROLLBACKING',
    ])
    expect(new Set(instances.map(({ instance }) => instance.InstanceId)).size).toBe(instances.length)
    expect(new Set(snapshots.map(({ snapshot }) => snapshot.SnapshotId)).size).toBe(snapshots.length)
    expect(snapshotsOf(manySnapshots)).toBe(120)
    expect(instances.some(({ instance }) => snapshotsOf(instance.InstanceId) === 0)).toBe(true)
    expect(instances.some(({ instance }) => instance.IsolatedTime !== null)).toBe(true)
    expect(instances.some(({ instance }) => instance.PublicAddresses === null)).toBe(true)
    expect(instances.some(({ instance }) => instance.InstanceName.length > 60)).toBe(true)
    const sizes = new Map(instances.map(({ instance }) => [instance.SystemDisk.DiskId, instance.SystemDisk.DiskSize]))
    expect(snapshots.filter(({ snapshot }) => sizes.get(snapshot.DiskId) !== snapshot.DiskSize)).toHaveLength(1)
  })

  it('keeps its ids, whatever the hour', () => {
    const ids = (now: number) => createSeededFleet(now).snapshots.map(({ snapshot }) => snapshot.SnapshotId)
    expect(ids(0)).toEqual(ids(Date.UTC(2030, 0, 1)))
  })
})
