import { rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { z } from 'zod'
import { figureOf, type Measured, reported } from '../measure/figure.ts'
import { KEEPER, newFolder, startBot } from '../process/bot.ts'
import { startWorld, type World } from '../process/world.ts'
import { commandTimesSchema } from '../programs/acts/send-commands.ts'
import { sameLatency } from '../programs/latencies.ts'
import { inTurns, type Row, type RowOptions } from './row.ts'

/** A cloud so slow that whatever waits for it would be seen. */
const CLOUD_LATENCY = 2_500
const GOAL = { of: 'ratioToFloor', atMost: 1.25 } as const

const CASES = [
  { who: 'one person', atOnce: 1, quick: { turns: 5, rounds: 10 }, full: { turns: 14, rounds: 40 } },
  { who: '100 people at once', atOnce: 100, quick: { turns: 2, rounds: 1 }, full: { turns: 8, rounds: 1 } },
] as const

/** `/lighthouse rollback` → acknowledgement, and → `views.open`, beside a bare Bolt app. */
export const command: Row = {
  id: 'command',
  run: async (options) => {
    const measured = CASES.map((one) => ({ ...one, keeper: newTimes(), floor: newTimes() }))
    // Two processes of the same program differ by a tenth and more, the samples of one do not show it.
    for (let pair = 0; pair < (options.isQuick ? 1 : PAIRS); pair += 1) await measurePair(options, measured)
    return measured.flatMap(({ who, keeper, floor }) =>
      (['ack', 'views.open'] as const).flatMap((what) => {
        const one: Measured = {
          name: `command → ${what}, ${who}`,
          unit: 'ms',
          samples: keeper[what],
          floor: floor[what],
          goal: GOAL,
        }
        return [figureOf(one), reported(one, 0.99)]
      }),
    )
  },
}

/** How often both bots are started anew. */
const PAIRS = 4

type Times = { readonly ack: number[]; readonly 'views.open': number[] }
const newTimes = (): Times => ({ ack: [], 'views.open': [] })

/** Starts both bots, each with a Slack and a Lighthouse of its own, and adds what they take to the times of each case. */
const measurePair = async (
  { isQuick }: RowOptions,
  measured: readonly ((typeof CASES)[number] & { readonly keeper: Times; readonly floor: Times })[],
): Promise<void> => {
  const [keeperWorld, floorWorld] = await Promise.all([startWorld({ instances: 45 }), startWorld({ instances: 45 })])
  const keeper = await startBot(KEEPER, keeperWorld.environment)
  const folder = newFolder()
  const BENCH_MODAL_FILE = join(folder, 'modal.json')
  await keeperWorld.slack.call('commands', { atOnce: 1, rounds: 2 }, commandTimesSchema)
  writeFileSync(BENCH_MODAL_FILE, await keeperWorld.slack.call('openedView', null, z.string()))
  const floor = await startBot('bench/peers/bare-bolt.ts', { ...floorWorld.environment, BENCH_MODAL_FILE })
  try {
    await keeperWorld.setLatencies(sameLatency(CLOUD_LATENCY))
    for (const { atOnce, quick, full, ...times } of measured) {
      const { turns, rounds } = isQuick ? quick : full
      const side = (world: World, into: Times) => async () => {
        const { acks, opens } = await world.slack.call('commands', { atOnce, rounds }, commandTimesSchema)
        into.ack.push(...acks)
        into['views.open'].push(...opens)
      }
      // The first ones meet cold code and no one's patience.
      await inTurns(1, [side(keeperWorld, newTimes()), side(floorWorld, newTimes())])
      await inTurns(turns, [side(keeperWorld, times.keeper), side(floorWorld, times.floor)])
    }
  } finally {
    await Promise.all([keeper.stop(), floor.stop(), keeperWorld.stop(), floorWorld.stop()])
    rmSync(folder, { recursive: true, force: true })
  }
}
