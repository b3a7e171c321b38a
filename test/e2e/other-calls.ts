import type { ExecutedCall } from '../../sandbox/lighthouse/control-api.ts'
import type { StoredRequest } from './records.ts'

/** Changing calls beside the rollback, each with the moment at which a request passed its gate; null where it never did. */
const GATES: Readonly<Record<string, (record: StoredRequest) => number | null>> = {
  CreateInstanceSnapshot: ({ request }) => request?.safety?.intendedAt ?? null,
  StartInstances: ({ request }) => request?.start?.intended?.at ?? null,
}

export const isOtherCall = ({ action }: ExecutedCall): boolean => Object.hasOwn(GATES, action)

/** Of each other changing call: none without a request for the instance that intended it, at most one for each. */
export const otherCallViolations = (
  calls: readonly ExecutedCall[],
  records: readonly StoredRequest[],
): readonly string[] => {
  const byKind = Map.groupBy(calls.filter(isOtherCall), ({ action, instanceIds }) => `${action} ${instanceIds.join()}`)
  return [...byKind].flatMap(([kind, alike]) => {
    const gates = records
      .filter(({ request }) => alike[0]?.instanceIds.includes(request?.submission.instanceId ?? ''))
      .flatMap((record) => GATES[alike[0]?.action ?? '']?.(record) ?? [])
    return alike.length > gates.length ? [`${kind}: ${alike.length} calls for ${gates.length} gates.`] : []
  })
}
