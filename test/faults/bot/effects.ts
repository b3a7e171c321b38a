import { writeSync } from 'node:fs'
import { activity } from './activity.ts'

/** One thing that the process does to the world outside of it, before it is done and after it was. */
export type Side = 'before' | 'after'

/**
 * Everything that this process does to the store, the cloud and Slack passes here. What it is called is found on the
 * way: by the statement, the action, the method, and how far the request had come that it is about.
 */
export type Effects = {
  /** For what can only be done at once. */
  readonly pass: (name: string, about: string, side: Side) => void
  /** For what can wait: resolves when it may go on, or never. */
  readonly arrive: (name: string, about: string, side: Side) => Promise<void> | undefined
  /** The store says how far a request has come. */
  readonly learn: (requestId: string, kind: string, about: string) => void
}

export const createEffects = (orders: {
  readonly report: number
  readonly steps: readonly string[]
  readonly killAfter: number | null
  readonly freezeAt: number | string | null
  /** Called right before the process stops itself. */
  readonly onFreeze: () => void
}): Effects => {
  const { report, killAfter } = orders
  const steps = new Set(orders.steps)
  let { freezeAt } = orders
  let count = 0
  /** Ids that belong to a request, with the kind of its newest entry. */
  const phases = new Map<string, string>()
  const owners = new Map<string, string>()

  const phaseOf = (about: string): string => {
    for (const [id, requestId] of owners) if (about.includes(id)) return phases.get(requestId) ?? '-'
    return '-'
  }
  const die = (): void => {
    process.kill(process.pid, 'SIGKILL')
  }

  /** @returns whether what comes after this step must be held until the process is killed */
  const meet = (name: string, about: string, side: Side, mayHold: boolean): boolean => {
    activity.count += 1
    count += 1
    const step = `${phaseOf(about)}: ${name} ${side}`
    writeSync(report, `${step}\n`)
    if (count === freezeAt || step === freezeAt) {
      freezeAt = null
      writeSync(report, `frozen ${step}\n`)
      orders.onFreeze()
      process.kill(process.pid, 'SIGSTOP')
    }
    if (count === killAfter) die()
    if (!steps.delete(step)) return false
    if (!mayHold) {
      writeSync(report, `killed ${step}\n`)
      die()
    }
    writeSync(report, `held ${step}\n`)
    activity.held += 1
    return true
  }

  return {
    pass: (name, about, side) => {
      meet(name, about, side, false)
    },
    arrive: (name, about, side) => (meet(name, about, side, true) ? new Promise(() => undefined) : undefined),
    learn: (requestId, kind, about) => {
      phases.set(requestId, kind)
      owners.set(requestId, requestId)
      for (const [id] of about.matchAll(/\blh(?:ins|snap)-[a-z0-9]+/g)) owners.set(id, requestId)
    },
  }
}
