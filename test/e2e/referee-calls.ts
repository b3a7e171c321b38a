import type { ExecutedCall } from '../../sandbox/lighthouse/control-api.ts'
import { type LocalLighthouse, sandboxCredential } from '../../sandbox/lighthouse/server.ts'
import type { Attempt, RollbackRequest } from '../../src/services/rollback/request.ts'
import type { StoredRequest } from './records.ts'

/** Whose call was it? An instance belongs to one request at a time, and an answer names its call. */

export type Judged = {
  readonly lighthouse: LocalLighthouse
  readonly records: readonly StoredRequest[]
  /** How far the clocks of bots, store and cloud were apart at most, in milliseconds. */
  readonly skew: number
}

/** The bot's rollbacks that had an effect. */
export const ownApplies = ({ lighthouse }: Pick<Judged, 'lighthouse'>): readonly ExecutedCall[] =>
  lighthouse.control
    .executed()
    .filter(({ action, secretId }) => action === 'ApplyInstanceSnapshot' && secretId === sandboxCredential.secretId)

/** The cloud's ids that the request knows as answers to its own calls. */
const answeredIds = ({ attempts, learned }: RollbackRequest): readonly string[] => [
  ...attempts.flatMap(({ answer }) => (answer?.kind === 'accepted' ? [answer.cloudRequestId] : [])),
  ...learned.flatMap((outcome) => (outcome.kind === 'accepted' ? [outcome.cloudRequestId] : [])),
]

const isUnanswered = ({ answer }: Attempt): boolean => answer?.kind !== 'accepted'

/** The request that a call belongs to; undefined where nobody intended it. */
export const ownerOf = (call: ExecutedCall, { records, skew }: Judged): RollbackRequest | undefined => {
  const requests = records
    .flatMap(({ request }) => (request === null ? [] : [request]))
    .filter(
      ({ submission: { instanceId, snapshotId } }) =>
        call.instanceIds.includes(instanceId) && call.snapshotIds.includes(snapshotId),
    )
  const named = requests.find((request) => answeredIds(request).includes(call.requestId))
  if (named !== undefined) return named
  const gates = requests
    .flatMap((request) => request.attempts.filter(isUnanswered).map(({ intendedAt }) => ({ request, intendedAt })))
    .filter(({ intendedAt }) => intendedAt <= call.at + skew)
  return gates.toSorted((one, other) => one.intendedAt - other.intendedAt).at(-1)?.request
}
