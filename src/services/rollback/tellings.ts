import type { Entry, EntryKind } from './entry.ts'
import { isPassingRefusal, MAX_ATTEMPTS } from './passing-refusals.ts'
import type { RollbackRequest } from './request.ts'

/** How each kind of entry is told in the channel. */
const TELLINGS = {
  submitted: 'silent',
  rejected: 'silent',
  opened: 'card',
  approved: 'own',
  denied: 'own',
  cancelled: 'own',
  expired: 'own',
  checked: 'silent',
  safety_intended: 'silent',
  safety_withheld: 'with_next',
  safety_accepted: 'own',
  safety_refused: 'with_next',
  safety_lost: 'own',
  safety_found: 'own',
  safety_ready: 'silent',
  apply_intended: 'silent',
  apply_withheld: 'with_next',
  apply_accepted: 'own',
  apply_refused: 'own',
  answer_lost: 'own',
  rollback_found: 'own',
  cloud_unreadable: 'own',
  cloud_readable: 'own',
  rolled_back: 'silent',
  succeeded: 'own',
  rehearsed: 'own',
  failed: 'own',
  unconfirmed: 'own',
  outcome_learned: 'own',
  released: 'silent',
  start_requested: 'own',
  start_intended: 'silent',
  start_accepted: 'silent',
  start_refused: 'own',
  start_lost: 'own',
  start_ended: 'own',
} as const satisfies Record<EntryKind, 'silent' | 'card' | 'own' | 'with_next'>

/** Kinds that people need not see: the card, the run message or the end shows what they changed. */
export const isSilent = (kind: EntryKind): boolean => TELLINGS[kind] === 'silent'

/** Kinds that get a message of their own in the thread. `opened` is told by the card itself. */
export const startsMessage = (kind: EntryKind): boolean => TELLINGS[kind] === 'own'

/**
 * Whether an entry that would get a message of its own waits for the one that follows at once and shares its message:
 * a refusal after which nothing is tried again is told with the end.
 * @param request the request folded up to this entry or further
 */
export const isToldWithNext = (entry: Entry, request: RollbackRequest): boolean => {
  if (entry.kind !== 'apply_refused') return TELLINGS[entry.kind] === 'with_next'
  const { attemptId, fault } = entry.data
  const attempt = request.attempts.find((candidate) => candidate.attemptId === attemptId)
  const isLast = (attempt?.attempt ?? MAX_ATTEMPTS) >= MAX_ATTEMPTS
  return isLast || fault.kind !== 'refused' || !isPassingRefusal(fault.code)
}
