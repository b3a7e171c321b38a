import { z } from 'zod'
import { faultSchema, newFaultSchema } from './fault.ts'

export const panelStateSchema = z.object({
  outage: z.boolean(),
  rateLimits: z.boolean(),
  faults: z.array(faultSchema),
  sockets: z.number(),
  /** The newest calls of the Web API, newest first, at most 100. */
  calls: z.array(
    z.object({
      at: z.number(),
      method: z.string(),
      status: z.number(),
      ok: z.boolean(),
      error: z.string().optional(),
    }),
  ),
})
export type PanelState = z.infer<typeof panelStateSchema>

export const panelActionSchema = z.discriminatedUnion('do', [
  z.object({ do: z.literal('add_fault'), fault: newFaultSchema }),
  z.object({ do: z.literal('clear_fault'), id: z.string() }),
  z.object({ do: z.literal('clear_all') }),
  /** Everything fails: Web API calls break, sockets are closed and refused. */
  z.object({ do: z.literal('outage'), on: z.boolean() }),
  z.object({ do: z.literal('rate_limits'), on: z.boolean() }),
  /** Breaks every open socket without a word. */
  z.object({ do: z.literal('drop_sockets') }),
  /** Sends a `disconnect` frame to every socket, as Slack does before it replaces a server. */
  z.object({ do: z.literal('refresh_sockets'), reason: z.enum(['warning', 'refresh_requested']) }),
  /** The next so many envelopes are delivered twice. */
  z.object({ do: z.literal('redeliver'), times: z.int().min(1) }),
])
export type PanelAction = z.infer<typeof panelActionSchema>
