import PQueue from 'p-queue'
import type { Clock } from '../clock.ts'
import { ACTIONS, type Action, CALLS_PER_SECOND } from './action.ts'

/** Who goes first where calls of one action have to wait: the higher number. */
export const PRIORITY = { background: 0, watching: 1, decision: 2 } as const
export type Priority = (typeof PRIORITY)[keyof typeof PRIORITY]

export type Pacing = {
  /**
   * Resolves when a call may be sent now; the place is taken with it.
   * Rejects with the signal's reason when it is aborted while waiting.
   */
  readonly place: (action: Action, priority: Priority, signal?: AbortSignal) => Promise<void>
}

/** Calls do not arrive as evenly as they are sent: a tenth of the limit stays free. */
const USED_SHARE = 0.9
const WINDOW = 1_000

/** How many calls of an action are sent in any second. */
export const pacedCalls = (action: Action): number => Math.floor(CALLS_PER_SECOND[action] * USED_SHARE)

/**
 * Keeps all callers and regions together to the documented limits: a queue an action, from which one call after the
 * other takes a place in a sliding second. The window runs on the injected monotonic clock: the queue's own
 * rate limit reads `Date.now()`, and would stand still for an hour if the machine's time were set back by one.
 */
export function createPacing(clock: Clock): Pacing {
  const lanes = new Map(ACTIONS.map((action) => [action, createLane(clock, pacedCalls(action))]))
  return {
    place: async (action, priority, signal) => {
      await lanes.get(action)?.(priority, signal)
    },
  }
}

function createLane(clock: Clock, limit: number): (priority: Priority, signal?: AbortSignal) => Promise<void> {
  const queue = new PQueue({ concurrency: 1 })
  const recent: number[] = []

  const takePlace = async (signal: AbortSignal | undefined): Promise<void> => {
    const oldest = recent.length < limit ? undefined : recent.shift()
    if (oldest !== undefined) {
      const wait = oldest + WINDOW - clock.monotonic()
      try {
        if (wait > 0) await clock.sleep(Math.ceil(wait), signal)
      } catch (reason) {
        recent.unshift(oldest)
        throw reason
      }
    }
    recent.push(clock.monotonic())
  }

  return (priority, signal) => queue.add(() => takePlace(signal), signal ? { priority, signal } : { priority })
}
