/**
 * What is limited from outside (calls a second, messages a minute) is limited for all processes on one store together.
 * This is one process's part of it, as it stands at the moment.
 */
export type Share = {
  /**
   * How many of so many places are this process's own now; 0 where that is not known. Whoever asks may take as many:
   * what is taken counts as in use for `LONGEST_USE` after the question.
   */
  readonly of: (places: number) => number
  /** Among how many processes is shared, as far as is known; at least 1. */
  readonly among: () => number
}

/** How long a place is in use at most once it was taken, in milliseconds: until then nobody else may have it. */
export const LONGEST_USE = 2_000

/** The share of a process that has its store alone. */
export const WHOLE_SHARE: Share = { of: (places) => places, among: () => 1 }

/**
 * Divides places as evenly as can be. The parts of all ranks add up to the places, and one more to share with never
 * makes anybody's part larger.
 * @param rank from 0 to `among` - 1
 */
export const partOf = (places: number, rank: number, among: number): number =>
  Math.floor((places + among - 1 - rank) / among)
