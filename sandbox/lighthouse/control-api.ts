/**
 * What the local Lighthouse can be told and asked besides the API itself: the bodies of `POST /control/<command>`
 * and the answers of `GET /control/state`, `/control/executed` and `/control/calls`. The in-process control object
 * takes and gives the same values. Times are milliseconds since the UNIX epoch on the emulator's clock.
 */
import { z } from 'zod'
import { fleetSchema } from './objects.ts'

const milliseconds = z.number().int().min(0).max(86_400_000)

/** How one rollback runs. `steps` is the curve of Percent over the share of the time; between points it rises evenly. */
export const rollbackPlanSchema = z.strictObject({
  /** From the accepted call to the snapshot's end state. */
  milliseconds,
  steps: z
    .array(z.strictObject({ at: z.number().min(0).max(1), percent: z.number().int().min(0).max(100) }))
    .min(1)
    .readonly(),
  outcome: z.enum(['succeeds', 'fails']),
  /** Where Percent stands when it fails. */
  failsAtPercent: z.number().int().min(0).max(100),
  /** What becomes of an instance that was RUNNING; the vendor does not say. A STOPPED one stays STOPPED. */
  powerAfter: z.enum(['started-again', 'left-stopped']),
  /** Whether LatestOperationRequestId is the RequestId of the answer, as in the vendor's example, or another. */
  requestId: z.enum(['same', 'different']),
})

export const settingsSchema = z.strictObject({
  stopMilliseconds: milliseconds,
  startMilliseconds: milliseconds,
  createSnapshotMilliseconds: milliseconds,
  rollback: rollbackPlanSchema,
  /** DescribeSnapshots lists no not-found code: an unknown SnapshotId is left out, or refused when this is true. */
  refusesUnknownSnapshotIds: z.boolean(),
})

const settingsChangeSchema = z.strictObject({
  ...settingsSchema.partial().shape,
  rollback: rollbackPlanSchema.partial().optional(),
})

/** Whether the call did its work before the answer went wrong. */
const work = z.enum(['done', 'not-done'])

const faultEffectSchema = z.discriminatedUnion('kind', [
  /** Refuses with this code and does nothing; without a message the catalogue's words for the code. */
  z.strictObject({ kind: z.literal('error'), code: z.string().min(1), message: z.string().optional() }),
  /** Closes the connection without an answer. */
  z.strictObject({ kind: z.literal('drop'), work }),
  z.strictObject({ kind: z.literal('http-status'), status: z.number().int().min(400).max(599), work }),
  /** Sends the headers and half of the body, then nothing more. */
  z.strictObject({ kind: z.literal('stalled-body'), work }),
  z.strictObject({ kind: z.literal('malformed-json'), work }),
  /** JSON, but without the member `Response`. */
  z.strictObject({ kind: z.literal('no-response-member'), work }),
  /** Takes the request and never answers; with a region and no action the region is unreachable. */
  z.strictObject({ kind: z.literal('no-answer'), work }),
  /** Waits on the emulator's clock before the work; delays add up and go together with another effect. */
  z.strictObject({ kind: z.literal('delay'), milliseconds }),
  /** Lowers the limit of calls a second; 0 lets none through. Is never used up. */
  z.strictObject({ kind: z.literal('throttle'), perSecond: z.number().int().min(0) }),
  /** Changes how a rollback that ApplyInstanceSnapshot begins will run. */
  z.strictObject({ kind: z.literal('rollback'), plan: rollbackPlanSchema.partial() }),
  /** Lets a snapshot that CreateInstanceSnapshot begins never become NORMAL: it ends FAILED, or is gone halfway. */
  z.strictObject({ kind: z.literal('snapshot-creation-fails'), how: z.enum(['failed', 'vanishes']).default('failed') }),
  /** Changes how long the making of a snapshot takes that CreateInstanceSnapshot begins. */
  z.strictObject({ kind: z.literal('snapshot-creation-takes'), milliseconds }),
])

export const faultSchema = z.strictObject({
  effect: faultEffectSchema,
  /** Which calls it meets: all conditions given must hold; none: every call. */
  action: z.string().optional(),
  region: z.string().optional(),
  /** Also meets calls that name a snapshot of the instance. */
  instanceId: z.string().optional(),
  snapshotId: z.string().optional(),
  /** For the next N calls; null: until cleared. */
  times: z.number().int().min(1).nullable().default(1),
})

const deniedActionSchema = z.strictObject({
  /** An instance's or a snapshot's id. */
  id: z.string(),
  action: z.string(),
  code: z.string(),
  message: z.string(),
})

const instanceId = z.string()
const snapshotId = z.string()
const done = z.strictObject({})

/** Body and answer of each `POST /control/<command>`. An unknown id answers 404, a body that does not fit 400. */
export const controlCommands = {
  'add-fault': { body: faultSchema, answer: z.strictObject({ faultId: z.string() }) },
  'remove-fault': { body: z.strictObject({ faultId: z.string() }), answer: done },
  'clear-faults': { body: z.strictObject({}), answer: done },
  configure: { body: settingsChangeSchema, answer: done },
  /** Sets an instance's state at once and ends what was moving its power. */
  'set-instance-state': {
    /** `operating`: whether LatestOperationState shows an unfinished operation. */
    body: z.strictObject({ instanceId, state: z.string(), operating: z.boolean().optional() }),
    answer: done,
  },
  /** Sets a snapshot's state at once and ends what was running on it. */
  'set-snapshot-state': {
    body: z.strictObject({ snapshotId, state: z.string(), percent: z.number().int().min(0).max(100).optional() }),
    answer: done,
  },
  /** Removes the instance and, as a termination does, its snapshots and data disks. */
  'delete-instance': { body: z.strictObject({ instanceId }), answer: done },
  'delete-snapshot': { body: z.strictObject({ snapshotId }), answer: done },
  /** Gives the system disk another size in GB, as a bundle upgrade does. */
  'resize-disk': { body: z.strictObject({ instanceId, size: z.number().int().min(1) }), answer: done },
  /** An operator rolls back in the console: the same effect as the API, but no call of anybody's. */
  'roll-back-by-hand': {
    body: z.strictObject({ instanceId, snapshotId, plan: rollbackPlanSchema.partial().optional() }),
    answer: z.strictObject({ requestId: z.string() }),
  },
  /** How many snapshots the region may hold. */
  'set-quota': { body: z.strictObject({ region: z.string(), total: z.number().int().min(0) }), answer: done },
  'deny-action': { body: deniedActionSchema, answer: done },
  'clear-denied-actions': { body: z.strictObject({}), answer: done },
  /** Everything as at the start: fleet, settings, no faults, empty logs. */
  reset: { body: z.strictObject({}), answer: done },
} as const

const activeFaultSchema = z.strictObject({ faultId: z.string(), ...faultSchema.shape })

/** One call that had an effect. `answered` is false where a fault took the answer away. */
const executedCallSchema = z.strictObject({
  sequence: z.number(),
  at: z.number(),
  action: z.string(),
  region: z.string(),
  requestId: z.string(),
  secretId: z.string(),
  instanceIds: z.array(z.string()).readonly(),
  snapshotIds: z.array(z.string()).readonly(),
  answered: z.boolean(),
})

/** One call, however it went. `outcome` is `ok`, the error code, or the kind of the fault that took the answer. */
const loggedCallSchema = z.strictObject({
  sequence: z.number(),
  at: z.number(),
  action: z.string(),
  region: z.string().nullable(),
  requestId: z.string(),
  secretId: z.string().nullable(),
  /** The instances that it named; also those of the snapshots that it named. */
  instanceIds: z.array(z.string()).readonly(),
  outcome: z.string(),
})

export const executedSchema = z.array(executedCallSchema).readonly()
export const callsSchema = z.array(loggedCallSchema).readonly()

export const controlStateSchema = z.strictObject({
  now: z.number(),
  settings: settingsSchema,
  fleet: fleetSchema,
  faults: z.array(activeFaultSchema).readonly(),
  deniedActions: z.array(deniedActionSchema).readonly(),
  executed: executedSchema,
  /** The latest 100. */
  calls: callsSchema,
})

export type RollbackPlan = z.infer<typeof rollbackPlanSchema>
export type Settings = z.infer<typeof settingsSchema>
export type SettingsChange = z.infer<typeof settingsChangeSchema>
export type FaultEffect = z.infer<typeof faultEffectSchema>
export type CreationPlan = { readonly milliseconds: number; readonly fails: 'failed' | 'vanishes' | null }
export type FaultInput = z.input<typeof faultSchema>
export type ActiveFault = z.infer<typeof activeFaultSchema>
export type DeniedAction = z.infer<typeof deniedActionSchema>
export type ExecutedCall = z.infer<typeof executedCallSchema>
export type LoggedCall = z.infer<typeof loggedCallSchema>
export type ControlState = z.infer<typeof controlStateSchema>
export type ControlCommand = keyof typeof controlCommands
export type CommandBody<Command extends ControlCommand> = z.input<(typeof controlCommands)[Command]['body']>
