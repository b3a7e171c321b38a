/**
 * The objects of the Lighthouse API 2020-03-24 as they stand on the wire: names, units and nullability of the
 * SDK's models (sizes in GB, times ISO 8601 UTC to the second), and a fleet of them placed in regions.
 */
import { z } from 'zod'

const tagSchema = z.strictObject({ Key: z.string(), Value: z.string() })

const regionInfoSchema = z.strictObject({
  Region: z.string(),
  RegionName: z.string(),
  RegionState: z.string(),
  IsChinaMainland: z.boolean(),
})

export const instanceSchema = z.strictObject({
  InstanceId: z.string(),
  BundleId: z.string(),
  BlueprintId: z.string(),
  CPU: z.number(),
  Memory: z.number(),
  InstanceName: z.string(),
  InstanceChargeType: z.string(),
  SystemDisk: z.strictObject({ DiskType: z.string(), DiskSize: z.number(), DiskId: z.string().nullable() }),
  PrivateAddresses: z.array(z.string()).nullable(),
  PublicAddresses: z.array(z.string()).nullable(),
  InternetAccessible: z.strictObject({
    InternetChargeType: z.string(),
    InternetMaxBandwidthOut: z.number(),
    PublicIpAssigned: z.boolean(),
  }),
  RenewFlag: z.string(),
  LoginSettings: z.strictObject({ KeyIds: z.array(z.string()) }),
  InstanceState: z.string(),
  InstanceRestrictState: z.string(),
  Uuid: z.string(),
  LatestOperation: z.string().nullable(),
  LatestOperationState: z.string().nullable(),
  LatestOperationRequestId: z.string().nullable(),
  LatestOperationStartedTime: z.string().nullable(),
  CreatedTime: z.string().nullable(),
  ExpiredTime: z.string().nullable(),
  IsolatedTime: z.string().nullable(),
  PlatformType: z.string(),
  Platform: z.string(),
  OsName: z.string(),
  Zone: z.string(),
  Tags: z.array(tagSchema),
})

export const snapshotSchema = z.strictObject({
  SnapshotId: z.string(),
  DiskUsage: z.string(),
  DiskId: z.string(),
  DiskSize: z.number(),
  SnapshotName: z.string(),
  SnapshotState: z.string(),
  Percent: z.number(),
  LatestOperation: z.string().nullable(),
  LatestOperationState: z.string().nullable(),
  LatestOperationRequestId: z.string().nullable(),
  CreatedTime: z.string().nullable(),
  Tags: z.array(tagSchema),
})

const diskSchema = z.strictObject({
  DiskId: z.string(),
  InstanceId: z.string(),
  Zone: z.string(),
  DiskName: z.string(),
  DiskUsage: z.string(),
  DiskType: z.string(),
  DiskChargeType: z.string(),
  DiskSize: z.number(),
  RenewFlag: z.string(),
  DiskState: z.string(),
  Attached: z.boolean(),
  DeleteWithInstance: z.boolean(),
  LatestOperation: z.string().nullable(),
  LatestOperationState: z.string().nullable(),
  LatestOperationRequestId: z.string().nullable(),
  CreatedTime: z.string().nullable(),
  ExpiredTime: z.string().nullable(),
  IsolatedTime: z.string().nullable(),
  DiskBackupCount: z.number(),
  DiskBackupQuota: z.number(),
  Tags: z.array(tagSchema),
})

/** What the cloud holds: every object with its region, snapshots with their owner. */
export const fleetSchema = z.strictObject({
  regions: z.array(regionInfoSchema).readonly(),
  instances: z.array(z.strictObject({ region: z.string(), instance: instanceSchema })).readonly(),
  snapshots: z
    .array(z.strictObject({ region: z.string(), instanceId: z.string(), snapshot: snapshotSchema }))
    .readonly(),
  dataDisks: z.array(z.strictObject({ region: z.string(), disk: diskSchema })).readonly(),
  /** Snapshots allowed in a region; a region that is not named has the vendor's rule (two an instance, at most 10). */
  snapshotQuotas: z.record(z.string(), z.number().int().min(0)),
})

export type Tag = z.infer<typeof tagSchema>
export type RegionInfo = z.infer<typeof regionInfoSchema>
export type Instance = z.infer<typeof instanceSchema>
export type Snapshot = z.infer<typeof snapshotSchema>
export type Disk = z.infer<typeof diskSchema>
export type Fleet = z.infer<typeof fleetSchema>

/**
 * @param milliseconds since the UNIX epoch
 * @returns the time as the API writes it, `YYYY-MM-DDThh:mm:ssZ`
 */
export function apiTime(milliseconds: number): string {
  return `${new Date(milliseconds).toISOString().slice(0, 19)}Z`
}
