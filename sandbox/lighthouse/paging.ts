import { Refusal } from './refusal.ts'

const defaultLimit = 20
const mostLimit = 100

type Page = { readonly Offset?: number | undefined; readonly Limit?: number | undefined }

/**
 * @returns the page `Offset`/`Limit` ask for (0 and 20 where absent)
 * @throws {Refusal} InvalidParameterValue.Negative, or .OutOfRange for a Limit of 0 or above 100
 */
export function cutPage<Item>(items: readonly Item[], { Offset = 0, Limit = defaultLimit }: Page): readonly Item[] {
  if (Offset < 0 || Limit < 0) {
    throw new Refusal('InvalidParameterValue.Negative', {
      english: 'Offset and Limit cannot be negative.',
      chinese: 'Offset 与 Limit 不能为负数。',
    })
  }
  if (Limit === 0 || Limit > mostLimit) {
    throw new Refusal('InvalidParameterValue.OutOfRange', {
      english: `Limit has to be from 1 to ${mostLimit}.`,
      chinese: `Limit 取值范围为 1 到 ${mostLimit}。`,
    })
  }
  return items.slice(Offset, Offset + Limit)
}

/** @throws {Refusal} InvalidParameter.ParameterConflict when ids and filters come together. */
export function refuseIdsWithFilters(ids: unknown, filters: unknown, idsName: string): void {
  if (ids === undefined || filters === undefined) return
  throw new Refusal('InvalidParameter.ParameterConflict', {
    english: `${idsName} and Filters cannot be given together.`,
    chinese: `${idsName} 与 Filters 不能同时指定。`,
  })
}

/** Newest first; what has no time last. */
export function byNewest<Item>(time: (item: Item) => string | null): (one: Item, other: Item) => number {
  return (one, other) => (time(other) ?? '').localeCompare(time(one) ?? '')
}
