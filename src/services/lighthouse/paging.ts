import type { Page } from './answers.ts'

/** The most that the list calls give at once (API facts, section 2.1). */
export const PAGE_SIZE = 100

/** How often a list is read again that changed under the reading. */
const ROUNDS = 3

/**
 * Reads a whole list: the first page, then all others at once.
 *
 * @param readPage reads at most `PAGE_SIZE` items from an offset
 * @param idOf tells items apart: one that moved to a later page while reading comes twice
 */
export async function readAllPages<Item>(
  readPage: (offset: number) => Promise<Page<Item>>,
  idOf: (item: Item) => string,
): Promise<readonly Item[]> {
  const found = new Map<string, Item>()
  for (let round = 1; round <= ROUNDS; round += 1) {
    const first = await readPage(0)
    const step = first.items.length
    const total = first.total ?? step
    const offsets =
      step === 0 ? [] : Array.from({ length: Math.ceil(total / step) - 1 }, (_, page) => (page + 1) * step)
    const others = await Promise.all(offsets.map(readPage))
    const pages = [first, ...others]
    found.clear()
    for (const item of pages.flatMap((page) => page.items)) found.set(idOf(item), item)
    // An item that moved to an earlier page while reading is missing: the total changed or the list is short.
    if (found.size >= total && pages.every((page) => (page.total ?? total) === total)) break
  }
  return [...found.values()]
}
