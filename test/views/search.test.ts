import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { dealPlaces } from '../../src/views/deal-places.ts'
import { letterPairsOf, pairsIn } from '../../src/views/letter-pairs.ts'

/** Few letters, so that words occur by chance; some outside of ASCII. */
const text = (maxLength: number) => fc.string({ unit: fc.constantFrom('a', 'b', '-', 'é', '云'), maxLength })

const allOf = (texts: readonly string[], words: readonly string[]): readonly number[] => {
  const pairs = letterPairsOf(texts)
  const wanted = pairsIn(words)
  const found: number[] = []
  for (let at = pairs.candidate(wanted, 0); at < texts.length; at = pairs.candidate(wanted, at + 1)) found.push(at)
  return found
}

describe('the pairs of letters', () => {
  test('leave out no text that has all words, and give each once, in order', () => {
    fc.assert(
      fc.property(fc.array(text(8), { maxLength: 100 }), fc.array(text(3), { maxLength: 3 }), (texts, words) => {
        const found = allOf(texts, words)
        expect(found).toEqual([...new Set(found)].toSorted((one, other) => one - other))
        const having = texts.flatMap((each, at) => (words.every((word) => each.includes(word)) ? [at] : []))
        expect(found).toEqual(expect.arrayContaining(having))
      }),
    )
  })

  test('spare a look at texts without them', () => {
    const texts = Array.from({ length: 70 }, (_, at) => (at % 10 === 7 ? `shop-web-${at}` : `shop-db-${at}`))
    expect(allOf(texts, ['web'])).toEqual([7, 17, 27, 37, 47, 57, 67])
    expect(allOf(texts, ['web', 'mail'])).toEqual([])
    expect(allOf(texts, [])).toHaveLength(70)
  })
})

describe('places that are dealt out', () => {
  const dealt = (sizes: readonly number[], places: number) => {
    let asked = 0
    const lists = sizes.map((size) => {
      let left = size
      return () => {
        asked += 1
        left -= 1
        return left < 0 ? undefined : left
      }
    })
    return { counts: dealPlaces(lists, places).map(({ length }) => length), asked }
  }

  test('are shared evenly, and who needs fewer leaves the rest to the others', () => {
    expect(dealt([500, 3, 0, 500], 23).counts).toEqual([10, 3, 0, 10])
    expect(dealt([1, 1, 1], 2).counts).toEqual([1, 1, 0])
  })

  test('are all given where there is enough for them, and something to everybody who has something', () => {
    fc.assert(
      fc.property(
        fc.array(fc.nat({ max: 60 }), { maxLength: 40 }),
        fc.integer({ min: 40, max: 100 }),
        (sizes, places) => {
          const { counts, asked } = dealt(sizes, places)
          const whole = sizes.reduce((sum, size) => sum + size, 0)
          expect(counts.reduce((sum, count) => sum + count, 0)).toBe(Math.min(whole, places))
          for (const [at, size] of sizes.entries()) expect(counts[at]).toBeGreaterThanOrEqual(Math.min(size, 1))
          // The lists are read no further than that, but for a look at their ends.
          expect(asked).toBeLessThanOrEqual(places + sizes.length)
        },
      ),
    )
  })
})
