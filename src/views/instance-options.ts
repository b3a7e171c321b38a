import type { PlainTextOption } from '@slack/types'
import type { FleetView } from '../services/lighthouse/inventory.ts'
import type { Instance } from '../services/rollback/cloud-objects.ts'
import { instanceFindings, isBlocking } from '../services/rollback/preflight.ts'
import { instanceKey } from '../services/rollback/request.ts'
import { plainText } from './blocks.ts'
import type { Context } from './context.ts'
import { dealPlaces } from './deal-places.ts'
import { findingText } from './finding-lines.ts'
import { isCarriable } from './identifiers.ts'
import { collatorOf, folded, type IndexedInstance, indexOf, isRollable, searchIndex } from './instance-index.ts'
import { LENGTHS, LIMITS } from './limits.ts'
import { clip, oneLine, withoutShortcodes } from './plain.ts'
import { plainSentence } from './rich.ts'
import { instanceState } from './state-words.ts'

export type OptionGroup = { label: ReturnType<typeof plainText>; options: PlainTextOption[] }

/**
 * The instances that match what is typed, by region; those that can be rolled back first. Every region with a match
 * shows at least one, at most 100 in all: more would show nothing.
 * @param query words that must all occur in the name, id, addresses, region id or city
 */
export const instanceOptions = (
  fleet: FleetView,
  query: string,
  context: Context,
): { option_groups: OptionGroup[] } => {
  const words = folded(query).split(/\s+/u).filter(Boolean)
  const { compare } = collatorOf(context.language)
  const regions = fleet.regions
    .map((region) => indexOf(region, isPickable, context))
    .toSorted((one, other) => compare(one.label, other.label))
  const dealt = dealPlaces(
    regions.map((index) => searchIndex(index, words, context.now)),
    LIMITS.externalOptions,
  )
  return {
    option_groups: regions.flatMap(({ label }, index) => {
      const shown = dealt[index] ?? []
      if (shown.length === 0) return []
      return [{ label: plainText(label, LIMITS.option.groupLabel), options: labelled(shown, context) }]
    }),
  }
}

/** The same option that `instanceOptions` shows, for `initial_option`. */
export const instanceOption = (instance: Instance, context: Context, nameCollides = false): PlainTextOption => ({
  text: plainText(optionText(instance, nameCollides, context), LIMITS.option.text),
  value: instanceKey(instance.region, instance.instanceId),
  description: plainText(optionDescription(instance, context), LIMITS.option.description),
})

/** @returns null where the value was not made by `instanceOption` */
export const parseInstanceValue = (value: string): { region: string; instanceId: string } | null => {
  const [region, instanceId, ...rest] = value.split('/')
  if (!region || !instanceId || rest.length > 0) return null
  return { region, instanceId }
}

/** An id that Slack could not carry back, or that would not come back as it was, cannot be chosen. */
const isPickable = ({ region, instanceId }: Instance): boolean => {
  const value = instanceKey(region, instanceId)
  const parsed = parseInstanceValue(value)
  return isCarriable(value, LIMITS.option.value) && parsed?.instanceId === instanceId
}

const labelled = (shown: readonly IndexedInstance[], context: Context): PlainTextOption[] => {
  const counts = new Map<string, number>()
  for (const { instance } of shown) counts.set(instance.name, (counts.get(instance.name) ?? 0) + 1)
  return shown.map((indexed) => {
    const nameCollides = (counts.get(indexed.instance.name) ?? 0) > 1
    // Why one cannot be rolled back may name the time that has passed since.
    if (!isRollable(indexed, context.now)) return instanceOption(indexed.instance, context, nameCollides)
    const key = nameCollides ? 'withId' : 'byName'
    indexed.options[key] ??= instanceOption(indexed.instance, context, nameCollides)
    return indexed.options[key]
  })
}

/** The name first; what tells two of one name apart must survive the clipping. */
const optionText = (instance: Instance, nameCollides: boolean, context: Context): string => {
  const state = clip(plainSentence([instanceState(instance.state, context)], context), LENGTHS.optionState)
  const ids = nameCollides ? [oneLine(instance.instanceId, LENGTHS.optionId)] : []
  const tail = ['', state, ...ids].join(' · ')
  const room = LIMITS.option.text - tail.length
  return withoutShortcodes(oneLine(instance.name, room, context.words.card.unnamed)) + tail
}

const optionDescription = (instance: Instance, context: Context): string => {
  const blocking = instanceFindings(instance, context.now).find(isBlocking)
  if (blocking !== undefined) return findingText(blocking, context, LIMITS.option.description)
  const addresses = [...instance.publicAddresses, ...instance.privateAddresses].slice(0, 1)
  const facts = [instance.instanceId, ...addresses].map((each) => oneLine(each, LENGTHS.shortName))
  return withoutShortcodes(facts.join(' · '))
}
