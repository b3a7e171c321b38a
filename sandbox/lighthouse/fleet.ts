import { createHash } from 'node:crypto'
import { everyday } from './fleet-everyday.ts'
import { awkwardNames, troubled } from './fleet-troubled.ts'
import { apiTime, type Disk, type Fleet, type Instance, type Snapshot } from './objects.ts'
import type { PlannedInstance, PlannedSnapshot } from './planned.ts'
import { regions } from './regions.ts'

const fleetPlan = [...everyday, ...awkwardNames, ...troubled]

const minute = 60_000
const day = 24 * 60 * minute
const systemDiskSize = 80
/** Room for new snapshots in every region but {@link fullRegion}. */
const spareQuota = 5

/** Its snapshot quota is used up. */
const fullRegion = 'eu-frankfurt'

/**
 * The fleet of the sandbox: 45 instances in all 15 regions and all states, in states that stay as they are until
 * somebody does something.
 *
 * @param now milliseconds since the UNIX epoch; ages count from it
 */
export function createSeededFleet(now: number): Fleet {
  const snapshots = fleetPlan.flatMap((planned) =>
    planned.snapshots.map((snapshot, index) => ({
      region: planned.region,
      instanceId: `lhins-${planned.id}`,
      snapshot: createSnapshot(planned, snapshot, index, now),
    })),
  )
  const used = (region: string) => snapshots.filter((placed) => placed.region === region).length
  return {
    regions,
    instances: fleetPlan.map((planned, index) => ({
      region: planned.region,
      instance: createInstance(planned, index, now),
    })),
    snapshots,
    dataDisks: fleetPlan.flatMap((planned) => createDataDisks(planned, now)),
    snapshotQuotas: Object.fromEntries(
      regions.map(({ Region }) => [Region, used(Region) + (Region === fullRegion ? 0 : spareQuota)]),
    ),
  }
}

function createInstance(planned: PlannedInstance, index: number, now: number): Instance {
  const { id, name, region, state = 'RUNNING', change } = planned
  const created = now - (90 + index * 11) * day
  const isMoving = state.endsWith('ING') && state !== 'RUNNING' && state !== 'PENDING'
  const isIsolated = state === 'SHUTDOWN'
  return {
    InstanceId: `lhins-${id}`,
    BundleId: 'bundle_gen_02',
    BlueprintId: 'lhbp-3mz1r8cd',
    CPU: 2,
    Memory: 4,
    InstanceName: name,
    InstanceChargeType: 'PREPAID',
    SystemDisk: { DiskType: 'CLOUD_SSD', DiskSize: systemDiskSize, DiskId: `lhdisk-${id}` },
    PrivateAddresses: [`10.0.${4 + (index >> 4)}.${10 + index}`],
    PublicAddresses: [`203.0.113.${10 + index}`],
    InternetAccessible: {
      InternetChargeType: 'TRAFFIC_POSTPAID_BY_HOUR',
      InternetMaxBandwidthOut: 30,
      PublicIpAssigned: true,
    },
    RenewFlag: 'NOTIFY_AND_MANUAL_RENEW',
    LoginSettings: { KeyIds: [] },
    InstanceState: state,
    InstanceRestrictState: 'NORMAL',
    Uuid: stableUuid(`instance ${id}`),
    LatestOperation: state === 'STOPPED' || state === 'STOPPING' ? 'StopInstances' : 'StartInstances',
    LatestOperationState: isMoving ? 'OPERATING' : 'SUCCESS',
    LatestOperationRequestId: stableUuid(`operation ${id}`),
    LatestOperationStartedTime: apiTime(now - (isMoving ? minute : 30 * day)),
    CreatedTime: apiTime(created),
    ExpiredTime: apiTime(isIsolated ? now - 2 * day : now + (40 + index) * day),
    IsolatedTime: isIsolated ? apiTime(now - 2 * day) : null,
    PlatformType: 'LINUX_UNIX',
    Platform: 'UBUNTU',
    OsName: 'Ubuntu Server 22.04 LTS 64bit',
    Zone: `${region}-${1 + (index % 3)}`,
    Tags: [{ Key: 'env', Value: index % 2 === 0 ? 'production' : 'staging' }],
    ...change,
  }
}

function createSnapshot(planned: PlannedInstance, snapshot: PlannedSnapshot, index: number, now: number): Snapshot {
  return {
    SnapshotId: `lhsnap-${stableId(`${planned.id} ${index}`)}`,
    DiskUsage: 'SYSTEM_DISK',
    DiskId: `lhdisk-${planned.id}`,
    DiskSize: planned.change?.SystemDisk?.DiskSize ?? systemDiskSize,
    SnapshotName: snapshot.name,
    SnapshotState: 'NORMAL',
    Percent: 100,
    LatestOperation: 'CreateInstanceSnapshot',
    LatestOperationState: 'SUCCESS',
    LatestOperationRequestId: stableUuid(`snapshot ${planned.id} ${index}`),
    CreatedTime: apiTime(now - snapshot.age * minute),
    Tags: [],
    ...snapshot.change,
  }
}

function createDataDisks({ id, region, dataDisks = [] }: PlannedInstance, now: number) {
  return dataDisks.map((size, index) => {
    const disk: Disk = {
      DiskId: `lhdisk-${stableId(`data ${id} ${index}`)}`,
      InstanceId: `lhins-${id}`,
      Zone: `${region}-1`,
      DiskName: `data-${index + 1}`,
      DiskUsage: 'DATA_DISK',
      DiskType: 'CLOUD_PREMIUM',
      DiskChargeType: 'PREPAID',
      DiskSize: size,
      RenewFlag: 'NOTIFY_AND_MANUAL_RENEW',
      DiskState: 'ATTACHED',
      Attached: true,
      DeleteWithInstance: false,
      LatestOperation: 'AttachDisks',
      LatestOperationState: 'SUCCESS',
      LatestOperationRequestId: stableUuid(`disk ${id} ${index}`),
      CreatedTime: apiTime(now - 80 * day),
      ExpiredTime: apiTime(now + 60 * day),
      IsolatedTime: null,
      DiskBackupCount: 0,
      DiskBackupQuota: 0,
      Tags: [],
    }
    return { region, disk }
  })
}

/** @returns eight characters that are always the same for the same text. */
function stableId(text: string): string {
  const number = createHash('sha256').update(text).digest().readBigUInt64BE()
  return number.toString(36).padStart(8, '0').slice(-8)
}

function stableUuid(text: string): string {
  const hex = createHash('sha256').update(text).digest('hex')
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-4${hex.slice(13, 16)}-8${hex.slice(17, 20)}-${hex.slice(20, 32)}`
}
