type Nothing = null | undefined | false

/** Waits, in real time, until `look` gives something. @throws when it takes longer than `limit` ms */
export const until = async <Value>(
  what: string,
  look: () => Value | Nothing | Promise<Value | Nothing>,
  limit = 60_000,
): Promise<Value> => {
  const end = performance.now() + limit
  for (;;) {
    const seen = await look()
    if (seen !== null && seen !== undefined && seen !== false) return seen
    if (performance.now() > end) throw new Error(`${what}: not within ${limit} ms`)
    await new Promise((resolve) => setTimeout(resolve, 20))
  }
}
