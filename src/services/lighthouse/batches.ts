/** The most ids that a call may name (API facts, section 2). */
export const BATCH_SIZE = 100

/**
 * Reads objects by id in batches, all at once. A batch that is refused because of an id in it is halved until the id
 * stands alone; that one is left out.
 *
 * @param readBatch reads at most `BATCH_SIZE` ids
 * @param isAboutAnId whether the rejection was caused by one of the ids; every other rejection is passed on
 */
export async function readInBatches<Item>(
  ids: readonly string[],
  readBatch: (ids: readonly string[]) => Promise<readonly Item[]>,
  isAboutAnId: (thrown: unknown) => boolean,
): Promise<readonly Item[]> {
  const read = async (some: readonly string[]): Promise<readonly Item[]> => {
    try {
      return await readBatch(some)
    } catch (thrown) {
      if (!isAboutAnId(thrown)) throw thrown
      if (some.length === 1) return []
      const half = Math.ceil(some.length / 2)
      const halves = await Promise.all([read(some.slice(0, half)), read(some.slice(half))])
      return halves.flat()
    }
  }
  // A call refuses an id that it names twice.
  const unique = [...new Set(ids)]
  const starts = Array.from({ length: Math.ceil(unique.length / BATCH_SIZE) }, (_, batch) => batch * BATCH_SIZE)
  const batches = await Promise.all(starts.map((start) => read(unique.slice(start, start + BATCH_SIZE))))
  return batches.flat()
}
