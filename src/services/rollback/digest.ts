import { createHash } from 'node:crypto'
import canonicalize from 'canonicalize'
import type { EntryContent, RollbackFacts } from './entry.ts'

const sha256 = (value: unknown): string =>
  createHash('sha256')
    .update(canonicalize(value) ?? 'null')
    .digest('hex')

/**
 * The digest of what an approver approves: SHA-256 (hex) over the canonical JSON (RFC 8785) of the facts.
 * Ages, deadlines and findings are not in it: they change without anything having changed.
 */
export const digestOf = (facts: RollbackFacts): string => sha256(facts)

/** The digest as the card shows it: enough to compare by eye. */
export const shortDigest = (digest: string): string => digest.slice(0, 8)

/** What stands before the first entry of a request in its chain. */
export const CHAIN_START = ''

/** The hash of an entry over everything in it and the hash of the entry before it. */
export const hashOf = (
  entry: EntryContent & { requestId: string; seq: number; at: number; actor: string },
  previousHash: string,
): string =>
  sha256({
    requestId: entry.requestId,
    seq: entry.seq,
    at: entry.at,
    actor: entry.actor,
    kind: entry.kind,
    data: entry.data,
    previousHash,
  })
