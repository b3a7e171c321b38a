import type { Fault, FaultKind, NewFault } from './fault.ts'

/** Faults on demand. */
export type Faults = {
  /** Answers the fault's id. */
  readonly add: (fault: NewFault) => string
  readonly clear: (id: string) => void
  /** Clears all faults and ends an outage. */
  readonly clearAll: () => void
  readonly list: () => readonly Fault[]
  /** The fault that strikes this call, if any; counts it. */
  readonly take: (method: string) => FaultKind | undefined
  /** During an outage every call breaks; sockets are broken and refused. */
  readonly setOutage: (on: boolean) => void
  readonly isOutage: () => boolean
  /** The next so many envelopes are sent twice. */
  readonly redeliver: (times: number) => void
  readonly takeRedelivery: () => boolean
}

/** @param onOutage what else happens when an outage begins */
export const createFaults = ({ onOutage }: { readonly onOutage: () => void }): Faults => {
  let faults: readonly Fault[] = []
  let outage = false
  let redeliveries = 0
  let count = 0

  return {
    add: (fault) => {
      count += 1
      const id = `fault-${count}`
      faults = [...faults, { ...fault, id }]
      return id
    },
    clear: (id) => {
      faults = faults.filter((fault) => fault.id !== id)
    },
    clearAll: () => {
      faults = []
      outage = false
      redeliveries = 0
    },
    list: () => faults,
    take: (method) => {
      const hit = faults.find((fault) => fault.method === method || fault.method === '*')
      if (hit === undefined) return undefined
      if (hit.times !== null) {
        const times = hit.times - 1
        faults =
          times === 0
            ? faults.filter((fault) => fault.id !== hit.id)
            : faults.map((fault) => (fault.id === hit.id ? { ...fault, times } : fault))
      }
      return hit.fault
    },
    setOutage: (on) => {
      outage = on
      if (on) onOutage()
    },
    isOutage: () => outage,
    redeliver: (times) => {
      redeliveries += times
    },
    takeRedelivery: () => {
      if (redeliveries === 0) return false
      redeliveries -= 1
      return true
    },
  }
}
