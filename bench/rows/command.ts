import { figureOf, type Measured, reported } from '../measure/figure.ts'
import { KEEPER, startBot } from '../process/bot.ts'
import { startWorld, type World } from '../process/world.ts'
import { commandTimesSchema } from '../programs/acts/send-commands.ts'
import { sameLatency } from '../programs/latencies.ts'
import { inTurns, type Row } from './row.ts'

/** A cloud so slow that whatever waits for it would be seen. */
const CLOUD_LATENCY = 2_500
const GOAL = { of: 'ratioToFloor', atMost: 1.25 } as const

const CASES = [
  { who: 'one person', atOnce: 1, quick: { turns: 5, rounds: 10 }, full: { turns: 50, rounds: 40 } },
  { who: '100 people at once', atOnce: 100, quick: { turns: 2, rounds: 1 }, full: { turns: 24, rounds: 1 } },
] as const

/** `/lighthouse rollback` → acknowledgement, and → `views.open`, beside a bare Bolt app. */
export const command: Row = {
  id: 'command',
  run: async ({ isQuick }) => {
    const [keeperWorld, floorWorld] = await Promise.all([startWorld({ instances: 45 }), startWorld({ instances: 45 })])
    const keeper = await startBot(KEEPER, keeperWorld.environment)
    const floor = await startBot('bench/peers/bare-bolt.ts', floorWorld.environment)
    try {
      await keeperWorld.setLatencies(sameLatency(CLOUD_LATENCY))
      const figures = []
      for (const { who, atOnce, ...sizes } of CASES) {
        const { turns, rounds } = isQuick ? sizes.quick : sizes.full
        const times = { keeper: newTimes(), floor: newTimes() }
        const side = (world: World, into: Times) => async () => {
          const { acks, opens } = await world.slack.call('commands', { atOnce, rounds }, commandTimesSchema)
          into.acks.push(...acks)
          into.opens.push(...opens)
        }
        // The first ones meet cold code and no one's patience.
        await inTurns(1, [side(keeperWorld, newTimes()), side(floorWorld, newTimes())])
        await inTurns(turns, [side(keeperWorld, times.keeper), side(floorWorld, times.floor)])
        for (const [what, key] of [
          ['ack', 'acks'],
          ['views.open', 'opens'],
        ] as const) {
          const measured: Measured = {
            name: `command → ${what}, ${who}`,
            unit: 'ms',
            samples: times.keeper[key],
            floor: times.floor[key],
            goal: GOAL,
          }
          figures.push(figureOf(measured), reported(measured, 0.99))
        }
      }
      return figures
    } finally {
      await Promise.all([keeper.stop(), floor.stop(), keeperWorld.stop(), floorWorld.stop()])
    }
  },
}

type Times = { readonly acks: number[]; readonly opens: number[] }
const newTimes = (): Times => ({ acks: [], opens: [] })
