import { z } from 'zod'
import { LIMITS } from './limits.ts'

/** Callback, action and block ids: what Slack sends back names the intent with one of these. */

export const CALLBACK_IDS = {
  request: 'keeper_request',
  deny: 'keeper_deny',
  /** Modals that only tell something. */
  notice: 'keeper_notice',
} as const

export const ACTION_IDS = {
  instance: 'keeper_instance',
  snapshot: 'keeper_snapshot',
  reason: 'keeper_reason',
  safety: 'keeper_safety',
  options: 'keeper_options',
  denyReason: 'keeper_deny_reason',
  approve: 'keeper_approve',
  deny: 'keeper_deny',
  cancel: 'keeper_cancel',
  /** After an end: the form again, filled in with the same. */
  again: 'keeper_again',
  /** After an end: the form, filled in with the safety snapshot. */
  undo: 'keeper_undo',
  /** After a rollback that left the instance stopped. */
  start: 'keeper_start',
  /** A button that only opens a link; Slack reports its press all the same. */
  open: 'keeper_open',
} as const

export const BLOCK_IDS = {
  reason: 'keeper_reason',
  options: 'keeper_options',
  denyReason: 'keeper_deny_reason',
  decision: 'keeper_decision',
  /** Buttons below the end of a request. */
  afterwards: 'keeper_afterwards',
} as const

/** Values of the form's checkboxes. */
export const OPTION_VALUES = { dryRun: 'dry_run', safety: 'safety_snapshot' } as const

/** Ids of the cloud have tens of printable characters; whatever else comes must not break the modal. */
const fitting = (id: string): string => id.replaceAll(/[^\x21-\x7e]/g, '').slice(0, LIMITS.blockId)

/**
 * Slack keeps what was chosen while block and action ids stay equal, and takes an initial option only in a block it
 * does not know yet: a preselected instance therefore has a block of its own.
 * @param preselected `region/instanceId`, null where nothing was preselected
 */
export const instanceBlockId = (preselected: string | null): string =>
  preselected === null ? 'keeper_instance' : fitting(`keeper_instance:${preselected}`)

/** @param instance `region/instanceId` of the chosen instance: another instance makes Slack forget the snapshot */
export const snapshotBlockId = (instance: string | null): string =>
  instance === null ? 'keeper_snapshot' : fitting(`keeper_snapshot:${instance}`)

/**
 * A checkbox begins ticked only in a block that Slack does not know yet; in the same region a person's choice is kept.
 * @param region whose quota has room, so that the box begins ticked; null where it begins empty
 */
export const safetyBlockId = (region: string | null): string =>
  region === null ? 'keeper_safety' : fitting(`keeper_safety:${region}`)

/** What a button or the modal behind it points at: a request, as the person saw it. */
export type Target = { readonly requestId: string; readonly digest: string }

const targetSchema = z.object({ requestId: z.string().min(1), digest: z.string().min(1) })

export const encodeTarget = (requestId: string, digest: string): string => JSON.stringify({ requestId, digest })

/** @returns null where the value was not made by `encodeTarget` */
export const decodeTarget = (value: string): Target | null => {
  try {
    return targetSchema.safeParse(JSON.parse(value)).data ?? null
  } catch {
    return null
  }
}
