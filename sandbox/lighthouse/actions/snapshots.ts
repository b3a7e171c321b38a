/** DescribeSnapshots, CreateInstanceSnapshot, ModifySnapshotAttribute, DeleteSnapshots. */
import { z } from 'zod'
import { type Filterable, readFilters } from '../filters.ts'
import { createSnapshot } from '../operations.ts'
import { byNewest, cutPage, refuseIdsWithFilters } from '../paging.ts'
import { checkId, checkIds, diskIdPattern, instanceIdPattern, snapshotIdPattern } from '../parameters.ts'
import { Refusal } from '../refusal.ts'
import { type PlacedSnapshot, readSnapshot, removeSnapshot, snapshotQuota } from '../world.ts'
import { defineAction } from './action.ts'
import { findInstance, findSnapshot, findSnapshots } from './find.ts'
import { diskObjection, operationObjection, refuse, snapshotObjection, stateObjection } from './preconditions.ts'

const mostIds = 100
const mostIdsToDelete = 10
const longestName = 60
const mostTags = 10

const filterable: Filterable<PlacedSnapshot> = {
  fields: {
    'snapshot-id': ({ snapshot }) => [snapshot.SnapshotId],
    'disk-id': ({ snapshot }) => [snapshot.DiskId],
    'snapshot-name': ({ snapshot }) => [snapshot.SnapshotName],
    'instance-id': ({ instanceId }) => [instanceId],
  },
  tags: ({ snapshot }) => snapshot.Tags,
  mostValues: 5,
  check: (name, value) => {
    if (name === 'snapshot-id') checkId(value, snapshotIdPattern, 'InvalidParameterValue.SnapshotIdMalformed')
    if (name === 'disk-id') checkId(value, diskIdPattern, 'InvalidParameterValue.InvalidDiskIdMalformed')
    if (name === 'instance-id') checkId(value, instanceIdPattern, 'InvalidParameterValue.InstanceIdMalformed')
  },
}

export const describeSnapshots = defineAction(
  20,
  z.strictObject({
    SnapshotIds: z.array(z.string()).optional(),
    Filters: z.array(z.unknown()).optional(),
    Offset: z.int().optional(),
    Limit: z.int().optional(),
  }),
  (parameters, call) => {
    const { SnapshotIds: ids = [], Filters = [] } = parameters
    refuseIdsWithFilters(parameters.SnapshotIds, parameters.Filters, 'SnapshotIds')
    if (ids.length > 0) checkIds(ids, mostIds, snapshotIdPattern, 'InvalidParameterValue.SnapshotIdMalformed')
    const passes = readFilters(Filters, filterable)
    const wanted = ids.length > 0 ? findSnapshots(call, ids) : [...call.world.snapshots.values()]
    const found = wanted
      .filter((placed) => placed.region === call.region && passes(placed))
      .map((placed) => readSnapshot(placed, call.now))
      .toSorted(byNewest(({ CreatedTime }) => CreatedTime))
    return { body: { TotalCount: found.length, SnapshotSet: cutPage(found, parameters) } }
  },
)

export const createInstanceSnapshot = defineAction(
  20,
  z.strictObject({
    InstanceId: z.string(),
    SnapshotName: z.string().optional(),
    Tags: z
      .array(z.strictObject({ Key: z.string(), Value: z.string() }))
      .max(mostTags)
      .optional(),
  }),
  ({ InstanceId, SnapshotName = '', Tags = [] }, call) => {
    checkId(InstanceId, instanceIdPattern, 'InvalidParameterValue.InstanceIdMalformed')
    checkName(SnapshotName)
    const { instance } = findInstance(call, InstanceId)
    const { DiskId, DiskSize } = instance.SystemDisk
    if (DiskId === null) {
      throw new Refusal('ResourceNotFound.DiskNotFound', {
        english: `Instance ${InstanceId} has no system disk.`,
        chinese: `实例 ${InstanceId} 没有系统盘。`,
      })
    }
    if (instance.BundleId.includes('storage')) {
      throw new Refusal('OperationDenied.OperationDeniedCreateSnapshotForStorageBundle', {
        english: 'Instances with a storage bundle cannot have snapshots.',
        chinese: '存储型套餐实例不支持创建快照。',
      })
    }
    const objection =
      stateObjection(instance, ['RUNNING', 'STOPPED']) ??
      diskObjection(call.world, DiskId) ??
      operationObjection(instance)
    if (objection) refuse(objection)
    if (snapshotQuota(call.world, call.region).available === 0) {
      throw new Refusal('LimitExceeded.SnapshotQuotaLimitExceeded', {
        english: 'The snapshot quota of this region is used up.',
        chinese: '该地域的快照配额已用完。',
      })
    }
    const SnapshotId = call.newSnapshotId()
    createSnapshot(
      call.world,
      {
        region: call.region,
        instanceId: InstanceId,
        snapshot: { SnapshotId, SnapshotName, DiskId, DiskSize },
        tags: Tags,
        plan: call.creationPlan,
      },
      call,
    )
    return { body: { SnapshotId }, touched: { instanceIds: [InstanceId], snapshotIds: [SnapshotId] } }
  },
)

export const modifySnapshotAttribute = defineAction(
  20,
  z.strictObject({ SnapshotId: z.string(), SnapshotName: z.string().optional() }),
  ({ SnapshotId, SnapshotName }, call) => {
    checkId(SnapshotId, snapshotIdPattern, 'InvalidParameterValue.SnapshotIdMalformed')
    if (SnapshotName !== undefined) checkName(SnapshotName)
    const placed = findSnapshot(call, SnapshotId)
    if (SnapshotName === undefined) return { body: {} }
    placed.snapshot = { ...placed.snapshot, SnapshotName }
    return { body: {}, touched: { instanceIds: [placed.instanceId], snapshotIds: [SnapshotId] } }
  },
)

export const deleteSnapshots = defineAction(
  20,
  z.strictObject({ SnapshotIds: z.array(z.string()) }),
  ({ SnapshotIds }, call) => {
    checkIds(SnapshotIds, mostIdsToDelete, snapshotIdPattern, 'InvalidParameterValue.SnapshotIdMalformed')
    const found = SnapshotIds.map((id) => findSnapshot(call, id))
    for (const { snapshot } of found) {
      const objection = snapshotObjection(snapshot.SnapshotId, snapshot.SnapshotState)
      if (objection) refuse(objection)
    }
    for (const id of SnapshotIds) removeSnapshot(call.world, id)
    const instanceIds = [...new Set(found.map(({ instanceId }) => instanceId))]
    return { body: {}, touched: { instanceIds, snapshotIds: SnapshotIds } }
  },
)

function checkName(name: string): void {
  if ([...name].length <= longestName) return
  throw new Refusal('InvalidParameterValue.SnapshotNameTooLong', {
    english: `A snapshot's name has at most ${longestName} characters.`,
    chinese: `快照名称不能超过 ${longestName} 个字符。`,
  })
}
