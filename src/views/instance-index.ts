import type { PlainTextOption } from '@slack/types'
import type { Instance } from '../services/rollback/cloud-objects.ts'
import { instanceFindings, isBlocking } from '../services/rollback/preflight.ts'
import type { Language } from '../words/language.ts'
import type { Context } from './context.ts'
import { cityOf } from './state-words.ts'

/** An instance made ready to be searched and shown. */
export type IndexedInstance = {
  readonly instance: Instance
  /** All that it can be found by, folded. */
  readonly haystack: string
  /** When it stops being one that can be rolled back (ms since the epoch); -Infinity where it is none. */
  readonly rollableUntil: number
  /** Its options by what they show besides the instance, as far as they were asked for. */
  readonly options: Map<string, PlainTextOption>
}

/** Instances of one read, by name. */
export type InstanceIndex = readonly IndexedInstance[]

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
  instances: readonly Instance[],
  isPickable: (instance: Instance) => boolean,
  context: Context,
): InstanceIndex => {
  const { language } = context
  const byLanguage = indexes.get(instances) ?? new Map<Language, InstanceIndex>()
  indexes.set(instances, byLanguage)
  const known = byLanguage.get(language)
  if (known !== undefined) return known
  const { compare } = collatorOf(language)
  const index = instances
    .filter(isPickable)
    .toSorted((one, other) => compare(one.name, other.name) || one.instanceId.localeCompare(other.instanceId))
    .map((instance) => ({
      instance,
      haystack: haystackOf(instance, context),
      rollableUntil: rollableUntil(instance),
      options: new Map<string, PlainTextOption>(),
    }))
  byLanguage.set(language, index)
  return index
}

/** Those in which all words occur, the ones that can be rolled back first. */
export const searchIndex = (index: InstanceIndex, words: readonly string[], now: number): InstanceIndex => {
  const matching = index.filter(({ haystack }) => words.every((word) => haystack.includes(word)))
  const others = matching.filter((found) => !isRollable(found, now))
  return others.length === 0 ? matching : [...matching.filter((found) => isRollable(found, now)), ...others]
}

export const isRollable = ({ rollableUntil: until }: IndexedInstance, now: number): boolean => now < until

const collatorOf = (language: Language): Intl.Collator => {
  const collator = collators.get(language) ?? new Intl.Collator(language, { numeric: true })
  collators.set(language, collator)
  return collator
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
