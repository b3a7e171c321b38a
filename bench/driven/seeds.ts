import type { Fleet } from '../../sandbox/lighthouse/objects.ts'
import type { Clock } from '../../src/services/clock.ts'
import type { AppendOutcome, Ledger } from '../../src/services/ledger/ledger.ts'
import { digestOf } from '../../src/services/rollback/digest.ts'
import { BOT_ACTOR, type EntryContent, type RollbackFacts } from '../../src/services/rollback/entry.ts'
import { instanceIdOf, regionOf, snapshotIdOf } from '../programs/fleet.ts'

const REQUESTER = 'U0ANADUART'
/** Who presses Approve. */
export const APPROVER = 'U0BENOKAFR'
const HOUR = 3_600_000

export const requestIdOf = (number: number): string => `rb-bench${String(number).padStart(5, '0')}`

/**
 * Writes requests into a ledger, one for each of these instances of the fleet, as they stand between the click on
 * Approve and the work on it, or before the click: whoever works on the ledger takes up all of them at once.
 */
export const writeRequests = async (
  ledger: Ledger,
  clock: Pick<Clock, 'now'>,
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
    ]
    for (const [after, [actor, content]] of contents.entries()) {
      accepted(await ledger.append({ requestId, after, content, actor }))
    }
    if (isApproved) await approveRequest(ledger, number)
  }
}

/** What a click on Approve leaves in the ledger. */
export const approveRequest = async (ledger: Ledger, number: number): Promise<void> => {
  const content: EntryContent = { kind: 'approved', data: { by: APPROVER } }
  accepted(await ledger.append({ requestId: requestIdOf(number), after: 2, content, actor: APPROVER }))
}

const accepted = (outcome: AppendOutcome): void => {
  if (!outcome.ok) throw new Error(`the ledger refused what was to be measured: ${outcome.why}`)
}
