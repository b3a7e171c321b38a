import { id, type Part, quoted, type Sentence, sentence } from '../words/parts.ts'
import type { Context } from './context.ts'

/** States and regions in words; what has no words is shown as it came. */

const known = (words: Readonly<Record<string, string>>, value: string): string | null =>
  Object.hasOwn(words, value) ? (words[value] ?? null) : null

export const instanceState = (state: string, { words }: Context): Part =>
  known(words.states.instance, state) ?? quoted(state)

export const snapshotState = (state: string, { words }: Context): Part =>
  known(words.states.snapshot, state) ?? quoted(state)

export const cityOf = (region: string, { words }: Context): string | null => known(words.regions, region)

/** City and id of a region, or the id alone. */
export const regionSentence = (region: string, context: Context): Sentence => {
  const city = cityOf(region, context)
  return city === null ? sentence`${id(region)}` : sentence`${city} ${id(region)}`
}

export const changedFactLabel = (fact: string, { words }: Context): Part =>
  known(words.ends.changes.fact, fact) ?? quoted(fact)
