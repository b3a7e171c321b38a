import { z } from 'zod'
import { systemClock } from '../../src/services/clock.ts'
import { createLedger } from '../../src/services/ledger/create-ledger.ts'
import type { Ledger } from '../../src/services/ledger/ledger.ts'
import { openPostgres } from '../../src/services/ledger/postgres-engine.ts'
import { askPostgres, createDatabase, startPostgres } from '../../test/support/postgres.ts'
import { createQuietLog } from '../../test/support/quiet-log.ts'
import { until } from '../../test/support/until.ts'
import { approveRequest, requestIdOf, writeRequests } from '../driven/seeds.ts'
import { figureOf } from '../measure/figure.ts'
import { slope } from '../measure/statistics.ts'
import { type Bot, KEEPER, startBot } from '../process/bot.ts'
import { startWorld, type World } from '../process/world.ts'
import { createFleet } from '../programs/fleet.ts'
import { inTurns, type Row } from './row.ts'

const SECOND = 1_000
/** Nearly always enough for both replicas to have some of them. */
const IN_HAND = 20
/** How often so many are approved at most, until both have some. */
const TRIES = 3

/** What two replicas carry beside what one carries, and how soon one takes over what a killed one had in hand. */
export const replicas: Row = {
  id: 'replicas',
  run: async ({ isQuick }) => {
    const sizes = isQuick ? { rounds: 2, batch: 30, kills: 1 } : { rounds: 8, batch: 150, kills: 4 }
    const instances = (sizes.rounds + 1) * sizes.batch + sizes.kills * TRIES * IN_HAND
    const server = await startPostgres()
    const places = await Promise.all([1, 2].map((count) => startPlace(count, instances, server.url)))
    try {
      const [one, two] = places
      if (one === undefined || two === undefined) throw new Error('there are two places')
      const rates = { one: [] as number[], two: [] as number[] }
      const side = (place: Place, into: number[]) => async () => {
        into.push(await carry(place, sizes.batch))
      }
      // The first ones meet cold code.
      await inTurns(1, [side(one, []), side(two, [])])
      await inTurns(sizes.rounds, [side(one, rates.one), side(two, rates.two)])
      const takeovers: number[] = []
      for (let kill = 0; kill < sizes.kills; kill += 1) takeovers.push(await killOne(two))
      return [
        figureOf({
          name: 'two replicas: approvals carried',
          unit: '1/s',
          samples: rates.two,
          floor: rates.one,
          goal: { of: 'ratioToFloor', atLeast: 0.9 },
        }),
        figureOf({
          name: 'killed replica: its requests taken over, slowest',
          unit: 's',
          samples: takeovers,
          at: 1,
          goal: { of: 'value', atMost: 5 },
        }),
      ]
    } finally {
      await Promise.all(places.map((place) => place.stop()))
      await server.dispose()
    }
  },
}

/** Some replicas on a database of their own, with a Slack and a cloud of their own. */
type Place = {
  readonly world: World
  readonly bots: Bot[]
  readonly url: string
  readonly ledger: Ledger
  /** Starts one more replica. */
  readonly start: () => Promise<void>
  /** So many more of the requests that wait for their decision, by number. */
  readonly take: (count: number) => readonly number[]
  readonly stop: () => Promise<void>
}

const startPlace = async (count: number, instances: number, server: string): Promise<Place> => {
  const [world, url] = await Promise.all([startWorld({ instances }), createDatabase(server)])
  const ledger = createLedger(await openPostgres(url, { clock: systemClock, log: createQuietLog().log }))
  const numbers = Array.from({ length: instances }, (_, number) => number)
  // Before anybody is there who would take up what is only half written.
  await writeRequests(ledger, systemClock, {
    fleet: createFleet(instances, world.fleetMadeAt),
    numbers,
    isApproved: false,
  })
  const bots: Bot[] = []
  const start = async () => {
    bots.push(await startBot(KEEPER, { ...world.environment, DATABASE_URL: url }))
  }
  await Promise.all(Array.from({ length: count }, start))
  let taken = 0
  return {
    world,
    bots,
    url,
    ledger,
    start,
    take: (many) => {
      taken += many
      return numbers.slice(taken - many, taken)
    },
    stop: async () => {
      await ledger.close()
      await Promise.all(bots.map((bot) => bot.stop()))
      await world.stop()
    },
  }
}

/**
 * Lets so many approvals come in as fast as they can be written.
 * @returns how many calls a second reached the cloud: they come in bursts, one a second, so a line is laid through all looks
 */
const carry = async ({ world, ledger, take }: Place, many: number): Promise<number> => {
  await world.lighthouse.call('settings', { rollback: { milliseconds: 500 } }, z.null())
  const numbers = take(many)
  const before = await appliedIn(world)
  for (const number of numbers) await approveRequest(ledger, number)
  const looks: { x: number; y: number }[] = []
  await until(
    'the calls',
    async () => {
      looks.push({ x: performance.now() / SECOND, y: (await appliedIn(world)) - before })
      return looks.at(-1)?.y === many
    },
    120 * SECOND,
  )
  return slope(looks)
}

const appliedIn = (world: World): Promise<number> => world.lighthouse.call('count', null, z.number())

const rowSchema = z.object({ runner_owner: z.string().nullable() })

/** Kills a replica in the middle of rollbacks. @returns seconds until the other one has the last of its requests */
const killOne = async (place: Place): Promise<number> => {
  const { world, bots, start } = place
  await world.lighthouse.call('settings', { rollback: { milliseconds: 60 * SECOND } }, z.null())
  const owners = await shareOut(place)
  const killedAt = performance.now()
  await bots.shift()?.stop()
  let took = 0
  await until(
    'the takeover',
    async () => {
      const have = await owners()
      took = (performance.now() - killedAt) / SECOND
      return have.size === 1
    },
    60 * SECOND,
  )
  await start()
  return took
}

/** Approves requests until both replicas have rollbacks in hand. @returns what tells who has those that came last */
const shareOut = async ({ world, ledger, url, take }: Place): Promise<() => Promise<ReadonlySet<string | null>>> => {
  for (let tries = 0; tries < TRIES; tries += 1) {
    const numbers = take(IN_HAND)
    const before = await appliedIn(world)
    for (const number of numbers) await approveRequest(ledger, number)
    await until('the calls', async () => (await appliedIn(world)) >= before + numbers.length, 60 * SECOND)
    const ids = numbers.map((number) => `'${requestIdOf(number)}'`).join(', ')
    const owners = async () => {
      const rows = await askPostgres(url, `SELECT runner_owner FROM requests WHERE request_id IN (${ids})`)
      return new Set(
        z
          .array(rowSchema)
          .parse(rows)
          .map((row) => row.runner_owner),
      )
    }
    if ((await owners()).size === 2) return owners
  }
  throw new Error('one of two replicas had nothing in hand')
}
