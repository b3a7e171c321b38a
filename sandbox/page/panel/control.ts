import { z } from 'zod'
import {
  type CommandBody,
  type ControlCommand,
  type ControlState,
  controlStateSchema,
} from '../../lighthouse/control-api.ts'
import { type PanelAction, type PanelState, panelStateSchema } from '../../slack/page-api.ts'

/** What a control address answered: a value, or a sentence that says why there is none. */
export type Answer<Value> =
  | { readonly ok: true; readonly value: Value }
  | { readonly ok: false; readonly error: string }

const refusalSchema = z.object({ error: z.string() })

/** The local Lighthouse: its fleet, what is armed, and what was called. */
export function lighthouseState(): Promise<Answer<ControlState>> {
  return ask('/panel/lighthouse/state', controlStateSchema)
}

/** Tells the local Lighthouse a command; see its control API for what each does. */
export function commandLighthouse<Command extends ControlCommand>(
  command: Command,
  body: CommandBody<Command>,
): Promise<Answer<unknown>> {
  return ask(`/panel/lighthouse/${command}`, z.unknown(), body)
}

/** The local Slack's faults and its newest calls. */
export function slackState(): Promise<Answer<PanelState>> {
  return ask('/panel/slack', panelStateSchema)
}

/** Tells the local Slack what to break or to mend. */
export function commandSlack(action: PanelAction): Promise<Answer<PanelState>> {
  return ask('/panel/slack', panelStateSchema, action)
}

/**
 * Asks a control address.
 * @param body with one the request is a POST, without one a GET
 */
export async function ask<Value>(path: string, schema: z.ZodType<Value>, body?: unknown): Promise<Answer<Value>> {
  try {
    const response = await fetch(path, requestOf(body))
    const content: unknown = await response.json().catch(() => undefined)
    if (!response.ok) {
      const refusal = refusalSchema.safeParse(content)
      return { ok: false, error: refusal.success ? refusal.data.error : `The sandbox answered ${response.status}.` }
    }
    const parsed = schema.safeParse(content)
    return parsed.success
      ? { ok: true, value: parsed.data }
      : { ok: false, error: `The sandbox gave an answer this page cannot read (${path}).` }
  } catch {
    return { ok: false, error: 'The sandbox cannot be reached.' }
  }
}

function requestOf(body: unknown): RequestInit {
  if (body === undefined) return {}
  return { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) }
}
