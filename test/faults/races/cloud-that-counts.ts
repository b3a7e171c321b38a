import type { Cloud } from '../../../src/services/lighthouse/cloud.ts'
import type { Watcher } from '../../../src/services/lighthouse/watcher.ts'
import { anInstance, aSnapshot } from '../../support/cloud-objects.ts'

export const snapshotOf = (instanceId: string): string => instanceId.replace('lhins', 'lhsnap')

/** A cloud in which everything goes well at once, and which counts the calls that change something. */
export const createCountingCloud = () => {
  const applies: string[] = []
  const none = () => Promise.resolve([])
  const done = (snapshotId: string) =>
    aSnapshot({
      snapshotId,
      latestOperation: 'RollbackInstanceSnapshot',
      latestOperationRequestId: `rollback to ${snapshotId}`,
    })
  const cloud: Cloud = {
    endpoint: 'lighthouse.intl.tencentcloudapi.com',
    room: () => 100,
    describeRegions: none,
    listInstances: none,
    readInstance: (_, instanceId) => Promise.resolve(anInstance({ instanceId })),
    readSnapshotsOf: (_, instanceId) => Promise.resolve([aSnapshot({ snapshotId: snapshotOf(instanceId) })]),
    readSnapshots: none,
    deniedForInstance: none,
    deniedForSnapshot: none,
    dataDisksOf: none,
    snapshotQuota: () => Promise.reject(new Error('nobody asks for a safety snapshot')),
    createInstanceSnapshot: () => Promise.resolve({ sent: false }),
    applyInstanceSnapshot: (_, instanceId, snapshotId, beforeSend) => {
      if (!beforeSend()) return Promise.resolve({ sent: false })
      applies.push(instanceId)
      return Promise.resolve({ sent: true, cloudRequestId: `rollback to ${snapshotId}` })
    },
    startInstance: () => Promise.resolve({ sent: false }),
    close: () => undefined,
  }
  const watcher: Watcher = {
    watch: async function* ({ snapshotIds }) {
      yield { kind: 'seen', at: Date.now(), askedAt: performance.now(), snapshots: snapshotIds.map(done) }
    },
    close: () => undefined,
  }
  return { cloud, watcher, applies: (): readonly string[] => applies }
}
