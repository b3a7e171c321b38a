import { z } from 'zod'
import { figureOf } from '../measure/figure.ts'
import { KEEPER, startBot } from '../process/bot.ts'
import { startWorld, type World } from '../process/world.ts'
import { instanceIdOf, regionOf, snapshotIdOf } from '../programs/fleet.ts'
import { realisticLatencies } from '../programs/latencies.ts'
import { inTurns, type Row } from './row.ts'

const INSTANCES = 150
/** What a call to Slack takes, in milliseconds. */
const SLACK_LATENCY = 60

const cardSchema = z.object({ ts: z.string() })
const momentSchema = z.object({ at: z.number() })

/** From the press on Approve to ApplyInstanceSnapshot on the wire, with a safety snapshot switched off. */
export const approve: Row = {
  id: 'approve',
  run: async ({ isQuick }) => {
    const [keeperWorld, floorWorld] = await Promise.all([
      startWorld({ instances: INSTANCES }),
      startWorld({ instances: INSTANCES }),
    ])
    const keeper = await startBot(KEEPER, keeperWorld.environment)
    const floor = await startBot('bench/peers/approve-at-once.ts', floorWorld.environment)
    try {
      for (const world of [keeperWorld, floorWorld]) {
        await world.setLatencies(realisticLatencies)
        await world.lighthouse.call('settings', { rollback: { milliseconds: 500 } }, z.null())
      }
      const times = { keeper: [] as number[], floor: [] as number[] }
      const side = (world: World, act: 'request' | 'card', into: number[]) => {
        let number = 0
        return async () => {
          const target = {
            region: regionOf(number),
            instanceId: instanceIdOf(number),
            snapshotId: snapshotIdOf(number),
          }
          number += 1
          await setSlackLatency(world, 0)
          const card = await world.slack.call(act, target, cardSchema)
          await setSlackLatency(world, SLACK_LATENCY)
          const pressed = await world.slack.call('approve', card, momentSchema)
          const applied = await world.lighthouse.call('applied', target, momentSchema)
          into.push(applied.at - pressed.at)
        }
      }
      await inTurns(isQuick ? 4 : 40, [
        side(keeperWorld, 'request', times.keeper),
        side(floorWorld, 'card', times.floor),
      ])
      return [
        figureOf({
          name: 'Approve → ApplyInstanceSnapshot',
          unit: 'ms',
          samples: times.keeper,
          floor: times.floor,
          goal: { of: 'ratioToFloor', atMost: 1.25 },
        }),
      ]
    } finally {
      await Promise.all([keeper.stop(), floor.stop(), keeperWorld.stop(), floorWorld.stop()])
    }
  },
}

const setSlackLatency = (world: World, milliseconds: number) =>
  world.slack.call('latency', { method: '*', fault: { kind: 'delay', milliseconds }, times: null }, z.null())
