import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { brokenAt } from '../../../src/services/rollback/chain.ts'
import type { Entry } from '../../../src/services/rollback/entry.ts'
import { foldAll } from '../../../src/services/rollback/fold.ts'
import { runnerDueAt } from '../../../src/services/rollback/request.ts'
import { LIVES, live, SAME_LIVES, type Step, takenIn, tries } from './lives.ts'
import { inWordsOfModel, Model, modelInItsWords, PASSING } from './model.ts'

/** Holds for every step of every life. */
const always = (holds: (step: Step) => void): void => {
  for (const step of LIVES.flat()) holds(step)
}

/** Holds for the entries that were taken in every life. */
const inEveryLife = (holds: (entries: readonly Entry[], steps: readonly Step[]) => void): void => {
  for (const steps of LIVES) holds(takenIn(steps), steps)
}

describe('in every life of a request', () => {
  it('an entry is taken exactly where the design allows it, and means what the design says', () => {
    fc.assert(
      fc.property(tries, (attempts) => {
        const model = new Model()
        for (const { before, entry, after } of live(attempts)) {
          const phase = before?.phase ?? 'nothing'
          expect({ phase, ...entry, taken: after !== null }).toEqual({ phase, ...entry, taken: model.take(entry) })
          if (after !== null) expect(inWordsOfModel(after)).toEqual(modelInItsWords(model))
        }
      }),
      SAME_LIVES,
    )
  })

  it('the requester neither approves nor denies, and nobody else cancels', () => {
    inEveryLife((entries) => {
      for (const entry of entries) {
        if (entry.kind === 'approved' || entry.kind === 'denied') expect(entry.data.by).not.toBe('U0ANA')
        if (entry.kind === 'cancelled') expect(entry.data.by).toBe('U0ANA')
      }
    })
  })

  it('a person counts once, and the gate opens only after as many different people as are required', () => {
    always(({ after }) => {
      if (after === null) return
      const people = after.approvals.map(({ by }) => by)
      expect(people.length).toBe(new Set(people).size)
      if (after.attempts.length > 0) expect(people.length).toBe(after.opened?.approvalsRequired)
    })
  })

  it('no decision is taken after its deadline, and no first attempt after the approval ran out', () => {
    always(({ before, entry, after }) => {
      if (after === null) return
      if (entry.kind === 'approved' || entry.kind === 'denied') {
        expect(entry.at).toBeLessThanOrEqual(before?.opened?.decideBy ?? 0)
      }
      if (entry.kind === 'safety_intended') expect(entry.at).toBeLessThanOrEqual(before?.beginBy ?? 0)
      if (entry.kind === 'apply_intended' && entry.data.attempt === 1 && before?.safety === null) {
        expect(entry.at).toBeLessThanOrEqual(before.beginBy ?? 0)
      }
    })
  })

  it('between two passages of the gate the cloud itself refused the first one for now, and checks were made anew', () => {
    inEveryLife((entries) => {
      const gates = entries.filter(({ kind }) => kind === 'apply_intended')
      for (const [index, gate] of gates.entries()) {
        const previous = gates[index - 1]
        if (previous?.kind !== 'apply_intended') continue
        const between = entries.slice(previous.seq, gate.seq - 1)
        const refusal = between.find(({ kind }) => kind === 'apply_refused')
        if (refusal?.kind !== 'apply_refused') throw new Error('the gate was passed twice without a refusal')
        expect(refusal.data.attemptId).toBe(previous.data.attemptId)
        expect(refusal.data.fault.kind === 'refused' && PASSING.includes(refusal.data.fault.code)).toBe(true)
        expect(between.some(({ kind, seq }) => kind === 'checked' && seq > refusal.seq)).toBe(true)
      }
    })
  })

  it('there are at most three attempts, each with an id of its own and at most one answer of the cloud', () => {
    inEveryLife((entries) => {
      const gates = entries.filter((entry) => entry.kind === 'apply_intended')
      expect(gates.length).toBeLessThanOrEqual(3)
      expect(new Set(gates.map(({ data }) => data.attemptId)).size).toBe(gates.length)
      const answers = entries.flatMap((entry) =>
        entry.kind === 'apply_accepted' || entry.kind === 'apply_refused' ? [entry.data.attemptId] : [],
      )
      expect(new Set(answers).size).toBe(answers.length)
    })
  })

  it('after an accepted call there is no further attempt', () => {
    inEveryLife((entries) => {
      const accepted = entries.find(({ kind }) => kind === 'apply_accepted')
      if (accepted === undefined) return
      expect(entries.filter(({ kind, seq }) => kind === 'apply_intended' && seq > accepted.seq)).toEqual([])
    })
  })

  it('an end stays as it is', () => {
    always(({ before, after }) => {
      if (before?.end && after !== null) {
        expect(after.end).toEqual(before.end)
        expect(after.phase).toBe('ended')
        expect(after.attempts).toEqual(before.attempts)
      }
    })
  })

  it('the instance is held while anything could still run, and never again once it was let go', () => {
    always(({ before, entry, after }) => {
      if (after === null) return
      if (after.end === null) expect(after.holdsInstance).toBe(true)
      if (before?.holdsInstance === false) expect(after.holdsInstance).toBe(false)
      if (after.end?.name !== 'unconfirmed' || after.holdsInstance) return
      const isLetGoNow = entry.kind === 'released'
      if (isLetGoNow) expect(entry.at).toBeGreaterThanOrEqual(after.end.holdUntil)
    })
  })

  it('succeeded is said only of a rollback that was accepted or found, and seen to be done', () => {
    inEveryLife((entries) => {
      if (!entries.some(({ kind }) => kind === 'succeeded')) return
      const kinds = entries.map(({ kind }) => kind)
      expect(kinds).toContain('rolled_back')
      expect(kinds.includes('apply_accepted') || kinds.includes('rollback_found')).toBe(true)
    })
  })

  it('nothing that was not opened, approved and checked reaches the gate', () => {
    inEveryLife((entries) => {
      const kinds = entries.map(({ kind }) => kind)
      const gate = kinds.findIndex((kind) => kind === 'apply_intended' || kind === 'safety_intended')
      if (gate >= 0) expect(kinds.slice(0, gate)).toEqual(expect.arrayContaining(['opened', 'approved', 'checked']))
    })
  })

  it('the runner has work exactly while something is left to do', () => {
    always(({ after }) => {
      if (after === null) return
      const isOver = after.end !== null && !after.holdsInstance
      expect(runnerDueAt(after) === null).toBe(isOver)
      if (after.phase === 'awaiting_decision') expect(runnerDueAt(after)).toBe((after.opened?.decideBy ?? 0) + 1)
    })
  })

  it('folding the entries again gives the same request, and their chain holds', () => {
    inEveryLife((entries, steps) => {
      const newest = steps.findLast(({ after }) => after !== null)?.after
      expect(foldAll(entries)).toEqual(newest)
      expect(brokenAt(entries)).toBeNull()
    })
  })

  it('entries follow each other without a gap: seq and hash are those of the newest', () => {
    inEveryLife((entries) => {
      expect(entries.map(({ seq }) => seq)).toEqual(entries.map((_, index) => index + 1))
      const request = foldAll(entries)
      expect([request?.seq, request?.hash]).toEqual([entries.at(-1)?.seq, entries.at(-1)?.hash])
    })
  })
})

describe('the random lives', () => {
  it('come to every kind of entry, every phase and every end, so that the properties above say something', () => {
    const kinds = new Set<string>()
    const phases = new Set<string>()
    const ends = new Set<string>()
    let mostAttempts = 0
    inEveryLife((entries, steps) => {
      for (const { kind } of entries) kinds.add(kind)
      for (const { after } of steps) {
        if (after === null) continue
        phases.add(after.phase)
        if (after.end !== null) ends.add(after.end.name)
        mostAttempts = Math.max(mostAttempts, after.attempts.length)
      }
    })
    expect(kinds.size).toBe(29)
    expect(phases.size).toBe(16)
    expect([...ends].toSorted()).toEqual(
      ['cancelled', 'denied', 'expired', 'failed', 'rejected', 'succeeded', 'unconfirmed'].toSorted(),
    )
    expect(mostAttempts).toBe(3)
  })
})
