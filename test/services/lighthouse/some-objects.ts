import type { CloudFault, Instance, Snapshot } from '../../../src/services/rollback/cloud-objects.ts'

export const someSnapshot = (snapshotId: string, change: Partial<Snapshot> = {}): Snapshot => ({
  snapshotId,
  name: snapshotId,
  state: 'NORMAL',
  percent: 100,
  diskId: 'lhdisk-1',
  diskSize: 50,
  diskUsage: 'SYSTEM_DISK',
  latestOperation: 'CreateInstanceSnapshot',
  latestOperationState: 'SUCCESS',
  latestOperationRequestId: 'request-0',
  createdTime: '2026-01-01T00:00:00Z',
  ...change,
})

export const someInstance = (region: string, instanceId: string): Instance => ({
  region,
  instanceId,
  name: instanceId,
  state: 'RUNNING',
  restrictState: 'NORMAL',
  latestOperation: null,
  latestOperationState: null,
  publicAddresses: [],
  privateAddresses: [],
  systemDisk: { diskId: 'lhdisk-1', diskSize: 50 },
  createdTime: null,
  expiredTime: null,
  isolatedTime: null,
  osName: null,
})

export const timeout = (action: string, region: string | null): CloudFault => ({
  kind: 'no_answer',
  action,
  region,
  detail: 'timed out: network timeout',
  sent: true,
})
