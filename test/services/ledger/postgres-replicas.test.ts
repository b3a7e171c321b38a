import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { join } from 'node:path'
import { afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { systemClock } from '../../../src/services/clock.ts'
import { createLedger } from '../../../src/services/ledger/create-ledger.ts'
import { LEASE, type Ledger } from '../../../src/services/ledger/ledger.ts'
import { openPostgres } from '../../../src/services/ledger/postgres-engine.ts'
import { brokenAt } from '../../../src/services/rollback/chain.ts'
import type { EntryContent } from '../../../src/services/rollback/entry.ts'
import { askPostgres, emptyDatabase } from '../../support/postgres.ts'
import { createQuietLog } from '../../support/quiet-log.ts'
import { REQUESTER } from '../../support/requests.ts'
import { databaseOfItsOwn } from '../../support/shared-postgres.ts'
import { until } from '../../support/until.ts'
import { append, approval, aWaiting, submitted } from './given.ts'

const RACES = 40
const CHILD = join(import.meta.dirname, 'claim-and-stay.ts')

/** Right after the server's start nobody is taken for dead. */
const untilUpFor = (url: string, milliseconds: number) =>
  until('the server is up long enough', async () => {
    const [row] = await askPostgres(
      url,
      `SELECT clock_timestamp() - pg_postmaster_start_time() > INTERVAL '${milliseconds} milliseconds' AS is_so`,
    )
    return row?.['is_so'] === true
  })

describe('two replicas on one PostgreSQL', () => {
  let url: string
  let one: Ledger
  let two: Ledger
  const open = async () => createLedger(await openPostgres(url, { clock: systemClock, log: createQuietLog().log }))

  beforeAll(async () => {
    url = await databaseOfItsOwn()
  })
  beforeEach(async () => {
    await emptyDatabase(url)
    one = await open()
    two = await open()
  })
  afterEach(() => Promise.all([one.close(), two.close()]))

  test(`let one of several decisions win, in ${RACES} races`, async () => {
    const decisions: readonly EntryContent[] = [
      approval('U0BEN'),
      approval('U0CY'),
      { kind: 'denied', data: { by: 'U0DEE', reason: 'no' } },
      { kind: 'cancelled', data: { by: REQUESTER } },
    ]
    for (let race = 0; race < RACES; race += 1) {
      const requestId = `rb-${race}`
      await aWaiting(one, requestId, `lhins-${race}`)
      const outcomes = await Promise.all(
        decisions.map((decision, index) => append((index + race) % 2 === 0 ? one : two, requestId, 2, decision)),
      )
      expect(outcomes.filter(({ ok }) => ok)).toHaveLength(1)
      for (const outcome of outcomes) if (!outcome.ok) expect(outcome.why).toBe('moved')
      const recorded = await two.read(requestId)
      const winner = decisions[outcomes.findIndex(({ ok }) => ok)]
      expect(recorded?.entries[2]).toMatchObject({ seq: 3, ...winner })
      expect(recorded?.entries).toHaveLength(3)
      expect(brokenAt(recorded?.entries ?? [])).toBeNull()
    }
  })

  test('let one of two requests have the instance, and tell the other which', async () => {
    for (let race = 0; race < 20; race += 1) {
      const key = `lhins-${race}`
      const outcomes = await Promise.all([
        append(one, `rb-a${race}`, 0, submitted(key)),
        append(two, `rb-b${race}`, 0, submitted(key)),
      ])
      const winner = outcomes[0]?.ok ? `rb-a${race}` : `rb-b${race}`
      expect(outcomes).toContainEqual({ ok: false, why: 'instance_held', by: winner })
      expect((await one.holderOf(`ap-singapore/${key}`))?.requestId).toBe(winner)
    }
  })

  test('hand out each request once, however many claim and renew at the same time', async () => {
    const ids = Array.from({ length: 30 }, (_, index) => `rb-${index}`)
    await Promise.all(ids.map((id) => append(one, id, 0, submitted(`lhins-${id}`))))
    const claimed = await Promise.all(
      Array.from({ length: 10 }, async (_, index) => {
        const ledger = index % 2 === 0 ? one : two
        const owner = `owner-${index}`
        const [claims] = await Promise.all([ledger.claim('runner', owner, 7), ledger.renew('runner', owner)])
        return claims.map(({ requestId }) => requestId)
      }),
    )
    expect(claimed.flat().toSorted()).toEqual(ids.toSorted())
  })

  test('never read half of what the other writes: each entry comes with its news', async () => {
    let current = 0
    let isWriting = true
    const torn: unknown[] = []
    const reading = async () => {
      while (isWriting) {
        const recorded = await two.read(`rb-${current}`)
        if (recorded !== null && recorded.news !== recorded.entries.length) torn.push(recorded.news)
      }
    }
    const readers = [reading(), reading()]
    for (; current < 25; current += 1) {
      await aWaiting(one, `rb-${current}`, `lhins-${current}`)
      await append(one, `rb-${current}`, 2, approval())
    }
    isWriting = false
    await Promise.all(readers)
    expect(torn).toEqual([])
  })

  test('wake each other after a commit, and only then', async () => {
    const heard: string[] = []
    two.onChange((requestId) => heard.push(requestId))
    await append(one, 'rb-1', 0, submitted())
    await until('the wake', () => heard.includes('rb-1'))
    // Refused: nothing was committed, so nobody is woken.
    await append(one, 'rb-refused', 0, approval())
    await append(one, 'rb-2', 0, submitted('lhins-second'))
    await until('the wake', () => heard.includes('rb-2'))
    expect(heard).toEqual(['rb-1', 'rb-2'])
  })

  test('are both there after five of them have brought the tables up at once', async () => {
    await Promise.all([one.close(), two.close()])
    await emptyDatabase(url)
    const five = await Promise.all(Array.from({ length: 5 }, open))
    ;[one, two] = [await open(), await open()]
    const [first, ...others] = five
    await append(first ?? one, 'rb-1', 0, submitted())
    for (const other of others) expect((await other.read('rb-1'))?.request.seq).toBe(1)
    await Promise.all(five.map((ledger) => ledger.close()))
  })

  test('refuse tables that a newer version has written', async () => {
    await askPostgres(url, 'INSERT INTO keeper_schema VALUES (999)')
    await expect(open()).rejects.toThrow(/newer Lighthouse Keeper/)
  })

  test('leave a living owner its claims, and have those of a killed one at once', async () => {
    await append(one, 'rb-1', 0, submitted())
    const child = spawn(process.execPath, [CHILD, url, 'child'], { stdio: ['ignore', 'pipe', 'inherit'] })
    const [said] = await once(child.stdout, 'data')
    expect(String(said)).toBe('claimed 1\n')
    await untilUpFor(url, 2_500)
    expect(await one.claim('runner', 'one', 10)).toEqual([])
    child.kill('SIGKILL')
    await once(child, 'exit')
    const killed = performance.now()
    const [claim] = await until('the claim', async () => {
      const claims = await one.claim('runner', 'one', 10)
      return claims.length > 0 && claims
    })
    expect(claim).toMatchObject({ requestId: 'rb-1', number: 2 })
    // Half of the lease: nobody waited for it to run out.
    expect(performance.now() - killed).toBeLessThan(LEASE / 2)
  })

  test('have runner and announcer take over from a gone owner at the same moment', async () => {
    const roles = ['runner', 'announcer'] as const
    const sessions = async () => {
      const locks = await askPostgres(
        url,
        `SELECT DISTINCT pid FROM pg_locks WHERE locktype = 'advisory'
           AND database = (SELECT oid FROM pg_database WHERE datname = current_database())`,
      )
      return locks.length
    }
    await untilUpFor(url, 2_500)
    for (let round = 0; round < 20; round += 1) {
      await append(one, 'rb-1', 0, submitted())
      const gone = await open()
      await Promise.all(roles.map((role) => gone.claim(role, 'gone', 10)))
      await gone.close()
      await until('the end of its session', async () => (await sessions()) <= 1)
      const taken = await Promise.all(roles.map((role) => one.claim(role, 'one', 10)))
      expect(taken.map((claims) => claims.length)).toEqual([1, 1])
      await askPostgres(url, 'TRUNCATE requests, entries')
    }
  })

  test('void the claims of a replica that was closed', async () => {
    await append(one, 'rb-1', 0, submitted())
    const third = await open()
    expect(await third.claim('runner', 'three', 10)).toHaveLength(1)
    await third.close()
    await until('the claim', async () => (await two.claim('runner', 'two', 10)).length === 1)
  })
})
