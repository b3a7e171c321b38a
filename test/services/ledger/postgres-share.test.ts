import { beforeAll, beforeEach, expect, test } from 'vitest'
import { sandboxCredential, startLocalLighthouse } from '../../../sandbox/lighthouse/server.ts'
import { systemClock } from '../../../src/services/clock.ts'
import { createLedger } from '../../../src/services/ledger/create-ledger.ts'
import { REPLICA_LIFE, type Replicas } from '../../../src/services/ledger/ledger.ts'
import { openPostgres } from '../../../src/services/ledger/postgres-engine.ts'
import { CALLS_PER_SECOND } from '../../../src/services/lighthouse/action.ts'
import { createPacing, PRIORITY, type Priority, pacedCalls } from '../../../src/services/lighthouse/pacing.ts'
import { createSdk } from '../../../src/services/lighthouse/sdk.ts'
import { takeShare } from '../../../src/services/share-among-replicas.ts'
import { createDrivenClock } from '../../support/driven-clock.ts'
import { askPostgres, emptyDatabase } from '../../support/postgres.ts'
import { createQuietLog } from '../../support/quiet-log.ts'
import { databaseOfItsOwn } from '../../support/shared-postgres.ts'

const { log } = createQuietLog()

let url: string
beforeAll(async () => {
  url = await databaseOfItsOwn()
})
beforeEach(() => emptyDatabase(url))

const open = async () => createLedger(await openPostgres(url, { clock: systemClock, log }))

/** Replaces the store's clock by a statement that gives milliseconds since the epoch. */
const setClock = (expression: string) =>
  askPostgres(url, `CREATE OR REPLACE FUNCTION keeper_now() RETURNS BIGINT LANGUAGE sql VOLATILE AS '${expression}'`)

test('whoever is new leaves room for all who live; whoever is silent for too long is forgotten, and new again', async () => {
  const ledger = await open()
  const { replicas } = ledger
  const meet: Replicas['meet'] = async (...said) => (await replicas?.meet(...said)) ?? []
  const start = Date.UTC(2026, 10, 23, 12)
  await setClock(`SELECT ${start}::BIGINT`)
  expect(await meet('one', [])).toEqual([{ owner: 'one', roomFor: [] }])
  expect(await meet('two', ['nobody yet'])).toEqual(
    expect.arrayContaining([
      { owner: 'one', roomFor: [] },
      { owner: 'two', roomFor: ['one'] },
    ]),
  )
  expect(await meet('one', [`two's "name"`])).toContainEqual({ owner: 'one', roomFor: [`two's "name"`] })
  await setClock(`SELECT ${start + REPLICA_LIFE - 1}::BIGINT`)
  expect(await meet('two', [])).toHaveLength(2)
  await setClock(`SELECT ${start + REPLICA_LIFE}::BIGINT`)
  expect(await meet('two', [])).toEqual([{ owner: 'two', roomFor: [] }])
  expect(await meet('one', [])).toContainEqual({ owner: 'one', roomFor: ['two'] })
  // The server's clock was set back by a day: nobody waits a day for those who are gone.
  await setClock(`SELECT ${start - 86_400_000}::BIGINT`)
  expect(await meet('two', [])).toEqual([{ owner: 'two', roomFor: [] }])
  await ledger.close()
})

test('of many that meet for the first time at once, each sees those before it', async () => {
  const ledgers = await Promise.all(Array.from({ length: 4 }, () => open()))
  const met = await Promise.all(ledgers.map(({ replicas }, index) => replicas?.meet(`owner-${index}`, [])))
  expect(met.map((present) => present?.length).toSorted()).toEqual([1, 2, 3, 4])
  await Promise.all(ledgers.map((ledger) => ledger.close()))
})

const LIMIT = CALLS_PER_SECOND.DescribeSnapshots
const STEP = 50

/** Two replicas in driven time over the real store and the local cloud. */
const given = async () => {
  const clock = createDrivenClock(Date.now())
  const after = (milliseconds: number, action: () => void) => {
    clock.sleep(milliseconds).then(action)
    return () => undefined
  }
  const lighthouse = await startLocalLighthouse({ clock: { now: clock.now, after }, rateClock: 'injected' })
  const sdk = createSdk({ endpoint: lighthouse.url, credential: sandboxCredential })
  await askPostgres(url, 'CREATE TABLE test_clock (now BIGINT); INSERT INTO test_clock VALUES (0)')
  const isKilled = new Set<string>()
  /** What is on its way to the store and to the cloud: time stands still meanwhile. */
  let underWay = 0
  const onItsWay = async <Value>(work: () => Promise<Value>): Promise<Value> => {
    underWay += 1
    return work().finally(() => {
      underWay -= 1
    })
  }
  const pass = async (milliseconds: number) => {
    for (let passed = 0; passed < milliseconds; passed += STEP) {
      await clock.advance(STEP)
      while (underWay > 0) await new Promise((resolve) => setImmediate(resolve))
    }
  }

  /** A replica of which so many ask for a snapshot again and again. */
  const startReplica = async (owner: string, askers = 30) => {
    const ledger = await open()
    await setClock('SELECT now FROM test_clock')
    const { replicas } = ledger
    if (replicas === null) throw new Error('nobody shares this store')
    const inDrivenTime: Replicas = {
      meet: (...said) =>
        onItsWay(async () => {
          await askPostgres(url, `UPDATE test_clock SET now = ${clock.now()}`)
          return replicas.meet(...said)
        }),
    }
    const share = takeShare(inDrivenTime, { owner, clock, log })
    const pacing = createPacing(clock, share)
    const ask = async (priority: Priority) => {
      const ended = await pacing.place('DescribeSnapshots', priority)
      if (isKilled.has(owner)) return
      await onItsWay(() => sdk.send('DescribeSnapshots', 'ap-singapore', { Limit: 1 })).finally(ended)
    }
    for (let asker = 0; asker < askers; asker += 1) {
      void (async () => {
        while (!isKilled.has(owner)) await ask(PRIORITY.watching)
      })()
    }
    return {
      share,
      decide: () => ask(PRIORITY.decision).then(clock.monotonic),
      /** Ends everything at once, as the end of a process does. */
      kill: async () => {
        isKilled.add(owner)
        await ledger.close()
        await Promise.all([share.close(), clock.advance(0)])
      },
    }
  }

  return {
    clock,
    lighthouse,
    pass,
    startReplica,
    /** How many calls a second the cloud got in the next so many milliseconds. */
    rateOver: async (milliseconds: number) => {
      const before = lighthouse.control.calls().length
      await pass(milliseconds)
      return ((lighthouse.control.calls().length - before) * 1_000) / milliseconds
    },
    close: async () => {
      sdk.close()
      await lighthouse.close()
    },
  }
}

test('two busy replicas keep to the limit together and use it, and a killed one’s share comes back', async () => {
  const { clock, lighthouse, pass, startReplica, rateOver, close } = await given()
  const nearTheLimit = pacedCalls('DescribeSnapshots') * 0.9
  const one = await startReplica('one')
  await pass(STEP)
  expect(await rateOver(2_000)).toBeGreaterThan(nearTheLimit)

  const two = await startReplica('two')
  await pass(STEP)
  expect([one.share.of(LIMIT), two.share.of(LIMIT)]).toEqual([LIMIT, 0])
  await pass(4_000)
  expect([one.share.of(LIMIT), two.share.of(LIMIT)]).toEqual([LIMIT / 2, LIMIT / 2])
  expect(await rateOver(3_000)).toBeGreaterThan(nearTheLimit)

  // Thirty others wait before it, for more than three seconds.
  const asked = clock.monotonic()
  const decided = two.decide()
  await pass(2_000)
  expect((await decided) - asked).toBeLessThan(1_300)

  await two.kill()
  await pass(REPLICA_LIFE + 1_500)
  expect(one.share.of(LIMIT)).toBe(LIMIT)
  expect(await rateOver(2_000)).toBeGreaterThan(nearTheLimit)
  await one.kill()

  const calls = lighthouse.control.calls()
  const most = Math.max(
    ...calls.map(({ at: from }) => calls.filter(({ at }) => at >= from && at < from + 1_000).length),
  )
  expect(most).toBeLessThanOrEqual(pacedCalls('DescribeSnapshots'))
  expect(calls.filter(({ outcome }) => outcome !== 'ok')).toEqual([])
  await close()
})
