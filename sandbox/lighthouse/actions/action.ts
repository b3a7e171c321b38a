import type { z } from 'zod'
import type { CreationPlan, RollbackPlan } from '../control-api.ts'
import { readParameters } from '../parameters.ts'
import type { Words } from '../refusal.ts'
import type { World } from '../world.ts'

/** What a call runs in. `now` is in milliseconds since the UNIX epoch. */
export type Call = {
  readonly world: World
  readonly now: number
  readonly region: string
  readonly requestId: string
  /** How a rollback that this call begins will run. */
  readonly rollbackPlan: RollbackPlan
  readonly creationPlan: CreationPlan
  readonly newSnapshotId: () => string
  /** The words in the caller's language. */
  readonly say: (words: Words) => string
}

/** The answer without its RequestId and, where the call changed something, what it touched. */
export type Outcome = {
  readonly body: Readonly<Record<string, unknown>>
  readonly touched?: { readonly instanceIds: readonly string[]; readonly snapshotIds: readonly string[] }
}

export type Action = {
  /** The documented calls a second. */
  readonly perSecond: number
  readonly needsRegion: boolean
  /** Checks the parameters' names and types; the returned function does the work. Both throw a Refusal. */
  readonly prepare: (parameters: unknown) => (call: Call) => Outcome
}

export function defineAction<Schema extends z.ZodType>(
  perSecond: number,
  schema: Schema,
  run: (parameters: z.infer<Schema>, call: Call) => Outcome,
  { needsRegion = true } = {},
): Action {
  return {
    perSecond,
    needsRegion,
    prepare: (input) => {
      const parameters = readParameters(schema, input)
      return (call) => run(parameters, call)
    },
  }
}
