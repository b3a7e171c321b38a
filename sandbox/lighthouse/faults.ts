/** The faults that wait for calls. Each is met in the order it was added and used up by the calls it meets. */
import { randomUUID } from 'node:crypto'
import { z } from 'zod'
import { type ActiveFault, type FaultEffect, type FaultInput, faultSchema } from './control-api.ts'

/** What of a call decides which faults meet it. */
export type Target = {
  readonly action: string
  readonly region: string | null
  readonly instanceIds: readonly string[]
  readonly snapshotIds: readonly string[]
}

/** Effects that leave a call to its work. */
const NOT_ENDING = [
  'delay',
  'throttle',
  'rollback',
  'snapshot-creation-fails',
  'snapshot-creation-takes',
] as const satisfies readonly FaultEffect['kind'][]

/** Effects after which nothing else can happen to a call. */
export type EndingEffect = Exclude<FaultEffect, { kind: (typeof NOT_ENDING)[number] }>

export type FaultStore = {
  readonly add: (fault: FaultInput) => string
  readonly remove: (faultId: string) => boolean
  readonly clear: () => void
  readonly list: () => readonly ActiveFault[]
  /** The lowest limit of calls a second that a throttle sets, or nothing. */
  readonly throttled: (target: Target) => number | undefined
  /** Takes the delays, in milliseconds together. */
  readonly takeDelay: (target: Target) => number
  /** Takes the first effect that ends a call. */
  readonly takeEnding: (target: Target) => EndingEffect | undefined
  /** The effects on the operation that the call would begin, and how to use them up once it has begun. */
  readonly operation: (target: Target) => { readonly effects: readonly FaultEffect[]; readonly use: () => void }
}

export function createFaultStore(): FaultStore {
  let faults: readonly ActiveFault[] = []

  const use = (used: ActiveFault) => {
    faults = faults.flatMap((fault) => {
      if (fault.faultId !== used.faultId || fault.times === null) return [fault]
      return fault.times > 1 ? [{ ...fault, times: fault.times - 1 }] : []
    })
  }
  const meeting = (target: Target) => faults.filter((fault) => meets(fault, target))

  return {
    add: (input) => {
      const faultId = randomUUID()
      faults = [...faults, { faultId, ...faultSchema.parse(input) }]
      return faultId
    },
    remove: (faultId) => {
      const before = faults.length
      faults = faults.filter((fault) => fault.faultId !== faultId)
      return faults.length < before
    },
    clear: () => {
      faults = []
    },
    list: () => faults,
    throttled: (target) => {
      const limits = meeting(target).flatMap(({ effect }) => (effect.kind === 'throttle' ? [effect.perSecond] : []))
      return limits.length > 0 ? Math.min(...limits) : undefined
    },
    takeDelay: (target) => {
      let sum = 0
      for (const fault of meeting(target)) {
        if (fault.effect.kind !== 'delay') continue
        sum += fault.effect.milliseconds
        use(fault)
      }
      return sum
    },
    takeEnding: (target) => {
      for (const fault of meeting(target)) {
        if (!isEnding(fault.effect)) continue
        use(fault)
        return fault.effect
      }
      return undefined
    },
    operation: (target) => {
      const wanted = meeting(target).filter(
        ({ effect }) =>
          (effect.kind === 'rollback' && target.action === 'ApplyInstanceSnapshot') ||
          (effect.kind.startsWith('snapshot-creation-') && target.action === 'CreateInstanceSnapshot'),
      )
      return { effects: wanted.map(({ effect }) => effect), use: () => wanted.forEach(use) }
    },
  }
}

function meets(fault: ActiveFault, target: Target): boolean {
  return (
    (fault.action === undefined || fault.action === target.action) &&
    (fault.region === undefined || fault.region === target.region) &&
    (fault.instanceId === undefined || target.instanceIds.includes(fault.instanceId)) &&
    (fault.snapshotId === undefined || target.snapshotIds.includes(fault.snapshotId))
  )
}

function isEnding(effect: FaultEffect): effect is EndingEffect {
  return !NOT_ENDING.some((kind) => kind === effect.kind)
}

const namingSchema = z
  .object({
    InstanceId: z.string().optional(),
    InstanceIds: z.array(z.string()).optional(),
    SnapshotId: z.string().optional(),
    SnapshotIds: z.array(z.string()).optional(),
    Filters: z.array(z.object({ Name: z.string(), Values: z.array(z.string()) })).optional(),
  })
  .catch({})

/**
 * @param ownerOf the instance a snapshot belongs to, where there is one
 * @returns the instances and snapshots that a call's parameters name
 */
export function objectsNamed(
  parameters: unknown,
  ownerOf: (snapshotId: string) => string | undefined,
): Pick<Target, 'instanceIds' | 'snapshotIds'> {
  const { InstanceId, InstanceIds = [], SnapshotId, SnapshotIds = [], Filters = [] } = namingSchema.parse(parameters)
  const filtered = (name: string) => Filters.flatMap(({ Name, Values }) => (Name === name ? Values : []))
  const snapshotIds = [...(SnapshotId ? [SnapshotId] : []), ...SnapshotIds, ...filtered('snapshot-id')]
  const owners = snapshotIds.flatMap((id) => ownerOf(id) ?? [])
  return {
    snapshotIds,
    instanceIds: [...(InstanceId ? [InstanceId] : []), ...InstanceIds, ...filtered('instance-id'), ...owners],
  }
}
