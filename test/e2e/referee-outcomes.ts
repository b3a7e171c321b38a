import type { LoggedCall } from '../../sandbox/lighthouse/control-api.ts'
import { type LocalLighthouse, sandboxCredential } from '../../sandbox/lighthouse/server.ts'
import { isPassingRefusal } from '../../src/services/rollback/passing-refusals.ts'
import type { RollbackRequest } from '../../src/services/rollback/request.ts'
import type { StoredRequest } from './records.ts'
import { type Judged, ownApplies, ownerOf } from './referee-calls.ts'

/** What the cloud really did, held against what a request's end says. */

type Begun = ReturnType<LocalLighthouse['control']['rollbacks']>[number]

/** Calls of the bot that asked for a rollback, however they went. */
const applies = ({ lighthouse }: Judged): readonly LoggedCall[] =>
  lighthouse.control
    .calls()
    .filter(({ action, secretId }) => action === 'ApplyInstanceSnapshot' && secretId === sandboxCredential.secretId)

/** No gate, no call; one call for each gate; and after no answer never another one. */
export const sendingViolations = (judged: Judged): readonly string[] => {
  const calls = Map.groupBy(applies(judged), ({ instanceIds }) => instanceIds.join())
  return [...calls].flatMap(([instanceId, sent]) => {
    const requests = judged.records.flatMap(({ request }) =>
      request !== null && request.submission.instanceId === instanceId ? [request] : [],
    )
    const gates = requests.flatMap(({ attempts }) => attempts).length
    const tooMany = sent.length > gates ? [`${instanceId}: ${sent.length} calls were sent for ${gates} gates.`] : []
    return [...tooMany, ...repeats(requests)]
  })
}

/** A further attempt of one request, after anything but a definite, passing refusal. */
const repeats = (requests: readonly RollbackRequest[]): readonly string[] =>
  requests.flatMap(({ requestId, attempts }) =>
    attempts.slice(0, -1).flatMap(({ attempt, answer }) => {
      const isPassing =
        answer?.kind === 'refused' && answer.fault.kind === 'refused' && isPassingRefusal(answer.fault.code)
      return isPassing
        ? []
        : [`${requestId}: attempt ${attempt} was followed by another one after ${answer?.kind ?? 'nothing'}.`]
    }),
  )

/** Ends that say something else than what the cloud did. */
export const outcomeViolations = (judged: Judged): readonly string[] =>
  judged.records.flatMap(({ requestId, request }) =>
    request === null ? [] : untruthsOf(request, judged).map((untruth) => `${requestId}: ${untruth}`),
  )

const untruthsOf = (request: RollbackRequest, judged: Judged): readonly string[] => {
  const { end } = request
  switch (end?.name) {
    case 'succeeded':
      return wasDone(request, judged) ? [] : ['it is told as succeeded, which the cloud does not confirm.']
    case 'unconfirmed':
      return unfounded(request, judged)
    case 'failed':
      return end.failure.cause === 'reported' || !hadEffect(request, judged)
        ? []
        : [`it is told as failed (${end.failure.cause}), but its call had an effect.`]
    case undefined:
      return []
    default:
      return request.attempts.length === 0 ? [] : [`it ended as ${end?.name} after a call was intended.`]
  }
}

/**
 * Rollbacks of the request's snapshot that began after its baseline was taken. By their order, not by any clock: what the
 * baseline names was there before.
 */
const rollbacksOf = (
  { submission: { snapshotId }, attempts }: RollbackRequest,
  { lighthouse }: Judged,
): readonly Begun[] => {
  const first = attempts[0]
  if (first === undefined) return []
  const begun = lighthouse.control.rollbacks().filter((rollback) => rollback.snapshotId === snapshotId)
  const before = first.baseline.find((seen) => seen.snapshotId === snapshotId)?.requestId
  return begun.slice(begun.findIndex(({ requestId }) => requestId === before) + 1)
}

const wasDone = (request: RollbackRequest, judged: Judged): boolean => {
  const { end, following } = request
  return rollbacksOf(request, judged).some(
    ({ requestId, outcome, endsAt }) =>
      outcome === 'succeeds' && requestId === following?.cloudRequestId && endsAt <= (end?.at ?? 0) + judged.skew,
  )
}

/** Whether a call of the request had an effect. */
const hadEffect = (request: RollbackRequest, judged: Judged): boolean =>
  ownApplies(judged).some((call) => ownerOf(call, judged)?.requestId === request.requestId)

/** Why "the outcome could not be learned" is not so. */
const unfounded = (request: RollbackRequest, judged: Judged): readonly string[] => {
  const { end, attempts } = request
  if (end?.name !== 'unconfirmed') return []
  const answer = attempts.at(-1)?.answer?.kind
  const seen = rollbacksOf(request, judged).filter(({ at }) => at < end.at - judged.skew - LOOKS)
  switch (end.doubt.cause) {
    case 'nothing_seen':
      return [
        ...(answer === 'lost' ? [] : [`nothing was seen, it says, but the call was ${answer ?? 'never answered'}.`]),
        ...seen.map(({ requestId }) => `nothing was seen, it says, but its snapshot was rolled back (${requestId}).`),
      ]
    case 'foreign':
      return foreignRollbacks(request, judged).length > 0 ? [] : ['somebody else is named who did nothing.']
    case 'no_end':
      return seen.some(({ at, endsAt }) => endsAt - at < NO_END - LOOKS) ? ['its rollback had ended, unnoticed.'] : []
    case 'unreadable':
      return wasReadable(request, end.at, judged) ? ['the cloud could not be read, it says, but it was.'] : []
    case 'snapshot_vanished':
      return isThere(request, judged) ? ['its snapshot vanished, it says, but it is there.'] : []
  }
}

/** How long after an effect a look may still miss it, in milliseconds: looks are up to 10 s apart. */
const LOOKS = 20_000
const NO_END = 3_600_000

/** Whether the disk's snapshots were read for the request in nearly all of the hour before its end. */
const wasReadable = ({ submission }: RollbackRequest, end: number, { lighthouse, skew }: Judged): boolean =>
  lighthouse.control
    .calls()
    .some(
      ({ action, outcome, instanceIds, at }) =>
        action === 'DescribeSnapshots' &&
        outcome === 'ok' &&
        instanceIds.includes(submission.instanceId) &&
        at > end - NO_END + 2 * LOOKS &&
        at < end - skew,
    )

const isThere = ({ submission }: RollbackRequest, { lighthouse }: Judged): boolean =>
  lighthouse.control.state().fleet.snapshots.some(({ snapshot }) => snapshot.SnapshotId === submission.snapshotId)

const foreignRollbacks = ({ submission, attempts }: RollbackRequest, { lighthouse, skew }: Judged): readonly Begun[] =>
  lighthouse.control
    .rollbacks()
    .filter(
      ({ instanceId, snapshotId, at }) =>
        instanceId === submission.instanceId &&
        snapshotId !== submission.snapshotId &&
        at >= (attempts[0]?.intendedAt ?? 0) - skew,
    )

/** Requests that have not come to their end, or still hold their instance. */
export const unfinished = (records: readonly StoredRequest[]): readonly string[] =>
  records.flatMap(({ requestId, request }) => {
    if (request === null) return []
    if (request.end === null) return [`${requestId}: it is ${request.phase} and has no end.`]
    return request.holdsInstance ? [`${requestId}: it has ended and still holds its instance.`] : []
  })
