import { z } from 'zod'

/** What the storm tells a bot's process before it starts, in the variable `KEEPER_FAULTS`. */
export const ordersSchema = z.object({
  /** Holds the world's time: eight bytes for all processes, then eight for each process's own error. */
  timeFile: z.string(),
  /** Which error is this process's. */
  slot: z.int().min(1),
  /** Where each effect is written down, one a line, before it can be lost in a kill. */
  reportFile: z.string(),
  /** The steps at which the process ends itself, or holds what would go on after them. */
  steps: z.array(z.string()),
  /** After how many effects the process kills itself; null: never. */
  killAfter: z.int().min(0).nullable(),
  /** After how many effects, or at which step, the process freezes; null: never. */
  freezeAt: z.union([z.int(), z.string()]).nullable(),
})
export type Orders = z.infer<typeof ordersSchema>

/** From the storm to the process: let what is due happen, come to rest, and say so. */
export const goSchema = z.object({ go: z.number() })

/** From the process to the storm. */
export const restSchema = z.object({
  rest: z.number(),
  /** Milliseconds to the next timer; null where there is none. */
  next: z.number().nullable(),
  /** How many answers of others are waited for. */
  inFlight: z.int(),
  /** How many flows are held at a step, to be killed there. */
  held: z.int(),
})
export type Rest = z.infer<typeof restSchema>
