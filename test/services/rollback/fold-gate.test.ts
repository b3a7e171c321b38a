import { describe, expect, it } from 'vitest'
import type { EntryContent } from '../../../src/services/rollback/entry.ts'
import { MAX_ATTEMPTS } from '../../../src/services/rollback/passing-refusals.ts'
import { aRequest, CLOUD_REQUEST_ID, LOST, REFUSED_FOR_NOW } from '../../support/requests.ts'
import { PASSING } from './model.ts'

const approved = aRequest().opened().approved()
const gate = (attempt = 1): EntryContent => ({
  kind: 'apply_intended',
  data: { attempt, attemptId: `attempt-${attempt}`, baseline: [] },
})
const refusedWith = (code: string) => approved.refused({ ...REFUSED_FOR_NOW, code })

describe('the gate', () => {
  it('opens only after checks', () => {
    expect(() => approved.append(gate())).toThrow(/cannot follow approved/)
    expect(approved.checked().append(gate()).built).toMatchObject({
      phase: 'applying',
      attempts: [{ attempt: 1, attemptId: 'attempt-1', answer: null }],
    })
  })

  it('opens once: while the call has no answer there is no second attempt', () => {
    const intended = approved.intended()
    expect(() => intended.append(gate(1))).toThrow(/cannot follow applying/)
    expect(() => intended.append(gate(2))).toThrow(/cannot follow applying/)
    expect(() => intended.checked()).toThrow(/cannot follow applying/)
  })

  it('opens in the last millisecond that the approval keeps, and not after it', () => {
    const checked = approved.checked()
    const left = (checked.built.beginBy ?? 0) - checked.last.at
    expect(checked.append(gate(), { after: left }).built.phase).toBe('applying')
    expect(() => checked.append(gate(), { after: left + 1 })).toThrow(/cannot follow/)
  })

  it('of an approval that was not begun in time stays shut, and the request expires', () => {
    const left = (approved.built.beginBy ?? 0) - approved.last.at
    const expired: EntryContent = { kind: 'expired', data: { waitedFor: 'start' } }
    expect(() => approved.append(expired, { after: left })).toThrow(/cannot follow/)
    expect(approved.append(expired, { after: left + 1 }).built).toMatchObject({
      holdsInstance: false,
      end: { name: 'expired', waitedFor: 'start' },
    })
  })

  it.each(PASSING)('opens again after the passing refusal %s, once checks were made anew', (code) => {
    const refused = refusedWith(code)
    expect(() => refused.append(gate(2))).toThrow(/cannot follow refused/)
    expect(refused.checked().append(gate(2)).built).toMatchObject({ phase: 'applying', attempts: [{}, { attempt: 2 }] })
  })

  it.each([
    'UnauthorizedOperation.NoPermission',
    'UnsupportedOperation.InvalidInstanceState',
    'UnsupportedOperation.LatestOperationUnfinished',
    'InternalError',
    'InternalError.TaskTimeout',
    'UnsupportedOperation',
    'unsupportedoperation.diskbusy',
    '',
  ])('stays shut after any other code: %s', (code) => {
    expect(() => refusedWith(code).checked().append(gate(2))).toThrow(/cannot follow refused/)
  })

  it('stays shut after a call whose answer was lost, that was accepted, or that was withheld', () => {
    for (const request of [approved.answerLost(), approved.answerLost('restart'), approved.accepted()]) {
      expect(() => request.append(gate(2))).toThrow(/cannot follow/)
      expect(() => request.checked()).toThrow(/cannot follow/)
    }
    expect(() => approved.withheld().append(gate(2))).toThrow(/cannot follow withheld/)
  })

  it('stays shut where an "answer" to the call is none', () => {
    expect(() => approved.refused(LOST).checked().append(gate(2))).toThrow(/cannot follow refused/)
  })

  it(`opens ${MAX_ATTEMPTS} times at most, each attempt under the next number`, () => {
    const third = approved.refused().refused().refused()
    expect(third.built.attempts).toHaveLength(3)
    expect(() => third.checked().append(gate(4))).toThrow(/cannot follow refused/)
    expect(() => approved.refused().checked().append(gate(3))).toThrow(/cannot follow refused/)
    expect(() => approved.refused().checked().append(gate(1))).toThrow(/cannot follow refused/)
  })

  it('needs checks of its own for each attempt, also where the refusal came in the same millisecond', () => {
    const refused = approved.checked().append(gate(), { after: 0 })
    const answered = refused.append(
      { kind: 'apply_refused', data: { attemptId: 'attempt-1', fault: REFUSED_FOR_NOW } },
      { after: 0 },
    )
    expect(() => answered.append(gate(2), { after: 0 })).toThrow(/cannot follow refused/)
  })

  it('of a further attempt does not ask for the approval again, which was begun in time', () => {
    const late = approved
      .refused()
      .append({ kind: 'checked', data: { findings: [], instanceState: 'RUNNING' } }, { after: 3_600_000 })
    expect(late.append(gate(2)).built.attempts).toHaveLength(2)
  })
})

describe('the answer to a call', () => {
  const accepted: EntryContent = {
    kind: 'apply_accepted',
    data: { attemptId: 'attempt-1', cloudRequestId: CLOUD_REQUEST_ID },
  }
  const refused: EntryContent = { kind: 'apply_refused', data: { attemptId: 'attempt-1', fault: REFUSED_FOR_NOW } }

  it('belongs to its attempt: under another id it is not taken', () => {
    const second = approved.refused().intended()
    expect(() => second.append(accepted)).toThrow(/cannot follow applying/)
    expect(second.accepted().built).toMatchObject({
      phase: 'rolling_back',
      attempts: [{ answer: { kind: 'refused' } }, { answer: { kind: 'accepted' } }],
    })
  })

  it('is taken once', () => {
    expect(() => approved.accepted().append(accepted)).toThrow(/cannot follow/)
    expect(() => approved.accepted().append(refused)).toThrow(/cannot follow/)
    expect(() => approved.refused().append(accepted)).toThrow(/cannot follow/)
  })

  it('is taken from the owner after somebody else found the gate without one', () => {
    const looking = approved.answerLost('restart')
    expect(looking.append(accepted).built).toMatchObject({
      phase: 'rolling_back',
      following: { cloudRequestId: CLOUD_REQUEST_ID, found: false },
    })
    expect(looking.append(refused).built).toMatchObject({ phase: 'refused', following: null })
  })

  it('is taken while a found rollback is followed, and counts for more than what was found', () => {
    const found = approved.answerLost('restart').found('by-hand')
    expect(found.append(accepted).built.following).toEqual({
      cloudRequestId: CLOUD_REQUEST_ID,
      found: false,
      differs: false,
    })
    expect(found.append(refused).built).toMatchObject({ phase: 'refused', following: null })
  })

  it('is taken while the instance comes to rest: a refusal shows that the rollback was not ours', () => {
    const settling = approved.answerLost('restart').found('by-hand').rolledBack()
    expect(settling.append(accepted).built).toMatchObject({
      phase: 'settling',
      attempts: [{ answer: { kind: 'accepted' } }],
    })
    const late = settling.append(refused)
    expect(late.built).toMatchObject({ phase: 'refused', following: null, rolledBackAt: null })
    expect(() => late.succeeded()).toThrow(/cannot follow refused/)
  })

  it('is taken after the end as something learned, and changes nothing else', () => {
    const ended = approved.answerLost().unconfirmed({ cause: 'nothing_seen', reads: 40, seconds: 120 })
    expect(() => ended.append(accepted)).toThrow(/cannot follow ended/)
    const outcome = { kind: 'accepted', attemptId: 'attempt-1', cloudRequestId: CLOUD_REQUEST_ID } as const
    const learned = ended.learned(outcome)
    expect(learned.built).toEqual({
      ...ended.built,
      seq: learned.last.seq,
      hash: learned.last.hash,
      learned: [{ ...outcome, at: learned.last.at }],
    })
  })

  it('is withheld where the call was not sent in time, and then only the end can follow', () => {
    const withheld = approved.withheld(7.5)
    expect(withheld.built).toMatchObject({ phase: 'withheld', attempts: [{ answer: { kind: 'withheld' } }] })
    expect(() => withheld.checked()).toThrow(/cannot follow withheld/)
    expect(() => withheld.unconfirmed({ cause: 'snapshot_vanished' })).toThrow(/cannot follow withheld/)
    expect(withheld.failed({ cause: 'withheld', waitedSeconds: 7.5 }).built).toMatchObject({
      holdsInstance: false,
      end: { name: 'failed' },
    })
  })
})
