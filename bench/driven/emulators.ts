import { z } from 'zod'
import { rollbackPlanSchema } from '../../sandbox/lighthouse/control-api.ts'

/** What passes between the process of the bot and that of the emulators, in driven time. */

/** One rollback that the cloud will run. */
export const plannedSchema = z.object({ number: z.number(), plan: rollbackPlanSchema.partial() })
export type PlannedRollback = z.infer<typeof plannedSchema>

export const openingSchema = z.object({
  /** The time at which both clocks begin, in milliseconds since the epoch. */
  now: z.number(),
  /** Instances of the fleet. */
  size: z.number(),
  rollbacks: z.array(plannedSchema),
})

export const openedSchema = z.object({
  slack: z.object({ apiUrl: z.string(), botToken: z.string(), appToken: z.string(), channelId: z.string() }),
  lighthouse: z.object({ url: z.string() }),
})

export const lookSchema = z.object({
  /** Changes whenever the bot did something that shows. */
  activity: z.string(),
  isQuiet: z.boolean(),
  /** When the next thing happens by itself, in milliseconds since the epoch; null where nothing is due. */
  due: z.number().nullable(),
  cards: z.number(),
  ends: z.number(),
})

/** A message or an edit of one, as Slack took it. */
const messageSchema = z.object({
  at: z.number(),
  kind: z.enum(['post', 'edit']),
  requestId: z.string(),
  /** The event of the message, as it was posted. */
  event: z.string(),
})
export type SentMessage = z.infer<typeof messageSchema>

export const trafficSchema = z.object({
  messages: z.array(messageSchema),
  cloudCalls: z.array(z.object({ action: z.string(), at: z.number() })),
  /** When each instance was rolled back: its number, and when the call did its work. */
  applied: z.array(z.tuple([z.string(), z.number()])),
  /** Calls that were refused because they came too often. */
  tooOften: z.object({ cloud: z.number(), slack: z.number() }),
})

export const outcomeSchema = z.object({ kind: z.string(), text: z.string().optional() })
