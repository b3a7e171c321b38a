import { randomUUID } from 'node:crypto'
import { createServer } from 'node:http'
import { z } from 'zod'

/** A second, plain Lighthouse with one instance and one snapshot; it shares nothing with the sandbox. */
export type OtherLighthouse = {
  readonly url: string
  /** How often `ApplyInstanceSnapshot` had an effect. */
  readonly applied: () => number
  /** From now on a rollback stays half done, however often it is read, until `finish` is called. */
  readonly holdRollbacks: () => { readonly finish: () => void }
  readonly close: () => Promise<void>
}

export const REGION = 'eu-frankfurt'
export const INSTANCE = 'lhins-other0001'
export const SNAPSHOT = 'lhsnap-other0001'

/** How many reads of the snapshot a rollback lasts. */
const READS = 3

export const startOtherLighthouse = async (): Promise<OtherLighthouse> => {
  let applied = 0
  let requestId: string | null = null
  let readsLeft = 0
  let isHeld = false

  const snapshot = () => ({
    SnapshotId: SNAPSHOT,
    DiskUsage: 'SYSTEM_DISK',
    DiskId: 'lhdisk-other0001',
    DiskSize: 40,
    SnapshotName: 'before-the-upgrade',
    SnapshotState: readsLeft > 0 ? 'ROLLBACKING' : 'NORMAL',
    Percent: readsLeft > 0 ? 50 : 100,
    LatestOperation: requestId === null ? 'CreateInstanceSnapshot' : 'RollbackInstanceSnapshot',
    LatestOperationState: readsLeft > 0 ? 'OPERATING' : 'SUCCESS',
    LatestOperationRequestId: requestId ?? '11111111-1111-4111-8111-111111111111',
    CreatedTime: '2026-11-20T14:05:00Z',
  })
  const instance = {
    InstanceId: INSTANCE,
    InstanceName: 'frankfurt-web',
    InstanceState: 'RUNNING',
    InstanceRestrictState: 'NORMAL',
    LatestOperation: '',
    LatestOperationState: '',
    PublicAddresses: ['203.0.113.7'],
    PrivateAddresses: null,
    SystemDisk: { DiskType: 'CLOUD_SSD', DiskSize: 40, DiskId: 'lhdisk-other0001' },
    CreatedTime: '2026-01-01T00:00:00Z',
    ExpiredTime: '2099-01-01T00:00:00Z',
    IsolatedTime: null,
    Zone: 'eu-frankfurt-1',
  }

  const answer = (action: string): Record<string, unknown> => {
    switch (action) {
      case 'DescribeRegions':
        return { TotalCount: 1, RegionSet: [{ Region: REGION, RegionName: 'Frankfurt', RegionState: 'AVAILABLE' }] }
      case 'DescribeInstances':
        return { TotalCount: 1, InstanceSet: [instance] }
      case 'DescribeSnapshots': {
        const page = { TotalCount: 1, SnapshotSet: [snapshot()] }
        if (!isHeld) readsLeft = Math.max(0, readsLeft - 1)
        return page
      }
      case 'ApplyInstanceSnapshot':
        applied += 1
        readsLeft = READS
        requestId = randomUUID()
        return { RequestId: requestId }
      default:
        return { Error: { Code: 'InvalidAction', Message: 'This action does not exist.' } }
    }
  }

  const server = createServer((request, response) => {
    request.resume()
    request.on('end', () => {
      const action = z.string().parse(request.headers['x-tc-action'])
      const body = { Response: { RequestId: randomUUID(), ...answer(action) } }
      response.writeHead(200, { 'content-type': 'application/json' }).end(JSON.stringify(body))
    })
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const address = server.address()
  return {
    url: `http://127.0.0.1:${typeof address === 'object' && address !== null ? address.port : 0}`,
    applied: () => applied,
    holdRollbacks: () => {
      isHeld = true
      return {
        finish: () => {
          isHeld = false
          readsLeft = 0
        },
      }
    },
    close: async () => {
      server.closeAllConnections()
      await new Promise((resolve) => server.close(resolve))
    },
  }
}
