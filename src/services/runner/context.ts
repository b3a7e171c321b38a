import type { Clock } from '../clock.ts'
import type { Append, Claim, Ledger } from '../ledger/ledger.ts'
import type { Cloud } from '../lighthouse/cloud.ts'
import type { Watcher } from '../lighthouse/watcher.ts'
import type { Log } from '../log.ts'
import { BOT_ACTOR, type EntryContent } from '../rollback/entry.ts'
import type { RollbackRequest } from '../rollback/request.ts'

/** What a team decides about its requests. */
export type Rules = {
  readonly approvalsRequired: number
  /** How long a request may wait for its decision, in milliseconds. */
  readonly requestTtl: number
  /** How long an approved request may wait for its first changing call, in milliseconds. */
  readonly approvalTtl: number
}

export type RunnerParts = {
  readonly ledger: Ledger
  readonly cloud: Cloud
  readonly watcher: Watcher
  readonly clock: Clock
  readonly rules: Rules
  readonly log: Log
  /** A random id of an attempt. */
  readonly newAttemptId: () => string
}

/** What one step of one request works with. */
export type StepContext = RunnerParts & {
  readonly claim: Claim
  /** Aborted when the claim is lost or the process stops. */
  readonly signal: AbortSignal
}

/**
 * Appends on behalf of the bot, under the claim.
 * @returns the request after it, or null where it is no longer what the caller decided on: read again
 */
export const appendUnderClaim = async (
  { ledger, claim, log }: StepContext,
  request: RollbackRequest,
  content: EntryContent,
): Promise<RollbackRequest | null> => {
  const append: Append = { requestId: request.requestId, after: request.seq, content, actor: BOT_ACTOR, claim }
  const outcome = await ledger.append(append)
  if (outcome.ok) return outcome.request
  log.info({ requestId: request.requestId, kind: content.kind, why: outcome.why }, 'an entry was not appended')
  return null
}
