import { CHAIN_START, hashOf } from './digest.ts'
import type { Entry } from './entry.ts'

/**
 * The first entry whose hash does not follow from what stands before it.
 * @returns its `seq`, or null where the chain holds
 */
export const brokenAt = (entries: readonly Entry[]): number | null => {
  let previousHash = CHAIN_START
  for (const [index, entry] of entries.entries()) {
    if (entry.seq !== index + 1 || entry.hash !== hashOf(entry, previousHash)) return entry.seq
    previousHash = entry.hash
  }
  return null
}
