import { z } from 'zod'
import { CLOCK_BASE } from './shared-clock.ts'

const callSchema = z.object({ id: z.number(), act: z.string(), input: z.unknown() })

/** What a program of the benchmarks can be told to do. Each act parses what it is given and answers plain data. */
export type Acts = Readonly<Record<string, (input: unknown) => unknown>>

/** Serves a program's acts to the process that started it, and ends with that process. */
export const serve = (acts: Acts, ready: unknown): void => {
  process.on('message', async (message) => {
    const { id, act, input } = callSchema.parse(message)
    try {
      const work = acts[act]
      if (work === undefined) throw new Error(`there is no act ${act}`)
      process.send?.({ id, result: await work(input) })
    } catch (error) {
      process.send?.({ id, error: error instanceof Error ? (error.stack ?? error.message) : String(error) })
    }
  })
  process.once('disconnect', () => process.exit(0))
  process.send?.({ ready })
}

/** The base of the run's shared clock, as the starting process gave it. */
export const readClockBase = (): number => z.coerce.number().parse(process.env[CLOCK_BASE])
