import type { AppendOutcome } from '../services/ledger/ledger.ts'
import { mayDecide, type Refusal } from '../services/rollback/approval.ts'
import type { EntryContent, RollbackFacts } from '../services/rollback/entry.ts'
import type { RollbackRequest } from '../services/rollback/request.ts'
import { faultInWords, slackFaultOf } from '../services/slack/slack-fault.ts'
import type { PrivateAnswer } from '../views/answer.ts'
import { decodeTarget } from '../views/ids.ts'
import type { CommandParts } from './parts.ts'

/** The request that a button points at, read from the ledger; or what to tell the person instead. */
export const requestBehind = async (
  { ledger }: CommandParts,
  buttonValue: string | undefined,
): Promise<
  { readonly ok: true; readonly request: RollbackRequest } | { readonly ok: false; readonly answer: PrivateAnswer }
> => {
  const target = buttonValue === undefined ? null : decodeTarget(buttonValue)
  const recorded = target === null ? null : await ledger.read(target.requestId)
  if (target === null || recorded === null) return { ok: false, answer: { kind: 'unknown_request' } }
  const { request } = recorded
  if (request.opened?.digest !== target.digest) return { ok: false, answer: { kind: 'digest_mismatch' } }
  if (request.phase !== 'awaiting_decision') return { ok: false, answer: { kind: 'too_late', request } }
  return { ok: true, request }
}

/** The ended request that a button below its end points at; or what to tell the person instead. */
export const endedRequestBehind = async (
  { ledger }: CommandParts,
  buttonValue: string | undefined,
): Promise<
  | { readonly ok: true; readonly request: RollbackRequest; readonly facts: RollbackFacts }
  | { readonly ok: false; readonly answer: PrivateAnswer }
> => {
  const target = buttonValue === undefined ? null : decodeTarget(buttonValue)
  const recorded = target === null ? null : await ledger.read(target.requestId)
  if (target === null || recorded === null) return { ok: false, answer: { kind: 'unknown_request' } }
  const { request } = recorded
  if (request.opened?.digest !== target.digest) return { ok: false, answer: { kind: 'digest_mismatch' } }
  return { ok: true, request, facts: request.opened.facts }
}

/** Whether the person may decide, looked up in Slack now; null where they may. */
export const whyMayNotDecide = async (
  { people, own }: CommandParts,
  request: RollbackRequest,
  userId: string,
): Promise<PrivateAnswer | null> => {
  try {
    const [person, lists] = await Promise.all([people.person(userId), people.approverLists()])
    const refusal: Refusal | null = mayDecide(request, person, own.teamId, lists)
    return refusal === null ? null : { kind: 'may_not_decide', refusal }
  } catch (error) {
    return { kind: 'person_unreadable', detail: faultInWords(slackFaultOf(error)) }
  }
}

/** How often a decision that met another one is decided anew. */
const TRIES = 5

/**
 * Appends what a person decided, on the request as it is at that moment.
 * @param answerTo the entry to append, or why there is none, for the request as it is now
 * @returns what to tell the person; null where the card's change says it
 */
export const appendDecision = async (
  { ledger }: CommandParts,
  first: RollbackRequest,
  actor: string,
  answerTo: (request: RollbackRequest) => EntryContent | PrivateAnswer,
): Promise<PrivateAnswer | null> => {
  let request = first
  for (let attempt = 0; attempt < TRIES; attempt += 1) {
    if (request.phase !== 'awaiting_decision') return { kind: 'too_late', request }
    const content = answerTo(request)
    if (!('data' in content)) return content
    const outcome: AppendOutcome = await ledger.append({
      requestId: request.requestId,
      after: request.seq,
      content,
      actor,
    })
    if (outcome.ok) return null
    const recorded = await ledger.read(request.requestId)
    if (recorded === null) return { kind: 'unknown_request' }
    if (outcome.why === 'not_allowed' && recorded.request.seq === request.seq) {
      // The same request did not take it: by the store's clock the time for a decision is over.
      return { kind: 'deadline_passed', decideBy: request.opened?.decideBy ?? 0 }
    }
    request = recorded.request
  }
  return { kind: 'too_late', request }
}
