import { z } from 'zod'

/** What goes wrong with a call. */
export const faultKindSchema = z.discriminatedUnion('kind', [
  /** HTTP 429 with `Retry-After`. */
  z.object({ kind: z.literal('rate_limited'), retryAfterSeconds: z.int().min(0) }),
  /** An HTTP status of 500 to 599 in place of an answer. */
  z.object({ kind: z.literal('server_error'), status: z.int().min(500).max(599) }),
  /** The call is carried out and answered later by so many milliseconds. */
  z.object({ kind: z.literal('delay'), milliseconds: z.int().min(0) }),
  /** `ok: false` with this code; nothing is done. */
  z.object({ kind: z.literal('error'), code: z.string().min(1) }),
  /** The call is carried out, then the connection breaks without an answer. */
  z.object({ kind: z.literal('answer_lost') }),
  /** The connection breaks before anything is done. */
  z.object({ kind: z.literal('request_lost') }),
])
export type FaultKind = z.infer<typeof faultKindSchema>

/** A fault to add: for which method, and for how many calls. */
export const newFaultSchema = z.object({
  /** A Web API method, `response_url`, or `*` for everything. */
  method: z.string().min(1),
  fault: faultKindSchema,
  /** How many calls it strikes; `null` until it is cleared. */
  times: z.int().min(1).nullable(),
})
export type NewFault = z.infer<typeof newFaultSchema>

export const faultSchema = newFaultSchema.extend({ id: z.string() })
export type Fault = z.infer<typeof faultSchema>
