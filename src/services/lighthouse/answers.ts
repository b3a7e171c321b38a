import { z } from 'zod'
import type { DataDisk, DeniedAction, Instance, Snapshot, SnapshotQuota } from '../rollback/cloud-objects.ts'

/**
 * The API's answers, parsed at the door. Fields that the models call optional may be absent, null or (observed in the
 * vendor's examples) empty strings: all three mean null. Enumerations are open sets and pass as they came. Fields that
 * are not named here are ignored.
 */
const text = z
  .string()
  .nullish()
  // Half a character pair would have no canonical JSON, and so no digest.
  .transform((value) => value?.toWellFormed() || null)
const addresses = z
  .array(z.string())
  .nullish()
  .transform((value): readonly string[] => value ?? [])
const total = z.number().int().min(0).nullish()
const id = z.string().min(1)

const instance = z.object({
  InstanceId: id,
  InstanceName: text,
  InstanceState: z.string(),
  InstanceRestrictState: text,
  LatestOperation: text,
  LatestOperationState: text,
  PublicAddresses: addresses,
  PrivateAddresses: addresses,
  SystemDisk: z.object({ DiskId: text, DiskSize: z.number() }).nullish(),
  CreatedTime: text,
  ExpiredTime: text,
  IsolatedTime: text,
  OsName: text,
})

const snapshot = z
  .object({
    SnapshotId: id,
    SnapshotName: text,
    SnapshotState: z.string(),
    Percent: z.number().nullish(),
    DiskId: text,
    DiskSize: z.number(),
    DiskUsage: text,
    LatestOperation: text,
    LatestOperationState: text,
    LatestOperationRequestId: text,
    CreatedTime: text,
  })
  .transform(
    (value): Snapshot => ({
      snapshotId: value.SnapshotId,
      name: value.SnapshotName ?? '',
      state: value.SnapshotState,
      percent: value.Percent ?? null,
      diskId: value.DiskId,
      diskSize: value.DiskSize,
      diskUsage: value.DiskUsage,
      latestOperation: value.LatestOperation,
      latestOperationState: value.LatestOperationState,
      latestOperationRequestId: value.LatestOperationRequestId,
      createdTime: value.CreatedTime,
    }),
  )

const deniedActions = z
  .array(z.object({ Action: z.string(), Code: z.string(), Message: z.string().nullish() }))
  .nullish()
  .transform((list): readonly DeniedAction[] =>
    (list ?? []).map(({ Action, Code, Message }) => ({ action: Action, code: Code, message: Message ?? '' })),
  )

/** An instance does not carry its region: it is the one that was asked. */
const instanceIn = (region: string) =>
  instance.transform(
    (value): Instance => ({
      region,
      instanceId: value.InstanceId,
      name: value.InstanceName ?? '',
      state: value.InstanceState,
      restrictState: value.InstanceRestrictState,
      latestOperation: value.LatestOperation,
      latestOperationState: value.LatestOperationState,
      publicAddresses: value.PublicAddresses,
      privateAddresses: value.PrivateAddresses,
      systemDisk: value.SystemDisk ? { diskId: value.SystemDisk.DiskId, diskSize: value.SystemDisk.DiskSize } : null,
      createdTime: value.CreatedTime,
      expiredTime: value.ExpiredTime,
      isolatedTime: value.IsolatedTime,
      osName: value.OsName,
    }),
  )

/** One page of a list. `total` counts all that match, not those on the page; null where the API left it out. */
export type Page<Item> = { readonly total: number | null; readonly items: readonly Item[] }

export const regionsAnswer = z
  .object({ RegionSet: z.array(z.object({ Region: id })) })
  .transform(({ RegionSet }): readonly string[] => RegionSet.map(({ Region }) => Region))

export const instancesAnswer = (region: string) =>
  z
    .object({ TotalCount: total, InstanceSet: z.array(instanceIn(region)).nullish() })
    .transform(
      ({ TotalCount, InstanceSet }): Page<Instance> => ({ total: TotalCount ?? null, items: InstanceSet ?? [] }),
    )

export const snapshotsAnswer = z
  .object({ TotalCount: total, SnapshotSet: z.array(snapshot).nullish() })
  .transform(({ TotalCount, SnapshotSet }): Page<Snapshot> => ({ total: TotalCount ?? null, items: SnapshotSet ?? [] }))

const disk = z.object({ DiskId: id, DiskUsage: text, DiskSize: z.number() })

/** The disks of an instance that a rollback leaves alone: all but the system disk. */
export const dataDisksAnswer = z
  .object({ TotalCount: total, DiskSet: z.array(disk).nullish() })
  .transform(({ DiskSet }): readonly DataDisk[] =>
    (DiskSet ?? [])
      .filter(({ DiskUsage }) => DiskUsage !== 'SYSTEM_DISK')
      .map(({ DiskId, DiskSize }) => ({ diskId: DiskId, diskSize: DiskSize })),
  )

export const instanceDenialsAnswer = z.object({
  InstanceDeniedActionSet: z.array(z.object({ InstanceId: id, DeniedActions: deniedActions })),
})

export const snapshotDenialsAnswer = z.object({
  SnapshotDeniedActionSet: z.array(z.object({ SnapshotId: id, DeniedActions: deniedActions })),
})

/** ApplyInstanceSnapshot and StartInstances answer with nothing else. */
export const acceptedAnswer = z.object({ RequestId: id }).transform(({ RequestId }) => ({ cloudRequestId: RequestId }))

export const createdAnswer = z
  .object({ SnapshotId: id, RequestId: id })
  .transform(({ SnapshotId, RequestId }) => ({ cloudRequestId: RequestId, snapshotId: SnapshotId }))

/** The name of the snapshot quota among all quotas of a region. */
export const SNAPSHOT_QUOTA = 'SNAPSHOT'

const quota = z.object({ ResourceName: z.string(), ResourceQuotaAvailable: z.number(), ResourceQuotaTotal: z.number() })

export const quotaAnswer = z
  .object({ GeneralResourceQuotaSet: z.array(quota) })
  .transform(({ GeneralResourceQuotaSet }, context): SnapshotQuota => {
    const found = GeneralResourceQuotaSet.find(({ ResourceName }) => ResourceName === SNAPSHOT_QUOTA)
    if (found !== undefined) return { available: found.ResourceQuotaAvailable, total: found.ResourceQuotaTotal }
    context.addIssue({ code: 'custom', path: ['GeneralResourceQuotaSet'], message: `no quota ${SNAPSHOT_QUOTA}` })
    return z.NEVER
  })
