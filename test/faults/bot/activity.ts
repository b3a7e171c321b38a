/** Signs of life of this process, from which the storm sees when it has come to rest. */
export const activity = {
  /** Grows with everything that happens. */
  count: 0,
  /** How many answers of others are waited for. */
  inFlight: 0,
  /** How many flows are held at a step. */
  held: 0,
}
