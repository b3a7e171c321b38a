import { Pool } from 'pg'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { Recorded } from '../../../src/services/ledger/ledger.ts'
import type { Entry } from '../../../src/services/rollback/entry.ts'
import { encodeTarget } from '../../../src/views/ids.ts'
import { wordsIn } from '../../e2e/reading.ts'
import { aRequest } from '../../support/requests.ts'
import { databaseOfItsOwn } from '../../support/shared-postgres.ts'
import { createRandom, type Random } from '../storm/random.ts'
import { createCountingCloud, snapshotOf } from './cloud-that-counts.ts'
import { createReplica, type Replica, type Told } from './replica.ts'

const RACES = 1_000
/** So many at the same time, so that they get into each other's way at the store. */
const AT_ONCE = 25

/** The people of one race; no other race knows them. */
const peopleOf = (number: number) => ({
  ana: `U0ANA${number}`,
  ben: `U0BEN${number}`,
  cai: `U0CAI${number}`,
  dan: `U0DAN${number}`,
})

/** The store's clock stands still until the test lets it tick. */
const STANDING_CLOCK = `CREATE SEQUENCE now_is START ${Date.UTC(2026, 10, 25)}; SELECT nextval('now_is');
  CREATE OR REPLACE FUNCTION keeper_now() RETURNS BIGINT LANGUAGE sql VOLATILE AS 'SELECT last_value FROM now_is'`
const tick = () => clock.query("SELECT nextval('now_is')")

const told: Told[] = []
const counting = createCountingCloud()
let clock: Pool
let one: Replica
let other: Replica

beforeAll(async () => {
  const url = await databaseOfItsOwn()
  const approvers = new Set(Array.from({ length: RACES }, (_, number) => Object.values(peopleOf(number))).flat())
  const options = { url, approvers, told, cloud: counting.cloud, watcher: counting.watcher }
  one = await createReplica(options)
  other = await createReplica(options)
  clock = new Pool({ connectionString: url, max: 1 })
  await clock.query(STANDING_CLOCK)
})
afterAll(async () => {
  await Promise.all([one.close(), other.close(), clock.end()])
})

/** A request whose time for a decision ends with the next tick of the clock. @returns what its buttons carry */
const aDueRequest = async (requestId: string, instanceId: string, requester: string): Promise<string> => {
  const { ledger } = one
  const usual = aRequest().opened().built.opened?.facts
  if (usual === undefined) throw new Error('the builder opened nothing')
  const snapshotId = snapshotOf(instanceId)
  const facts = {
    requester,
    instance: { ...usual.instance, instanceId },
    snapshot: { ...usual.snapshot, snapshotId },
  }
  const [submitted, opened] = aRequest({ requestId, facts }).opened().entries
  if (submitted?.kind !== 'submitted' || opened?.kind !== 'opened') throw new Error('the builder opened nothing')
  const data = { ...submitted.data, snapshotId }
  await ledger.append({ requestId, after: 0, actor: requester, content: { kind: 'submitted', data } })
  const decideBy = new Date(await ledger.now()).toISOString()
  const content = { kind: 'opened', data: { ...opened.data, decideBy } } as const
  await ledger.append({ requestId, after: 1, actor: 'bot', content })
  return encodeTarget(requestId, opened.data.digest)
}

const DECISIONS: ReadonlySet<string> = new Set(['approved', 'denied', 'cancelled', 'expired'])

type Race = { readonly number: number; readonly winner: Entry; readonly recorded: Recorded }

const requestIdOf = (number: number): string => `rb-race-${number}`

/** What four people are about to do, over both replicas. */
const clicksOf = async (number: number): Promise<readonly (() => Promise<void>)[]> => {
  const { ana, ben, cai, dan } = peopleOf(number)
  const target = await aDueRequest(requestIdOf(number), `lhins-race${number}`, ana)
  return [
    () => one.approve(ben, target),
    () => other.approve(cai, target),
    () => one.deny(dan, target),
    () => other.cancel(ana, target),
  ]
}

/** A moment, as long as the store takes to say what time it is so many times. */
const breathe = async (times: number): Promise<void> => {
  for (let time = 0; time < times; time += 1) await other.ledger.now()
}

/** The runners of both replicas, at the same time: what is due expires, what is approved is carried on. */
const runBoth = () => Promise.all([one.run(), other.run()])

/** All that happens at one instant, in an order of its own; somewhere in between the deadline passes. */
const racesTogether = async (numbers: readonly number[], random: Random): Promise<readonly Race[]> => {
  const clicks = random.shuffled((await Promise.all(numbers.map(clicksOf))).flat())
  // With the first clicks, or once some of them have been answered.
  const before = random.chance(0.4) ? 0 : random.between(1, clicks.length)
  let done = 0
  const countDone = async () => {
    done += 1
    if (done === before) await tick()
  }
  const run = async () => {
    while (done < clicks.length) {
      await runBoth()
      await new Promise((resolve) => setTimeout(resolve, 15))
    }
  }
  const isHurried = before === 0 && random.chance(0.6)
  if (before === 0) await tick()
  // Expiry begins with a claim: it has a chance only where it begins a moment before the clicks.
  const running = isHurried ? run() : null
  if (isHurried) await breathe(random.between(1, 10))
  await Promise.all([running ?? run(), ...clicks.map((click) => click().then(countDone))])
  // Whoever asked while the other held a request finds it now.
  await runBoth()
  await runBoth()
  return Promise.all(numbers.map(whoWon))
}

const whoWon = async (number: number): Promise<Race> => {
  const recorded = await other.ledger.read(requestIdOf(number))
  const decisions = recorded?.entries.filter(({ kind }) => DECISIONS.has(kind)) ?? []
  const [winner] = decisions
  if (recorded === null || winner === undefined || decisions.length > 1)
    throw new Error(`${requestIdOf(number)}: ${decisions.map(({ kind }) => kind).join(', ') || 'nobody'} won`)
  return { number, winner, recorded }
}

/** How the losers' answers name the winner. */
const naming = ({ winner: { kind, actor, at }, recorded }: Race): readonly string[] => {
  // Whose click came after the deadline lost to that, even where the requester then cancelled before the request expired.
  const late = at > (recorded.request.opened?.decideBy ?? at) ? ['The time for a decision ended'] : []
  switch (kind) {
    case 'approved':
      // Carried to its end before a loser read it, the request says that instead.
      return [`The request has already been approved, by <@${actor}>.`, 'The request has ended: Rollback succeeded.']
    case 'denied':
      return [`<@${actor}> has already denied the request.`]
    case 'cancelled':
      return [`<@${actor}> has already cancelled the request.`, ...late]
    default:
      return ['The request has already expired.', ...late]
  }
}

test('1,000 times Approve, Approve, Deny, Cancel and the deadline meet: one wins, and every loser is told who', {
  timeout: 280_000,
}, async () => {
  const races: Race[] = []
  for (let first = 0; first < RACES; first += AT_ONCE) {
    const numbers = Array.from({ length: AT_ONCE }, (_, index) => first + index)
    races.push(...(await racesTogether(numbers, createRandom(`races from ${first}`))))
  }

  const answersTo = Map.groupBy(told, ({ user }) => user)
  for (const one of races) {
    const { number, winner } = one
    for (const person of Object.values(peopleOf(number))) {
      const answers = (answersTo.get(person) ?? []).map(({ text }) => wordsIn(JSON.parse(text)))
      if (person === winner.actor) expect(answers).toEqual([])
      else {
        expect(answers).toHaveLength(1)
        expect(
          naming(one).some((words) => answers[0]?.includes(words)),
          `${winner.kind}: ${answers[0]}`,
        ).toBe(true)
      }
    }
  }

  const approved = races.filter(({ winner }) => winner.kind === 'approved')
  expect(counting.applies().toSorted()).toEqual(
    approved.map(({ recorded }) => recorded.request.submission.instanceId).toSorted(),
  )
  for (const { recorded } of approved) expect(recorded.request.end?.name).toBe('succeeded')
  const wins = Map.groupBy(races, ({ winner }) => winner.kind)
  console.log([...wins].map(([kind, all]) => `${kind} ${all.length}`).join(', '))
  for (const kind of ['approved', 'denied', 'cancelled', 'expired'] as const) {
    expect(wins.get(kind)?.length ?? 0, `${kind} never won`).toBeGreaterThan(0)
  }
})
