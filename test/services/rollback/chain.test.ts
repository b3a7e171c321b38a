import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { brokenAt } from '../../../src/services/rollback/chain.ts'
import { hashOf } from '../../../src/services/rollback/digest.ts'
import type { Entry } from '../../../src/services/rollback/entry.ts'
import { aRequest } from '../../support/requests.ts'

const { entries } = aRequest().opened().approved().accepted().succeeded()
const anyEntry = fc.integer({ min: 0, max: entries.length - 1 })
const SAME = { seed: 11, numRuns: 200 }

/** The entries with the one at `index` changed. */
const withChange = (index: number, change: (entry: Entry) => Entry): readonly Entry[] =>
  entries.map((entry, at) => (at === index ? change(entry) : entry))

describe('the chain of a request', () => {
  it('holds as it was written, and at every moment before', () => {
    for (let length = 0; length <= entries.length; length += 1) expect(brokenAt(entries.slice(0, length))).toBeNull()
  })

  it('breaks at an entry that was changed', () => {
    fc.assert(
      fc.property(anyEntry, fc.constantFrom('at', 'actor', 'requestId', 'data', 'hash'), (index, part) => {
        const changed = withChange(index, (entry) => {
          switch (part) {
            case 'at':
              return { ...entry, at: entry.at + 1 }
            case 'data':
              return { ...entry, kind: 'cancelled', data: { by: 'U0MALLORY' } }
            default:
              return { ...entry, [part]: `${entry[part]}0` }
          }
        })
        expect(brokenAt(changed)).toBe(index + 1)
      }),
      SAME,
    )
  })

  it('breaks after an entry that was changed and hashed anew', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: entries.length - 2 }), (index) => {
        const before = entries[index - 1]?.hash ?? ''
        const forged = withChange(index, (entry) => {
          const other = { ...entry, actor: 'U0MALLORY' }
          return { ...other, hash: hashOf(other, before) }
        })
        expect(brokenAt(forged)).toBe(index + 2)
      }),
      SAME,
    )
  })

  it('breaks where entries are numbered with a gap, even if all of them were hashed anew', () => {
    let before = ''
    const renumbered = entries.map((entry) => {
      const moved = { ...entry, seq: entry.seq < 4 ? entry.seq : entry.seq + 1 }
      before = hashOf(moved, before)
      return { ...moved, hash: before }
    })
    expect(brokenAt(renumbered)).toBe(5)
    expect(brokenAt(renumbered.slice(0, 3))).toBeNull()
  })

  it('breaks where an entry was taken out, put twice, or moved', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: entries.length - 2 }), (index) => {
        expect(brokenAt(entries.toSpliced(index, 1))).toBe(index + 2)
        const twice = entries.flatMap((entry, at) => (at === index ? [entry, entry] : [entry]))
        expect(brokenAt(twice)).toBe(index + 1)
        const [one] = entries.slice(index, index + 1)
        const moved = [...entries.toSpliced(index, 1), ...(one ? [one] : [])]
        expect(brokenAt(moved)).not.toBeNull()
      }),
      SAME,
    )
  })
})
