/** DescribeDisks and DescribeGeneralResourceQuotas. */
import { z } from 'zod'
import { type Filterable, readFilters } from '../filters.ts'
import type { Disk, Instance } from '../objects.ts'
import { byNewest, cutPage, refuseIdsWithFilters } from '../paging.ts'
import { checkIds, diskIdPattern } from '../parameters.ts'
import { Refusal } from '../refusal.ts'
import { snapshotQuota } from '../world.ts'
import { type Call, defineAction } from './action.ts'

const mostIds = 100

const filterable: Filterable<Disk> = {
  fields: {
    'disk-id': ({ DiskId }) => [DiskId],
    'instance-id': ({ InstanceId }) => [InstanceId],
    'disk-name': ({ DiskName }) => [DiskName],
    zone: ({ Zone }) => [Zone],
    'disk-usage': ({ DiskUsage }) => [DiskUsage],
    'disk-state': ({ DiskState }) => [DiskState],
  },
  tags: ({ Tags }) => Tags,
  mostValues: 100,
}

export const describeDisks = defineAction(
  20,
  z.strictObject({
    DiskIds: z.array(z.string()).optional(),
    Filters: z.array(z.unknown()).optional(),
    Offset: z.int().optional(),
    Limit: z.int().optional(),
    OrderField: z.enum(['CREATED_TIME', 'EXPIRED_TIME', 'DISK_SIZE']).optional(),
    Order: z.enum(['ASC', 'DESC']).optional(),
  }),
  (parameters, call) => {
    const { DiskIds: ids = [], Filters = [], OrderField = 'CREATED_TIME', Order = 'DESC' } = parameters
    refuseIdsWithFilters(parameters.DiskIds, parameters.Filters, 'DiskIds')
    if (ids.length > 0) checkIds(ids, mostIds, diskIdPattern, 'InvalidParameterValue.InvalidDiskIdMalformed')
    const passes = readFilters(Filters, filterable)
    const descending = descendingBy[OrderField]
    const disks = disksOf(call)
      .filter((disk) => passes(disk) && (ids.length === 0 || ids.includes(disk.DiskId)))
      .sort((one, other) => (Order === 'DESC' ? descending(one, other) : descending(other, one)))
    return { body: { TotalCount: disks.length, DiskSet: cutPage(disks, parameters) } }
  },
)

const descendingBy = {
  CREATED_TIME: byNewest<Disk>(({ CreatedTime }) => CreatedTime),
  EXPIRED_TIME: byNewest<Disk>(({ ExpiredTime }) => ExpiredTime),
  DISK_SIZE: (one: Disk, other: Disk) => other.DiskSize - one.DiskSize,
}

function disksOf({ world, region }: Call): Disk[] {
  const systemDisks = [...world.instances.values()].flatMap((placed) => {
    const diskId = placed.instance.SystemDisk.DiskId
    return placed.region === region && diskId !== null ? [systemDiskOf(placed.instance, diskId)] : []
  })
  const dataDisks = world.dataDisks.flatMap((placed) => (placed.region === region ? [placed.disk] : []))
  return [...systemDisks, ...dataDisks]
}

function systemDiskOf(instance: Instance, DiskId: string): Disk {
  return {
    DiskId,
    InstanceId: instance.InstanceId,
    Zone: instance.Zone,
    DiskName: '',
    DiskUsage: 'SYSTEM_DISK',
    DiskType: instance.SystemDisk.DiskType,
    DiskChargeType: instance.InstanceChargeType,
    DiskSize: instance.SystemDisk.DiskSize,
    RenewFlag: instance.RenewFlag,
    DiskState: 'ATTACHED',
    Attached: true,
    DeleteWithInstance: true,
    LatestOperation: null,
    LatestOperationState: null,
    LatestOperationRequestId: null,
    CreatedTime: instance.CreatedTime,
    ExpiredTime: instance.ExpiredTime,
    IsolatedTime: instance.IsolatedTime,
    DiskBackupCount: 0,
    DiskBackupQuota: 0,
    Tags: [],
  }
}

/** Totals of what the emulator does not hold; nothing of them is used. */
const otherQuotas: Readonly<Record<string, number>> = {
  GENERAL_BUNDLE_INSTANCE: 20,
  STORAGE_BUNDLE_INSTANCE: 10,
  ENTERPRISE_BUNDLE_INSTANCE: 10,
  USER_KEY_PAIR: 10,
  BLUEPRINT: 10,
  FREE_BLUEPRINT: 5,
  DATA_DISK: 20,
}

export const describeGeneralResourceQuotas = defineAction(
  10,
  z.strictObject({ ResourceNames: z.array(z.string()) }),
  ({ ResourceNames }, call) => ({
    body: {
      GeneralResourceQuotaSet: ResourceNames.map((ResourceName) => {
        const { total, available } = quotaOf(ResourceName, call)
        return { ResourceName, ResourceQuotaAvailable: available, ResourceQuotaTotal: total }
      }),
    },
  }),
)

function quotaOf(name: string, { world, region }: Call): { readonly total: number; readonly available: number } {
  if (name === 'SNAPSHOT') return snapshotQuota(world, region)
  const total = Object.hasOwn(otherQuotas, name) ? otherQuotas[name] : undefined
  if (total !== undefined) return { total, available: total }
  throw new Refusal('InvalidParameterValue.InvalidResourceQuotaResourceName', {
    english: `The resource name ${name} is not supported.`,
    chinese: `不支持资源名 ${name}。`,
  })
}
