import { z } from 'zod'
import { keeperFlags } from '../process/keeper-flags.ts'
import { startProgram } from '../process/program.ts'
import { type DrivenRun, drivenRunSchema, type RunOrder } from './stage.ts'

/** Runs one order after the other, in processes of its own, which live until `stop`. */
export const startRuns = async (): Promise<{
  readonly run: (order: RunOrder) => Promise<DrivenRun>
  readonly stop: () => Promise<void>
}> => {
  const bot = await startProgram('programs/driven-bot.ts', {}, z.null(), keeperFlags)
  return { run: (order) => bot.call('run', order, drivenRunSchema), stop: bot.stop }
}
