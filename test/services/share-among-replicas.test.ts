import fc from 'fast-check'
import { expect, test } from 'vitest'
import type { Clock } from '../../src/services/clock.ts'
import { REPLICA_LIFE, type Replicas } from '../../src/services/ledger/ledger.ts'
import { LONGEST_USE } from '../../src/services/share.ts'
import { type OwnShare, takeShare } from '../../src/services/share-among-replicas.ts'
import { createDrivenClock, type DrivenClock } from '../support/driven-clock.ts'
import { createQuietLog } from '../support/quiet-log.ts'

const PLACES = 9
const { log } = createQuietLog()

/** What a replica goes through on its way to the store. */
type Way = {
  /** How long a question and its answer travel, in milliseconds. */
  travel: () => number
  isCut: boolean
}

type Row = { seenAt: number; roomFor: readonly string[] }

/**
 * The meetings as PostgreSQL holds them, in driven time: what the statement of `postgres-replicas.ts` does, which is
 * tested against a real server elsewhere.
 */
const createStore = (clock: DrivenClock) => {
  const rows = new Map<string, Row>()
  const replicasOver = (way: Way): Replicas => ({
    meet: async (owner, roomFor) => {
      await clock.sleep(way.travel())
      if (way.isCut) throw new Error('cut')
      const now = clock.now()
      for (const [one, { seenAt }] of rows) if (now - seenAt >= REPLICA_LIFE) rows.delete(one)
      rows.set(owner, { seenAt: now, roomFor: rows.has(owner) ? roomFor : [...rows.keys()] })
      const present = [...rows].map(([one, row]) => ({ owner: one, roomFor: row.roomFor }))
      await clock.sleep(way.travel())
      if (way.isCut) throw new Error('cut')
      return present
    },
  })
  return replicasOver
}

/** A clock that ends with its process: nobody who sleeps on it wakes again. */
const mortal = (clock: Clock) => {
  let isDead = false
  const dead = new Promise<never>(() => undefined)
  const ofProcess: Clock = {
    ...clock,
    sleep: async (milliseconds, signal) => {
      await clock.sleep(milliseconds, signal)
      if (isDead) await dead
    },
  }
  return {
    clock: ofProcess,
    kill: () => {
      isDead = true
    },
  }
}

const given = () => {
  const clock = createDrivenClock()
  const replicasOver = createStore(clock)
  /** When each place that was taken is out of use. */
  const inUse: number[] = []
  let most = 0
  const join = (owner: string, travel: () => number = () => 1) => {
    const way: Way = { travel, isCut: false }
    const process = mortal(clock)
    const share: OwnShare = takeShare(replicasOver(way), { owner, clock: process.clock, log })
    /** What this one has in use: as busy as it may be, it takes every place that is free. */
    let own: number[] = []
    let isAlive = true
    return {
      share,
      way,
      take: () => {
        if (!isAlive) return
        const now = clock.monotonic()
        own = own.filter((end) => end > now)
        const free = share.of(PLACES) - own.length
        for (let place = 0; place < free; place += 1) {
          own.push(now + LONGEST_USE)
          inUse.push(now + LONGEST_USE)
        }
        most = Math.max(most, inUse.filter((end) => end > now).length)
      },
      kill: () => {
        isAlive = false
        process.kill()
      },
      close: () => {
        if (!isAlive) return
        isAlive = false
        void share.close()
      },
    }
  }
  return { clock, join, mostInUse: () => most }
}

test('who has the store alone has every place, at once', async () => {
  const { clock, join } = given()
  const { share } = join('one')
  await clock.advance(2)
  expect([share.of(PLACES), share.among()]).toEqual([PLACES, 1])
  await share.close()
  expect(share.of(PLACES)).toBe(0)
})

test('an embedded store is not asked', () => {
  const share = takeShare(null, { owner: 'one', clock: createDrivenClock(), log })
  expect([share.of(PLACES), share.among()]).toEqual([PLACES, 1])
})

test('one that joins idle ones has its share within a second and a half, and together they have all places', async () => {
  const { clock, join } = given()
  const shares = [join('one').share]
  await clock.advance(10_000)
  shares.push(join('two').share)
  await clock.advance(1_500)
  expect(shares.map((share) => share.of(PLACES)).toSorted()).toEqual([4, 5])
})

test('one that joins a busy one waits until what that one took is out of use', async () => {
  const { clock, join } = given()
  const one = join('one')
  await clock.advance(5)
  const two = join('two')
  for (let time = 0; time < 1_000; time += 10) {
    one.take()
    await clock.advance(10)
  }
  one.take()
  expect(two.share.of(PLACES)).toBe(0)
  await clock.runUntil(() => two.share.of(PLACES) > 0, LONGEST_USE + 500)
  expect(one.share.of(PLACES) + two.share.of(PLACES)).toBe(PLACES)
})

test('a killed one’s share comes back', async () => {
  const { clock, join } = given()
  const one = join('one')
  const two = join('two')
  await clock.advance(3_000)
  expect(one.share.among()).toBe(2)
  two.kill()
  await clock.advance(REPLICA_LIFE + 2_100)
  expect(one.share.of(PLACES)).toBe(PLACES)
})

test('while the store does not answer nothing is taken, and afterwards everybody has a share again', async () => {
  const { clock, join } = given()
  const both = [join('one'), join('two')]
  await clock.advance(3_000)
  for (const { way } of both) way.isCut = true
  await clock.advance(2_000)
  expect(both.map(({ share }) => share.of(PLACES))).toEqual([0, 0])
  expect(both.map(({ share }) => share.among())).toEqual([2, 2])
  await clock.advance(60_000)
  for (const { way } of both) way.isCut = false
  await clock.advance(3_000)
  expect(both.map(({ share }) => share.of(PLACES)).toSorted()).toEqual([4, 5])
})

test('an answer that comes too late to be true is worth nothing', async () => {
  const { clock, join } = given()
  const { share } = join('one', () => 1_001)
  for (let time = 0; time < 10_000; time += 100) {
    await clock.advance(100)
    expect(share.of(PLACES)).toBe(0)
  }
})

test('one that comes back while the other is forgetting it takes nothing that the other has', async () => {
  for (let away = 3_000; away < 6_500; away += 250) {
    const { clock, join, mostInUse } = given()
    const one = join('one')
    const two = join('two')
    const both = [one, two]
    const pass = async (milliseconds: number) => {
      for (let time = 0; time < milliseconds; time += 50) {
        for (const { take } of both) take()
        await clock.advance(50)
      }
    }

    await pass(3_500)
    two.way.isCut = true
    await pass(away)
    two.way.isCut = false
    await pass(2_500)
    expect(mostInUse()).toBe(PLACES)
  }
})

const events = fc.array(
  fc.record({
    after: fc.nat(2_500),
    what: fc.constantFrom('join', 'join', 'kill', 'close', 'cut', 'mend', 'mend', 'slow'),
    who: fc.nat(5),
  }),
  { minLength: 5, maxLength: 25 },
)

test('whatever happens to whom, all together never have more places in use than there are', async () => {
  let full = 0
  await fc.assert(
    fc.asyncProperty(events, fc.infiniteStream(fc.integer({ min: 1, max: 400 })), async (happenings, travels) => {
      const { clock, join, mostInUse } = given()
      const travel = () => travels.next().value ?? 1
      const replicas = [join('r-0', travel)]
      const pass = async (milliseconds: number) => {
        for (let time = 0; time < milliseconds; time += 100) {
          for (const { take } of replicas) take()
          await clock.advance(100)
        }
      }
      for (const { after, what, who } of happenings) {
        await pass(after)
        const one = replicas[who % replicas.length]
        // Names that sort before and after those that are there.
        if (what === 'join' && replicas.length < 6) replicas.push(join(`${'tzmaq'[who]}-${replicas.length}`, travel))
        if (what === 'kill') one?.kill()
        if (what === 'close') one?.close()
        if (one && (what === 'cut' || what === 'mend')) one.way.isCut = what === 'cut'
        if (one && what === 'slow') one.way.travel = () => travel() * 8
      }
      if (mostInUse() === PLACES) full += 1
      expect(mostInUse()).toBeLessThanOrEqual(PLACES)
    }),
    { numRuns: 40 },
  )
  // Not because nobody dared to take anything.
  expect(full).toBeGreaterThan(30)
})
