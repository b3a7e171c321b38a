import { rmSync } from 'node:fs'
import { figureOf } from '../measure/figure.ts'
import { KEEPER, newFolder, startBot } from '../process/bot.ts'
import { startWorld, type World } from '../process/world.ts'
import { inTurns, type Row } from './row.ts'

/** How long a bot rests before its memory is read, in milliseconds. */
const IDLE = 1_000
const GOAL = { of: 'ratioToFloor', atMost: 1.3 } as const

/** From the process's start to ready, each time after the first on the same folder, and the memory of a bot that has nothing to do. */
export const start: Row = {
  id: 'start',
  run: async ({ isQuick }) => {
    const [keeperWorld, floorWorld] = await Promise.all([startWorld({ instances: 45 }), startWorld({ instances: 45 })])
    const folder = newFolder()
    try {
      const keeper = newSide()
      const floor = newSide()
      const side = (world: World, file: string, into: Side) => async () => {
        const bot = await startBot(file, world.environment, folder)
        try {
          await new Promise((resolve) => setTimeout(resolve, IDLE))
          into.ready.push(bot.readyAfter)
          into.memory.push(bot.memory())
        } finally {
          await bot.stop()
        }
      }
      // The first start of each reads its files from the disk, and the product keeps what it compiled (src/settle.ts).
      const sides = (keeperInto: Side, floorInto: Side) => [
        side(keeperWorld, KEEPER, keeperInto),
        side(floorWorld, 'bench/peers/bare-bolt.ts', floorInto),
      ]
      await inTurns(1, sides(newSide(), newSide()))
      await inTurns(isQuick ? 2 : 60, sides(keeper, floor))
      return [
        figureOf({ name: 'start → ready', unit: 'ms', samples: keeper.ready, floor: floor.ready, goal: GOAL }),
        figureOf({ name: 'memory when idle', unit: 'MiB', samples: keeper.memory, floor: floor.memory, goal: GOAL }),
      ]
    } finally {
      rmSync(folder, { recursive: true, force: true })
      await Promise.all([keeperWorld.stop(), floorWorld.stop()])
    }
  },
}

type Side = { readonly ready: number[]; readonly memory: number[] }
const newSide = (): Side => ({ ready: [], memory: [] })
