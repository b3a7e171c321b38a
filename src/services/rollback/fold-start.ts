import type { Entry } from './entry.ts'
import { type RollbackRequest, START_TTL, type Start, wasLeftStopped } from './request.ts'

/** What entries mean for the start of an instance that its rollback left stopped; null where one cannot follow. */
export const starting = (request: RollbackRequest, entry: Entry): Pick<RollbackRequest, 'start'> | null => {
  const { start } = request
  if (entry.kind === 'start_requested') {
    if (start !== null || !wasLeftStopped(request)) return null
    return { start: { by: entry.data.by, requestedAt: entry.at, intended: null, answer: null, ended: null } }
  }
  if (start === null || start.ended !== null) return null
  const next = start.intended === null ? beforeGate(start, entry) : afterGate(start, start.intended.startId, entry)
  return next === null ? null : { start: next }
}

const NOTHING_SENT: ReadonlySet<string> = new Set(['already_running', 'missing', 'held', 'too_late'])

const beforeGate = (start: Start, entry: Entry): Start | null => {
  switch (entry.kind) {
    case 'start_intended':
      if (entry.at > start.requestedAt + START_TTL) return null
      return { ...start, intended: { startId: entry.data.startId, at: entry.at } }
    case 'start_ended': {
      return NOTHING_SENT.has(entry.data.outcome) ? { ...start, ended: { ...entry.data, at: entry.at } } : null
    }
    default:
      return null
  }
}

const afterGate = (start: Start, startId: string, entry: Entry): Start | null => {
  const isOpen = start.answer === null || start.answer === 'lost'
  switch (entry.kind) {
    case 'start_accepted':
      return isOpen && entry.data.startId === startId ? { ...start, answer: 'accepted' } : null
    case 'start_refused':
      if (!isOpen || entry.data.startId !== startId) return null
      return { ...start, answer: 'refused', ended: { outcome: 'refused', instanceState: null, at: entry.at } }
    case 'start_lost':
      return start.answer === null && entry.data.startId === startId ? { ...start, answer: 'lost' } : null
    case 'start_ended': {
      const { outcome } = entry.data
      // Too late to send is known only to who passed the gate, before any answer.
      if (outcome === 'too_late')
        return start.answer === null ? { ...start, ended: { ...entry.data, at: entry.at } } : null
      const isSeen = outcome === 'running' || outcome === 'not_running' || outcome === 'missing'
      return isSeen && start.answer !== null ? { ...start, ended: { ...entry.data, at: entry.at } } : null
    }
    default:
      return null
  }
}
