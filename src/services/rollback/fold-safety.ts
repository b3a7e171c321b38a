import type { Entry, SafetyFailure } from './entry.ts'
import { isDryRun, type Phase, type RollbackRequest, wantsSafety } from './request.ts'
import { SAFETY_LIMITS, type Safety, type SafetyAnswer } from './safety.ts'

/**
 * What entries mean for the safety snapshot of a request; null where one cannot follow. The gate is passed once in the
 * life of a request, whatever came of it: there is no second creation.
 */
export const securing = (request: RollbackRequest, entry: Entry): Partial<RollbackRequest> | null => {
  if (entry.kind === 'safety_intended') return intended(request, entry)
  const { safety } = request
  if (safety === null) return null
  switch (entry.kind) {
    case 'safety_accepted':
    case 'safety_refused':
      return answered(request, safety, entry)
    case 'safety_withheld': {
      if (request.phase !== 'safety_sending' || entry.data.safetyId !== safety.safetyId) return null
      const { waitedSeconds } = entry.data
      return {
        phase: 'safety_withheld',
        safety: { ...safety, answer: { kind: 'withheld', waitedSeconds, at: entry.at } },
      }
    }
    case 'safety_lost': {
      if (request.phase !== 'safety_sending' || entry.data.safetyId !== safety.safetyId) return null
      const { why, detail } = entry.data
      return { phase: 'safety_looking', safety: { ...safety, answer: { kind: 'lost', why, detail, at: entry.at } } }
    }
    case 'safety_found': {
      const { snapshotId } = entry.data
      if (request.phase !== 'safety_looking' || safety.before.includes(snapshotId)) return null
      return { phase: 'safety_creating', safety: { ...safety, snapshotId, found: true } }
    }
    case 'safety_ready': {
      const { snapshotId, createdTime } = entry.data
      if (request.phase !== 'safety_creating' || snapshotId !== safety.snapshotId) return null
      if (entry.at > safety.intendedAt + SAFETY_LIMITS.ready) return null
      const ready = { at: entry.at, seq: entry.seq, createdTime }
      return { phase: 'safety_ready', unreadable: null, safety: { ...safety, ready } }
    }
    default:
      return null
  }
}

const intended = (
  request: RollbackRequest,
  entry: Extract<Entry, { kind: 'safety_intended' }>,
): Partial<RollbackRequest> | null => {
  const { phase, beginBy, checked } = request
  if (phase !== 'approved' || request.safety !== null || !wantsSafety(request) || isDryRun(request)) return null
  if (checked === null || beginBy === null || entry.at > beginBy) return null
  const safety: Safety = {
    ...entry.data,
    intendedAt: entry.at,
    answer: null,
    snapshotId: null,
    found: false,
    ready: null,
  }
  return { phase: 'safety_sending', safety }
}

/** While these last, the answer decides which snapshot is waited for. */
const isOpen = (phase: Phase): boolean =>
  phase === 'safety_sending' || phase === 'safety_looking' || phase === 'safety_creating'

/** The answer may come late, as long as the request has not ended: from then on it is only kept. */
const answered = (
  request: RollbackRequest,
  safety: Safety,
  entry: Extract<Entry, { kind: 'safety_accepted' | 'safety_refused' }>,
): Partial<RollbackRequest> | null => {
  if (entry.data.safetyId !== safety.safetyId) return null
  if (safety.answer !== null && safety.answer.kind !== 'lost') return null
  const answer = answerOf(entry)
  if (!isOpen(request.phase)) return { safety: { ...safety, answer } }
  if (answer.kind === 'refused') return { phase: 'safety_refused', safety: { ...safety, answer, snapshotId: null } }
  return { phase: 'safety_creating', safety: { ...safety, answer, snapshotId: answer.snapshotId, found: false } }
}

const answerOf = (
  entry: Extract<Entry, { kind: 'safety_accepted' | 'safety_refused' }>,
): Extract<SafetyAnswer, { kind: 'accepted' | 'refused' }> => {
  if (entry.kind === 'safety_refused') return { kind: 'refused', fault: entry.data.fault, at: entry.at }
  const { snapshotId, cloudRequestId } = entry.data
  return { kind: 'accepted', snapshotId, cloudRequestId, at: entry.at }
}

/** In which phases each failure of the safety snapshot can end a request. */
const FAILS_IN: Readonly<Record<SafetyFailure['why'], readonly Phase[]>> = {
  withheld: ['safety_withheld'],
  refused: ['safety_refused'],
  not_found: ['safety_looking'],
  several: ['safety_looking'],
  creation_failed: ['safety_creating'],
  vanished: ['safety_creating', 'safety_ready', 'refused'],
  too_slow: ['safety_creating'],
  unreadable: ['safety_looking', 'safety_creating'],
  too_late: ['safety_creating', 'safety_ready'],
}

export const mayFailSecuring = ({ phase, safety }: RollbackRequest, { why }: SafetyFailure): boolean =>
  safety !== null && FAILS_IN[why].includes(phase)

/** Whether the first attempt of a rollback is allowed as far as its safety snapshot goes. */
export const isSecured = (request: RollbackRequest, at: number): boolean => {
  if (!wantsSafety(request)) return true
  const ready = request.safety?.ready ?? null
  return ready !== null && (request.checked?.seq ?? 0) > ready.seq && at <= ready.at + SAFETY_LIMITS.begin
}
