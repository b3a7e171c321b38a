/** `Filters` of the list calls: AND between filters, OR between the values of one, exact comparison. */

import type { Tag } from './objects.ts'
import { Refusal } from './refusal.ts'

/** What can be filtered by: each name's values of one object. `tag-key`, `tag-value` and `tag:<key>` come with `tags`. */
export type Filterable<Item> = {
  readonly fields: Readonly<Record<string, (item: Item) => readonly (string | null)[]>>
  readonly tags: (item: Item) => readonly Tag[]
  /** The most values one filter may have: 100, for snapshots 5. */
  readonly mostValues: number
  /** Refuses malformed values of a field. */
  readonly check?: (name: string, value: string) => void
}

const mostFilters = 10

type Filter = { readonly name: string; readonly values: readonly string[] }

/**
 * @param filters the parameter as it came
 * @returns whether an object passes all filters
 * @throws {Refusal} one of the eight InvalidParameter filter codes
 */
export function readFilters<Item>(filters: readonly unknown[], filterable: Filterable<Item>): (item: Item) => boolean {
  if (filters.length > mostFilters) {
    throw invalid('InvalidFilter', `At most ${mostFilters} filters are allowed.`, `过滤条件最多 ${mostFilters} 个。`)
  }
  const tests = filters.map((filter) => createTest(readFilter(filter, filterable.mostValues), filterable))
  return (item) => tests.every((test) => test(item))
}

function readFilter(filter: unknown, mostValues: number): Filter {
  if (typeof filter !== 'object' || filter === null || Array.isArray(filter)) {
    throw invalid('InvalidFilterNotDict', 'A filter is not an object.', '过滤条件不是对象。')
  }
  const members = new Map<string, unknown>(Object.entries(filter))
  for (const key of members.keys()) {
    if (key !== 'Name' && key !== 'Values') {
      throw invalid('InvalidFilterInvalidKey', `A filter has no member ${key}.`, `过滤条件没有成员 ${key}。`)
    }
  }
  const name = members.get('Name')
  const values = members.get('Values')
  if (typeof name !== 'string') {
    throw invalid('InvalidFilterInvalidNameNotStr', "A filter's Name is not a string.", '过滤条件的 Name 不是字符串。')
  }
  if (!isStrings(values)) {
    throw invalid(
      'InvalidFilterInvalidValuesNotList',
      "A filter's Values is not a list of strings.",
      '过滤条件的 Values 不是字符串列表。',
    )
  }
  if (values.length > mostValues) {
    throw invalid(
      'FilterValueLimitExceeded',
      `A filter has at most ${mostValues} values.`,
      `每个过滤条件最多 ${mostValues} 个值。`,
    )
  }
  return { name, values }
}

function createTest<Item>({ name, values }: Filter, filterable: Filterable<Item>): (item: Item) => boolean {
  const read = fieldOf(name, filterable)
  if (!read) {
    throw invalid('InvalidFilterNotSupportedName', `The filter ${name} is not supported.`, `不支持过滤条件 ${name}。`)
  }
  for (const value of values) filterable.check?.(name, value)
  return (item) => read(item).some((value) => value !== null && values.includes(value))
}

function fieldOf<Item>(name: string, { fields, tags }: Filterable<Item>) {
  if (name === 'tag-key') return (item: Item) => tags(item).map(({ Key }) => Key)
  if (name === 'tag-value') return (item: Item) => tags(item).map(({ Value }) => Value)
  if (name.startsWith('tag:')) {
    const key = name.slice('tag:'.length)
    return (item: Item) => tags(item).flatMap((tag) => (tag.Key === key ? [tag.Value] : []))
  }
  return Object.hasOwn(fields, name) ? fields[name] : undefined
}

function isStrings(value: unknown): value is string[] {
  return Array.isArray(value) && value.every((element) => typeof element === 'string')
}

function invalid(code: string, english: string, chinese: string): Refusal {
  return new Refusal(`InvalidParameter.${code}`, { english, chinese })
}
