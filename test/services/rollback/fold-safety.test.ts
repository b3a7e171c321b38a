import { describe, expect, it } from 'vitest'
import type { Entry, EntryContent } from '../../../src/services/rollback/entry.ts'
import { SAFETY_LIMITS } from '../../../src/services/rollback/safety.ts'
import { aRequest, LOST, REFUSED_FOR_NOW } from '../../support/requests.ts'
import { LIVES, takenIn } from './lives.ts'

const inEveryLife = (holds: (entries: readonly Entry[]) => void): void => {
  for (const steps of LIVES) holds(takenIn(steps))
}

const wantsSafety = (entries: readonly Entry[]): boolean =>
  entries.some((entry) => entry.kind === 'submitted' && entry.data.options?.safetySnapshot === true)

describe('in every life of a request', () => {
  it('there is at most one passage of the gate of a safety snapshot, and none that nobody asked for', () => {
    let passages = 0
    inEveryLife((entries) => {
      const gates = entries.filter(({ kind }) => kind === 'safety_intended').length
      expect(gates).toBeLessThanOrEqual(wantsSafety(entries) ? 1 : 0)
      passages += gates
    })
    expect(passages).toBeGreaterThan(60)
  })

  it('with a safety snapshot the gate of the rollback opens only after that was ready and checks after it, soon enough', () => {
    let rollbacks = 0
    inEveryLife((entries) => {
      const gate = entries.find(({ kind }) => kind === 'apply_intended')
      if (gate === undefined || !wantsSafety(entries)) return
      rollbacks += 1
      const ready = entries.find(({ kind }) => kind === 'safety_ready')
      const began = entries.find(({ kind }) => kind === 'safety_intended')
      const check = entries.findLast(({ kind, seq }) => kind === 'checked' && seq < gate.seq)
      if (ready === undefined || began === undefined) throw new Error('rolled back without a safety snapshot')
      expect(check?.seq).toBeGreaterThan(ready.seq)
      expect(gate.at - ready.at).toBeLessThanOrEqual(SAFETY_LIMITS.begin)
      expect(ready.at - began.at).toBeLessThanOrEqual(SAFETY_LIMITS.ready)
    })
    expect(rollbacks).toBeGreaterThan(10)
  })

  it('a refused or withheld safety snapshot is the end of the request, with no rollback', () => {
    inEveryLife((entries) => {
      const refused = entries.find(
        ({ kind, seq }) =>
          kind === 'safety_withheld' ||
          (kind === 'safety_refused' && !entries.some((other) => other.kind === 'safety_ready' && other.seq < seq)),
      )
      if (refused === undefined) return
      const later = entries.filter(({ seq }) => seq > refused.seq).map(({ kind }) => kind)
      expect(['failed', undefined]).toContain(later[0])
      expect(later).not.toContain('apply_intended')
    })
  })
})

describe('the gate of a safety snapshot', () => {
  const approved = aRequest({ safetySnapshot: true }).opened().approved()
  const gate: EntryContent = {
    kind: 'safety_intended',
    data: { safetyId: 'safety-1', name: 'keeper-R', before: ['lhsnap-8c1d0e2f'] },
  }
  const apply: EntryContent = { kind: 'apply_intended', data: { attempt: 1, attemptId: 'attempt-1', baseline: [] } }

  it('is the first changing call: it opens in the last millisecond that the approval keeps, and not after it', () => {
    const checked = approved.checked()
    const left = (checked.built.beginBy ?? 0) - checked.last.at
    expect(checked.append(gate, { after: left }).built.phase).toBe('safety_sending')
    expect(() => checked.append(gate, { after: left + 1 })).toThrow(/cannot follow/)
    expect(() => checked.append(apply)).toThrow(/cannot follow/)
  })

  it('is shut to a request without the option, and to a dry run with it', () => {
    expect(() => aRequest().opened().approved().checked().append(gate)).toThrow(/cannot follow/)
    const rehearsal = aRequest({ safetySnapshot: true, dryRun: true }).opened().approved().checked()
    expect(() => rehearsal.append(gate)).toThrow(/cannot follow/)
  })

  it('never opens twice, whatever the answer was', () => {
    for (const request of [
      approved.secured(),
      approved.safetyRefused(),
      approved.safetyLost(),
      approved.safetyLost().safetyFound(),
      approved.secured().refused(REFUSED_FOR_NOW),
    ]) {
      expect(() => request.append(gate)).toThrow(/cannot follow/)
    }
  })

  it('lets the rollback begin after the approval’s own deadline, but not long after the safety snapshot', () => {
    const creating = approved.safetyAccepted()
    const late = creating.append(
      { kind: 'safety_ready', data: { snapshotId: 'lhsnap-safety01', createdTime: null } },
      { after: SAFETY_LIMITS.ready - 2_000 },
    )
    expect(late.last.at).toBeGreaterThan(late.built.beginBy ?? 0)
    const checked = late.checked()
    expect(checked.append(apply).built.phase).toBe('applying')
    const left = SAFETY_LIMITS.begin - 1_000
    expect(checked.append(apply, { after: left }).built.phase).toBe('applying')
    expect(() => checked.append(apply, { after: left + 1 })).toThrow(/cannot follow/)
  })

  it('counts a snapshot that was there before as none, and takes the id of the answer over the one found', () => {
    const lost = approved.safetyLost()
    expect(() => lost.safetyFound('lhsnap-8c1d0e2f')).toThrow(/cannot follow/)
    const found = lost.safetyFound('lhsnap-byname01')
    const answered = found.append({
      kind: 'safety_accepted',
      data: { safetyId: 'safety-1', snapshotId: 'lhsnap-safety01', cloudRequestId: 'cloud-1' },
    })
    expect(answered.built.safety).toMatchObject({ snapshotId: 'lhsnap-safety01', found: false })
  })

  it('takes an answer after the end as something learned, once, and only where it was missing', () => {
    const outcome = { kind: 'safety_refused', safetyId: 'safety-1', fault: LOST } as const
    const failed = approved
      .safetyLost()
      .failed({ cause: 'safety', safety: { why: 'not_found', reads: 40, seconds: 120 } })
    expect(failed.learned(outcome).built.learned).toHaveLength(1)
    const refused = approved
      .safetyRefused()
      .failed({ cause: 'safety', safety: { why: 'refused', fault: REFUSED_FOR_NOW } })
    expect(() => refused.learned(outcome)).toThrow(/cannot follow/)
  })
})
