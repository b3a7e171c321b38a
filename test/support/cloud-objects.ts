import type { Instance, Snapshot } from '../../src/services/rollback/cloud-objects.ts'
import { NOW } from './requests.ts'

/** A healthy instance; what a test is about is given. */
export const anInstance = (part: Partial<Instance> = {}): Instance => ({
  region: 'ap-singapore',
  instanceId: 'lhins-4f7h2k9q',
  name: 'shop-web-1',
  state: 'RUNNING',
  restrictState: 'NORMAL',
  latestOperation: null,
  latestOperationState: null,
  publicAddresses: ['43.156.10.20'],
  privateAddresses: ['10.0.4.12'],
  systemDisk: { diskId: 'lhdisk-1a2b3c4d', diskSize: 60 },
  createdTime: '2026-01-05T08:00:00Z',
  expiredTime: '2027-01-05T08:00:00Z',
  isolatedTime: null,
  osName: 'Ubuntu 24.04',
  ...part,
})

/** A snapshot that can be rolled back to, taken 3 days 4 hours before `NOW`. */
export const aSnapshot = (part: Partial<Snapshot> = {}): Snapshot => ({
  snapshotId: 'lhsnap-8c1d0e2f',
  name: 'before-upgrade',
  state: 'NORMAL',
  percent: 100,
  diskId: 'lhdisk-1a2b3c4d',
  diskSize: 60,
  diskUsage: 'SYSTEM_DISK',
  latestOperation: 'CreateInstanceSnapshot',
  latestOperationState: 'SUCCESS',
  latestOperationRequestId: null,
  createdTime: new Date(NOW - 76 * 3_600_000).toISOString(),
  ...part,
})
