import { apiTime, type Fleet, type Instance, type Snapshot } from '../../sandbox/lighthouse/objects.ts'
import { regions } from '../../sandbox/lighthouse/regions.ts'

const MINUTE = 60_000
const DAY = 24 * 60 * MINUTE
const ROLES = ['web', 'db', 'cache', 'queue', 'mail', 'search', 'build', 'proxy'] as const

/** @returns eight characters that are the n-th id's own. */
const idOf = (number: number): string => number.toString(36).padStart(8, '0')

export const instanceIdOf = (number: number): string => `lhins-${idOf(number)}`
export const snapshotIdOf = (number: number): string => `lhsnap-${idOf(number)}`
export const regionOf = (number: number): string => regions[number % regions.length]?.Region ?? regions[0].Region

/**
 * So many running instances, dealt over all 15 regions, each with one NORMAL snapshot of its own.
 * @param now milliseconds since the UNIX epoch; ages count from it
 */
export const createFleet = (size: number, now: number): Fleet => {
  const numbers = Array.from({ length: size }, (_, number) => number)
  return {
    regions,
    instances: numbers.map((number) => ({ region: regionOf(number), instance: createInstance(number, now) })),
    snapshots: numbers.map((number) => ({
      region: regionOf(number),
      instanceId: instanceIdOf(number),
      snapshot: createSnapshot(number, now),
    })),
    dataDisks: [],
    snapshotQuotas: Object.fromEntries(regions.map(({ Region }) => [Region, size])),
  }
}

const createInstance = (number: number, now: number): Instance => ({
  InstanceId: instanceIdOf(number),
  BundleId: 'bundle_gen_02',
  BlueprintId: 'lhbp-3mz1r8cd',
  CPU: 2,
  Memory: 4,
  InstanceName: `shop-${ROLES[number % ROLES.length]}-${number}`,
  InstanceChargeType: 'PREPAID',
  SystemDisk: { DiskType: 'CLOUD_SSD', DiskSize: 80, DiskId: `lhdisk-${idOf(number)}` },
  PrivateAddresses: [`10.${(number >> 16) & 255}.${(number >> 8) & 255}.${number & 255}`],
  PublicAddresses: [`203.${(number >> 16) & 255}.${(number >> 8) & 255}.${number & 255}`],
  InternetAccessible: {
    InternetChargeType: 'TRAFFIC_POSTPAID_BY_HOUR',
    InternetMaxBandwidthOut: 30,
    PublicIpAssigned: true,
  },
  RenewFlag: 'NOTIFY_AND_MANUAL_RENEW',
  LoginSettings: { KeyIds: [] },
  InstanceState: 'RUNNING',
  InstanceRestrictState: 'NORMAL',
  Uuid: `00000000-0000-4000-8000-${String(number).padStart(12, '0')}`,
  LatestOperation: 'StartInstances',
  LatestOperationState: 'SUCCESS',
  LatestOperationRequestId: `00000000-0000-4000-8001-${String(number).padStart(12, '0')}`,
  LatestOperationStartedTime: apiTime(now - 30 * DAY),
  CreatedTime: apiTime(now - 90 * DAY - number * MINUTE),
  ExpiredTime: apiTime(now + 90 * DAY),
  IsolatedTime: null,
  PlatformType: 'LINUX_UNIX',
  Platform: 'UBUNTU',
  OsName: 'Ubuntu Server 22.04 LTS 64bit',
  Zone: `${regionOf(number)}-1`,
  Tags: [{ Key: 'env', Value: 'production' }],
})

const createSnapshot = (number: number, now: number): Snapshot => ({
  SnapshotId: snapshotIdOf(number),
  DiskUsage: 'SYSTEM_DISK',
  DiskId: `lhdisk-${idOf(number)}`,
  DiskSize: 80,
  SnapshotName: `before-release-${number}`,
  SnapshotState: 'NORMAL',
  Percent: 100,
  LatestOperation: 'CreateInstanceSnapshot',
  LatestOperationState: 'SUCCESS',
  LatestOperationRequestId: `00000000-0000-4000-8002-${String(number).padStart(12, '0')}`,
  CreatedTime: apiTime(now - DAY),
  Tags: [],
})
