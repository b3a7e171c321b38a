import { describe, expect, it } from 'vitest'
import { CHAIN_START, digestOf, hashOf, shortDigest } from '../../../src/services/rollback/digest.ts'
import { type RollbackFacts, rollbackFactsSchema } from '../../../src/services/rollback/entry.ts'

const FACTS: RollbackFacts = {
  requestId: 'R-2026-11-23-1',
  endpoint: 'lighthouse.intl.tencentcloudapi.com',
  region: 'ap-singapore',
  instance: {
    instanceId: 'lhins-4f7h2k9q',
    name: 'Lädchen "Süd" 店',
    state: 'RUNNING',
    diskId: 'lhdisk-1',
    diskSize: 60,
  },
  snapshot: { snapshotId: 'lhsnap-1', name: 'before\nupgrade', createdTime: null, diskId: 'lhdisk-1', diskSize: 60 },
  reason: 'The upgrade broke the shop',
  requester: 'U0ANA',
}

/** The canonical JSON (RFC 8785) of `FACTS`, written by hand, hashed with `sha256sum`. */
const VECTOR = '3889517a01c9c3eb254a3a374e40aa9b6bfe346c89d51728e2d237c7d2d18eb7'

type Tree = { readonly [key: string]: string | number | boolean | undefined | null | Tree }

/** The same facts with every key in another place. */
const REORDERED: RollbackFacts = {
  requester: FACTS.requester,
  snapshot: {
    diskSize: FACTS.snapshot.diskSize,
    createdTime: FACTS.snapshot.createdTime,
    snapshotId: FACTS.snapshot.snapshotId,
    diskId: FACTS.snapshot.diskId,
    name: FACTS.snapshot.name,
  },
  reason: FACTS.reason,
  instance: {
    state: FACTS.instance.state,
    diskSize: FACTS.instance.diskSize,
    name: FACTS.instance.name,
    instanceId: FACTS.instance.instanceId,
    diskId: FACTS.instance.diskId,
  },
  region: FACTS.region,
  requestId: FACTS.requestId,
  endpoint: FACTS.endpoint,
}

/** Every fact in a tree, as the path to it. */
const pathsIn = (value: Tree, before: readonly string[] = []): readonly (readonly string[])[] =>
  Object.entries(value).flatMap(([key, part]) =>
    typeof part === 'object' && part !== null ? pathsIn(part, [...before, key]) : [[...before, key]],
  )

const changedAt = (value: Tree, [key = '', ...rest]: readonly string[]): Tree => {
  const part = value[key] ?? null
  if (typeof part === 'object' && part !== null) return { ...value, [key]: changedAt(part, rest) }
  if (part === 'RUNNING') return { ...value, [key]: 'STOPPED' }
  return { ...value, [key]: typeof part === 'number' ? part + 1 : `${part ?? ''}+` }
}

describe('the digest of what an approver approves', () => {
  it('is SHA-256 over the canonical JSON of the facts', () => {
    expect(digestOf(FACTS)).toBe(VECTOR)
    expect(shortDigest(VECTOR)).toBe(VECTOR.slice(0, 8))
  })

  it('does not depend on the order of keys', () => {
    expect(JSON.stringify(REORDERED)).not.toBe(JSON.stringify(FACTS))
    expect(digestOf(REORDERED)).toBe(VECTOR)
    expect(hashOf({ ...ENTRY, data: { facts: REORDERED, ...OPENED } }, '')).toBe(hashOf(ENTRY, ''))
  })

  it.each(pathsIn(FACTS).map((path) => [path.join('.'), path] as const))('changes with %s', (_, path) => {
    expect(digestOf(rollbackFactsSchema.parse(changedAt(FACTS, path)))).not.toBe(VECTOR)
  })

  it('changes with what is asked for beside the rollback, and is as before where nothing is', () => {
    const digests = [FACTS, ...[true, false].map((dryRun) => ({ ...FACTS, options: { dryRun } }))].map(digestOf)
    expect(new Set(digests).size).toBe(3)
    expect(digests[0]).toBe(VECTOR)
  })

  it('covers every fact there is', () => {
    const shape = rollbackFactsSchema.shape
    const facts = [
      ...Object.keys(shape).filter((key) => !['instance', 'snapshot', 'options'].includes(key)),
      ...Object.keys(shape.instance.shape).map((key) => `instance.${key}`),
      ...Object.keys(shape.snapshot.shape).map((key) => `snapshot.${key}`),
    ]
    expect(
      pathsIn(FACTS)
        .map((path) => path.join('.'))
        .toSorted(),
    ).toEqual(facts.toSorted())
  })
})

const OPENED = {
  digest: VECTOR,
  findings: [],
  approvalsRequired: 1,
  decideBy: '2026-11-23T22:35:00.000Z',
  approvalTtlSeconds: 900,
}
const ENTRY = {
  requestId: 'R-2026-11-23-1',
  seq: 2,
  at: 1_795_471_500_000,
  actor: 'bot',
  kind: 'opened',
  data: { ...OPENED, facts: FACTS },
} as const
const DENIED = { ...ENTRY, kind: 'denied', actor: 'U0BEN', data: { by: 'U0BEN', reason: 'no' } } as const

describe('the hash of an entry', () => {
  it('covers everything in it and the hash before it', () => {
    const whole = hashOf(DENIED, 'before')
    expect(whole).toMatch(/^[0-9a-f]{64}$/)
    const others = [
      hashOf(DENIED, CHAIN_START),
      hashOf({ ...DENIED, requestId: 'R-other' }, 'before'),
      hashOf({ ...DENIED, seq: 3 }, 'before'),
      hashOf({ ...DENIED, at: DENIED.at + 1 }, 'before'),
      hashOf({ ...DENIED, actor: 'U0CAI' }, 'before'),
      hashOf({ ...DENIED, kind: 'cancelled', data: { by: 'U0BEN' } }, 'before'),
      hashOf({ ...DENIED, data: { by: 'U0BEN', reason: 'No' } }, 'before'),
    ]
    expect(new Set([whole, ...others]).size).toBe(others.length + 1)
  })

  it('is no other where a caller hands over more than an entry', () => {
    const withMore = { ...DENIED, hash: 'whatever' }
    expect(hashOf(withMore, 'before')).toBe(hashOf(DENIED, 'before'))
  })
})
