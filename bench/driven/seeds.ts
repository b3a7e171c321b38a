import type { Fleet } from '../../sandbox/lighthouse/objects.ts'
import type { Clock } from '../../src/services/clock.ts'
import { createLedger } from '../../src/services/ledger/create-ledger.ts'
import { openSqlite } from '../../src/services/ledger/sqlite-engine.ts'
import { digestOf } from '../../src/services/rollback/digest.ts'
import { BOT_ACTOR, type EntryContent, type RollbackFacts } from '../../src/services/rollback/entry.ts'
import { instanceIdOf, regionOf, snapshotIdOf } from '../programs/fleet.ts'

const REQUESTER = 'U0ANADUART'
/** Who presses Approve. */
export const APPROVER = 'U0BENOKAFR'
const HOUR = 3_600_000

export const requestIdOf = (number: number): string => `rb-bench${String(number).padStart(5, '0')}`

/**
 * Writes requests into a new ledger, one for each of these instances of the fleet, as they stand between the click on
 * Approve and the work on it, or before the click: a bot that starts on the folder takes up all of them at once.
 */
export const writeRequests = async (
  folder: string,
  clock: Clock,
  {
    fleet,
    numbers,
    isApproved,
  }: {
    readonly fleet: Fleet
    readonly numbers: readonly number[]
    readonly isApproved: boolean
  },
): Promise<void> => {
  const ledger = createLedger(openSqlite(folder, clock))
  const snapshotCreated = new Map(
    fleet.snapshots.map(({ snapshot }) => [snapshot.SnapshotId, snapshot.CreatedTime] as const),
  )
  for (const number of numbers) {
    const requestId = requestIdOf(number)
    const placed = fleet.instances[number]
    if (placed === undefined) throw new Error(`the fleet has no instance ${number}`)
    const disk = { diskId: placed.instance.SystemDisk.DiskId ?? '', diskSize: placed.instance.SystemDisk.DiskSize }
    const snapshotId = snapshotIdOf(number)
    const facts: RollbackFacts = {
      requestId,
      endpoint: '127.0.0.1',
      region: regionOf(number),
      instance: { instanceId: instanceIdOf(number), name: placed.instance.InstanceName, state: 'RUNNING', ...disk },
      snapshot: {
        snapshotId,
        name: `before-release-${number}`,
        createdTime: snapshotCreated.get(snapshotId) ?? null,
        ...disk,
      },
      reason: 'The release broke the checkout',
      requester: REQUESTER,
    }
    const contents: readonly (readonly [string, EntryContent])[] = [
      [
        REQUESTER,
        {
          kind: 'submitted',
          data: {
            requester: REQUESTER,
            region: facts.region,
            instanceId: facts.instance.instanceId,
            instanceName: facts.instance.name,
            snapshotId,
            reason: facts.reason,
            viewId: null,
          },
        },
      ],
      [
        BOT_ACTOR,
        {
          kind: 'opened',
          data: {
            facts,
            digest: digestOf(facts),
            findings: [],
            approvalsRequired: 1,
            decideBy: new Date(clock.now() + 3 * HOUR).toISOString(),
            approvalTtlSeconds: HOUR / 1000,
          },
        },
      ],
      [APPROVER, { kind: 'approved', data: { by: APPROVER } }],
    ]
    for (const [after, [actor, content]] of (isApproved ? contents : contents.slice(0, -1)).entries()) {
      const outcome = await ledger.append({ requestId, after, content, actor })
      if (!outcome.ok) throw new Error(`${content.kind} of ${requestId} was refused: ${outcome.why}`)
    }
  }
  await ledger.close()
}
