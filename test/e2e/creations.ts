import type { LighthouseControl } from '../../sandbox/lighthouse/control.ts'
import type { ExecutedCall } from '../../sandbox/lighthouse/control-api.ts'
import type { StoredRequest } from './records.ts'

/**
 * Every snapshot that was made belongs by its name to one request that asked for a safety snapshot and passed its gate,
 * and no request has two. One that is gone meanwhile is known by what the request recorded of it.
 */
export const creationViolations = (
  { control }: { readonly control: Pick<LighthouseControl, 'state'> },
  calls: readonly ExecutedCall[],
  records: readonly StoredRequest[],
): readonly string[] => {
  const names = new Map(
    control.state().fleet.snapshots.map(({ snapshot }) => [snapshot.SnapshotId, snapshot.SnapshotName]),
  )
  const counts = new Map<string, number>()
  const violations: string[] = []
  for (const { action, snapshotIds } of calls) {
    if (action !== 'CreateInstanceSnapshot') continue
    const [snapshotId = ''] = snapshotIds
    const name = names.get(snapshotId)
    const owner = records.find(({ requestId, request }) =>
      name === undefined ? request?.safety?.snapshotId === snapshotId : name === `keeper-${requestId}`,
    )
    if (owner?.request?.submission.options?.safetySnapshot !== true || owner.request.safety === null) {
      violations.push(`The snapshot ${snapshotId} was made, which no request asked for.`)
    } else counts.set(owner.requestId, (counts.get(owner.requestId) ?? 0) + 1)
  }
  const twice = [...counts].flatMap(([requestId, count]) =>
    count > 1 ? [`${requestId}: ${count} safety snapshots were made.`] : [],
  )
  return [...violations, ...twice]
}
