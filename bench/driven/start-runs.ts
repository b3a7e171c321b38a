import { rmSync } from 'node:fs'
import { z } from 'zod'
import { newFolder } from '../process/bot.ts'
import { keeperFlags } from '../process/keeper-flags.ts'
import { startProgram } from '../process/program.ts'
import { type DrivenRun, drivenRunSchema, type RunOrder } from './stage.ts'

/** One rollback from its card to its end: all code is loaded once. */
const SMALLEST: RunOrder = {
  rollbacks: [{ number: 0, plan: { milliseconds: 1_000 } }],
  limit: 120_000,
  clickEvery: 1_000,
}

/** Runs one order after the other, in processes of its own, which live until `stop`. */
export const startRuns = async (): Promise<{
  readonly run: (order: RunOrder) => Promise<DrivenRun>
  readonly stop: () => Promise<void>
}> => {
  const NODE_COMPILE_CACHE = newFolder()
  const start = () => startProgram('programs/driven-bot.ts', { NODE_COMPILE_CACHE }, z.null(), keeperFlags)
  // The first one compiles, also what is loaded with the bot; it is measured as it is at every later start.
  const first = await start()
  await first.call('run', SMALLEST, drivenRunSchema)
  await first.stop()
  const bot = await start()
  return {
    run: (order) => bot.call('run', order, drivenRunSchema),
    stop: async () => {
      await bot.stop()
      rmSync(NODE_COMPILE_CACHE, { recursive: true, force: true })
    },
  }
}
