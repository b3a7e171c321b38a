import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { z } from 'zod'
import { figureOf, type Measured, reported } from '../measure/figure.ts'
import { KEEPER, startBot } from '../process/bot.ts'
import { startWorld, type World } from '../process/world.ts'
import { optionTimesSchema } from '../programs/acts/options.ts'
import { realisticLatencies } from '../programs/latencies.ts'
import { inTurns, type Row } from './row.ts'

const INSTANCES = 5_000
/** Each fits one instance in eight, in all regions: the answers are as long as Slack allows. */
const QUERIES = ['web', 'db', 'cache', 'queue', 'mail', 'search', 'build', 'proxy']
const FULL_LIST = 100

/** Searching the picker once the fleet is known, beside a bot that has the same form and answers with the same list as a constant. */
export const pickerWarm: Row = {
  id: 'picker-warm',
  run: async ({ isQuick }) => {
    const [keeperWorld, floorWorld] = await Promise.all([
      startWorld({ instances: INSTANCES }),
      startWorld({ instances: 1 }),
    ])
    const folder = mkdtempSync(join(tmpdir(), 'keeper-bench-'))
    const constantList = join(folder, 'options.json')
    const sameModal = join(folder, 'modal.json')
    await keeperWorld.setLatencies(realisticLatencies)
    const keeper = await startBot(KEEPER, keeperWorld.environment)
    try {
      writeFileSync(constantList, JSON.stringify(await untilWarm(keeperWorld)))
      // Slack sends the whole form with every letter: both have the same one.
      writeFileSync(sameModal, await keeperWorld.slack.call('openedView', null, z.string()))
      const floor = await startBot('bench/peers/bare-bolt.ts', {
        ...floorWorld.environment,
        BENCH_OPTIONS_FILE: constantList,
        BENCH_MODAL_FILE: sameModal,
      })
      try {
        const times = { keeper: [] as number[], floor: [] as number[] }
        const side = (world: World, into: number[], rounds: number) => async () => {
          const asked = await world.slack.call('options', { queries: QUERIES, rounds }, optionTimesSchema)
          if (asked.options.some((count) => count !== FULL_LIST)) throw new Error('a list was not full')
          into.push(...asked.times)
        }
        // Both run for long before a person meets them: the first hundreds meet code that is not compiled yet.
        const warm = isQuick ? 40 : 400
        await inTurns(1, [side(keeperWorld, [], warm), side(floorWorld, [], warm)])
        const rounds = isQuick ? 10 : 25
        await inTurns(isQuick ? 3 : 40, [
          side(keeperWorld, times.keeper, rounds),
          side(floorWorld, times.floor, rounds),
        ])
        const measured: Measured = {
          name: 'picker, warm, search over 5,000 instances',
          unit: 'ms',
          samples: times.keeper,
          floor: times.floor,
          goal: { of: 'ratioToFloor', atMost: 1.3 },
        }
        return [figureOf(measured), reported(measured, 0.99)]
      } finally {
        await floor.stop()
      }
    } finally {
      await Promise.all([keeper.stop(), keeperWorld.stop(), floorWorld.stop()])
      rmSync(folder, { recursive: true, force: true })
    }
  },
}

/** @returns the list that is offered once the whole fleet is known */
const untilWarm = async (world: World): Promise<readonly unknown[]> => {
  for (let look = 0; look < 60; look += 1) {
    const { options, offer } = await world.slack.call('options', { queries: QUERIES, rounds: 1 }, optionTimesSchema)
    const isWhole = options[0] === FULL_LIST && offer.length === 15
    if (isWhole) return offer
    await new Promise((resolve) => setTimeout(resolve, 500))
  }
  throw new Error('the fleet was never known')
}
