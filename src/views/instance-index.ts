import type { PlainTextOption } from '@slack/types'
import type { RegionView } from '../services/lighthouse/inventory.ts'
import type { Instance } from '../services/rollback/cloud-objects.ts'
import { instanceFindings, isBlocking } from '../services/rollback/preflight.ts'
import type { Language } from '../words/language.ts'
import type { Context } from './context.ts'
import { type LetterPairs, letterPairsOf, pairsIn } from './letter-pairs.ts'
import { LENGTHS } from './limits.ts'
import { oneLine, withoutShortcodes } from './plain.ts'
import { cityOf } from './state-words.ts'

/** An instance made ready to be searched and shown. */
export type IndexedInstance = {
  readonly instance: Instance
  /** All that it can be found by, folded. */
  readonly haystack: string
  /** When it stops being one that can be rolled back (ms since the epoch); -Infinity where it is none. */
  readonly rollableUntil: number
  /** Its options as far as they were asked for: by name alone, and with its id. */
  readonly options: { byName?: PlainTextOption; withId?: PlainTextOption }
}

/** The instances of one region, of one read. */
export type InstanceIndex = {
  /** What the region is called. */
  readonly label: string
  /** By name. */
  readonly instances: readonly IndexedInstance[]
  readonly pairs: LetterPairs
}

/**
 * A fleet is searched with every letter that somebody types, and read anew only every few seconds: folding and sorting
 * 5,000 instances took nine tenths of the time of an answer (docs/performance.md). The lists are never changed, only
 * replaced, so what was made of one is good for as long as it lives.
 */
const indexes = new WeakMap<readonly Instance[], Map<Language, InstanceIndex>>()
const collators = new Map<Language, Intl.Collator>()

/** The form in which texts are compared: case and width of letters do not count. */
export const folded = (text: string): string => text.normalize('NFKC').toLowerCase().trim()

/** @param isPickable whether an instance may stand in a picker at all; always the same for the same instance */
export const indexOf = (
  { region, instances }: Pick<RegionView, 'region' | 'instances'>,
  isPickable: (instance: Instance) => boolean,
  context: Context,
): InstanceIndex => {
  const { language } = context
  const byLanguage = indexes.get(instances) ?? new Map<Language, InstanceIndex>()
  indexes.set(instances, byLanguage)
  const known = byLanguage.get(language)
  if (known !== undefined) return known
  const { compare } = collatorOf(language)
  const indexed = instances
    .filter(isPickable)
    .toSorted((one, other) => compare(one.name, other.name) || one.instanceId.localeCompare(other.instanceId))
    .map((instance) => ({
      instance,
      haystack: haystackOf(instance, context),
      rollableUntil: rollableUntil(instance),
      options: {},
    }))
  const index = {
    label: regionLabel(region, context),
    instances: indexed,
    pairs: letterPairsOf(indexed.map(({ haystack }) => haystack)),
  }
  byLanguage.set(language, index)
  return index
}

/**
 * Looks for those in which all words occur, the ones that can be rolled back first, only as far as they are asked for.
 * @returns gives the next one; undefined after the last
 */
export const searchIndex = (
  { instances, pairs }: InstanceIndex,
  words: readonly string[],
  now: number,
): (() => IndexedInstance | undefined) => {
  const wanted = pairsIn(words)
  const others: IndexedInstance[] = []
  let position = -1
  return () => {
    for (;;) {
      position = pairs.candidate(wanted, position + 1)
      const indexed = instances[position]
      if (indexed === undefined) return others.shift()
      if (!words.every((word) => indexed.haystack.includes(word))) continue
      if (isRollable(indexed, now)) return indexed
      others.push(indexed)
    }
  }
}

export const isRollable = ({ rollableUntil: until }: IndexedInstance, now: number): boolean => now < until

/** How texts are put in order for readers of a language. */
export const collatorOf = (language: Language): Intl.Collator => {
  const collator = collators.get(language) ?? new Intl.Collator(language, { numeric: true })
  collators.set(language, collator)
  return collator
}

const regionLabel = (region: string, context: Context): string => {
  const city = cityOf(region, context)
  const shown = withoutShortcodes(oneLine(region, LENGTHS.shortName))
  return city === null ? shown : `${city} · ${shown}`
}

const haystackOf = (instance: Instance, context: Context): string => {
  const { name, instanceId, region, publicAddresses, privateAddresses } = instance
  const searched = [name, instanceId, region, cityOf(region, context) ?? '', ...publicAddresses, ...privateAddresses]
  return folded(searched.join('\n'))
}

/** Of all that the instance itself tells, only its expiry comes with time. */
const rollableUntil = (instance: Instance): number => {
  if (instanceFindings(instance, Number.NEGATIVE_INFINITY).some(isBlocking)) return Number.NEGATIVE_INFINITY
  const expiry = instance.expiredTime === null ? Number.NaN : Date.parse(instance.expiredTime)
  return Number.isNaN(expiry) ? Number.POSITIVE_INFINITY : expiry
}
