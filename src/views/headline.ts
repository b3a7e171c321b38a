import { type EndName, isDryRun, type Phase, type RollbackRequest } from '../services/rollback/request.ts'
import { id, name, type Sentence, sentence } from '../words/parts.ts'
import type { Context } from './context.ts'
import { STATE_EMOJI } from './emoji.ts'

/** The state as a person reads it: the phase while the request goes on, then its end. */
export const shownAs = (request: RollbackRequest): Exclude<Phase, 'ended'> | EndName => {
  if (request.end !== null) return request.end.name
  return request.phase === 'ended' ? 'unconfirmed' : request.phase
}

/** Where a request stands, in a few words of our own; the same on the card, in the thread and in notifications. */
export const headline = (request: RollbackRequest, { words }: Context): string => {
  const where = words.card.headline[shownAs(request)]
  return isDryRun(request) ? words.card.dryRun.headline(where) : where
}

export const stateEmoji = (request: RollbackRequest): string => STATE_EMOJI[shownAs(request)]

/** The name of the approved facts; before there are any the one the picker showed. */
export const instanceNameOf = ({ opened, submission }: RollbackRequest): string =>
  opened?.facts.instance.name ?? submission.instanceName

/** Name and id of the instance. */
export const instanceSentence = (request: RollbackRequest): Sentence =>
  sentence`${name(instanceNameOf(request))} ${id(request.submission.instanceId)}`

export const snapshotSentence = (request: RollbackRequest): Sentence => {
  const { snapshotId } = request.submission
  const known = request.opened?.facts.snapshot.name
  return known === undefined ? sentence`${id(snapshotId)}` : sentence`${name(known)} ${id(snapshotId)}`
}
