import { rmSync } from 'node:fs'
import { figureOf } from '../measure/figure.ts'
import { KEEPER, newFolder, startBot } from '../process/bot.ts'
import { startWorld, type World } from '../process/world.ts'
import { inTurns, type Row } from './row.ts'

/** How long a bot rests before its memory is read, in milliseconds. */
const IDLE = 1_000
const GOAL = { of: 'ratioToFloor', atMost: 1.3 } as const

/** How often both begin with an empty folder: starts on one differ from those on another by up to a tenth. */
const FOLDERS = 4
const TURNS = 15

/** From the process's start to ready, each time after the first on the same folder, and the memory of a bot that has nothing to do. */
export const start: Row = {
  id: 'start',
  run: async ({ isQuick }) => {
    const [keeperWorld, floorWorld] = await Promise.all([startWorld({ instances: 45 }), startWorld({ instances: 45 })])
    const keeper = newSide(keeperWorld, KEEPER)
    const floor = newSide(floorWorld, 'bench/peers/bare-bolt.ts')
    try {
      for (let number = 0; number < (isQuick ? 1 : FOLDERS); number += 1) {
        const folder = newFolder()
        try {
          // The first start of each reads its files from the disk, and the product keeps what it compiled (src/settle.ts).
          for (const { world, file } of [keeper, floor]) await startOnce(newSide(world, file), folder)
          await inTurns(isQuick ? 2 : TURNS, [() => startOnce(keeper, folder), () => startOnce(floor, folder)])
        } finally {
          rmSync(folder, { recursive: true, force: true })
        }
      }
      return [
        figureOf({ name: 'start → ready', unit: 'ms', samples: keeper.ready, floor: floor.ready, goal: GOAL }),
        figureOf({ name: 'memory when idle', unit: 'MiB', samples: keeper.memory, floor: floor.memory, goal: GOAL }),
      ]
    } finally {
      await Promise.all([keeperWorld.stop(), floorWorld.stop()])
    }
  },
}

type Side = {
  readonly world: World
  readonly file: string
  readonly ready: number[]
  readonly memory: number[]
}
const newSide = (world: World, file: string): Side => ({ world, file, ready: [], memory: [] })

/** Adds what one start takes, and the memory afterwards, to the side's samples. */
const startOnce = async ({ world, file, ready, memory }: Side, folder: string): Promise<void> => {
  const bot = await startBot(file, world.environment, folder)
  try {
    await new Promise((resolve) => setTimeout(resolve, IDLE))
    ready.push(bot.readyAfter)
    memory.push(bot.memory())
  } finally {
    await bot.stop()
  }
}
