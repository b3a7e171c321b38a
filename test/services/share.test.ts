import fc from 'fast-check'
import { expect, test } from 'vitest'
import { partOf } from '../../src/services/share.ts'

const sharing = fc.record({ places: fc.nat(100), among: fc.integer({ min: 1, max: 12 }) })

test('the parts add up to the places, and differ by one at most', () => {
  fc.assert(
    fc.property(sharing, ({ places, among }) => {
      const parts = Array.from({ length: among }, (_, rank) => partOf(places, rank, among))
      expect(parts.reduce((sum, part) => sum + part, 0)).toBe(places)
      expect(Math.max(...parts) - Math.min(...parts)).toBeLessThanOrEqual(1)
    }),
  )
})

test('one more to share with makes nobody’s part larger, wherever it comes in', () => {
  fc.assert(
    fc.property(sharing, ({ places, among }) => {
      for (let rank = 0; rank < among; rank += 1) {
        const part = partOf(places, rank, among)
        expect(partOf(places, rank, among + 1)).toBeLessThanOrEqual(part)
        expect(partOf(places, rank + 1, among + 1)).toBeLessThanOrEqual(part)
      }
    }),
  )
})
