/** The values that were used last, up to a number of them. */
export type Recent<Value> = {
  readonly get: (key: string) => Value | undefined
  /** Counts as a use; forgets the value whose use lies back farthest where there is one too many. */
  readonly getOrAdd: (key: string, create: () => Value) => Value
}

export function createRecent<Value>(limit: number): Recent<Value> {
  // A Map keeps the order of insertion: its first key is the one that was used least recently.
  const values = new Map<string, Value>()
  return {
    get: (key) => values.get(key),
    getOrAdd: (key, create) => {
      const value = values.get(key) ?? create()
      values.delete(key)
      values.set(key, value)
      const [oldest] = values.keys()
      if (values.size > limit && oldest !== undefined) values.delete(oldest)
      return value
    },
  }
}
