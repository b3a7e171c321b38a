import PQueue from 'p-queue'
import type { Clock } from '../clock.ts'
import { LONGEST_USE, type Share } from '../share.ts'
import { ACTIONS, type Action, CALLS_PER_SECOND } from './action.ts'

/** Who goes first where calls of one action have to wait: the higher number. */
export const PRIORITY = { background: 0, watching: 1, decision: 2 } as const
export type Priority = (typeof PRIORITY)[keyof typeof PRIORITY]

export type Pacing = {
  /**
   * Resolves when a call may be sent now; the place is taken with it.
   * Rejects with the signal's reason when it is aborted while waiting.
   *
   * @returns to be called when the call has ended, whatever came of it
   */
  readonly place: (action: Action, priority: Priority, signal?: AbortSignal) => Promise<() => void>
  /** How many more decisions may come now, so that none of their calls waits for much longer than `LONGEST_QUEUE`. */
  readonly room: () => number
}

/** What else uses the account (the console, other programs) keeps a tenth of the limit. */
const USED_SHARE = 0.9
const WINDOW = 1_000
/** A call that has no answer after this long reached the cloud long ago, or never will. */
const LONGEST_ARRIVAL = LONGEST_USE - WINDOW
/**
 * How long a queue of decisions may be, in seconds: so long that its places are never idle while new work is looked
 * for once a second, and short, because the longer reads wait for each other, the older they are at the call.
 */
const LONGEST_QUEUE = 2
/** How soon a call that waits looks whether this process's share has grown, in milliseconds. */
const SHARE_AGAIN = 100

/** How many calls of an action the cloud gets from here in any second. */
export const pacedCalls = (action: Action): number => Math.floor(CALLS_PER_SECOND[action] * USED_SHARE)

/**
 * Keeps all callers and regions together to the documented limits: a queue an action, from which one call after the
 * other takes one of the second's places. The cloud counts a call when it arrives, anywhere between its sending and
 * its answer, so a place is free again one second after the answer. Time is the injected monotonic clock: the queue
 * library's own rate limit reads `Date.now()`, and would stand still for an hour if the machine were set back by one.
 *
 * Of the places, only this process's share is taken: what all processes send together keeps to the limits because the
 * places of all of them do.
 */
export function createPacing(clock: Clock, share: Share): Pacing {
  const lanes = new Map(ACTIONS.map((action) => [action, createLane(clock, share, pacedCalls(action))]))
  return {
    place: async (action, priority, signal) => {
      const lane = lanes.get(action)
      return lane ? await lane.place(priority, signal) : () => undefined
    },
    room: () => Math.max(0, Math.min(...[...lanes.values()].map((lane) => lane.room()))),
  }
}

/** When a place is free again at the latest, and for sure once its call has ended. */
type Place = { freeAt: number; isAnswered: boolean }

type Lane = {
  readonly place: (priority: Priority, signal?: AbortSignal) => Promise<() => void>
  readonly room: () => number
}

function createLane(clock: Clock, share: Share, limit: number): Lane {
  const queue = new PQueue({ concurrency: 1 })
  const taken = new Set<Place>()

  /** Milliseconds until a place can be free: an unanswered call keeps its place for a second at least. */
  const waitFor = ({ freeAt, isAnswered }: Place, now: number): number =>
    isAnswered ? freeAt - now : Math.min(freeAt - now, WINDOW)

  const take = async (signal: AbortSignal | undefined): Promise<() => void> => {
    for (;;) {
      const now = clock.monotonic()
      for (const place of taken) if (place.freeAt <= now) taken.delete(place)
      const own = share.of(limit)
      if (taken.size < own) break
      const longest = own < limit ? SHARE_AGAIN : Number.POSITIVE_INFINITY
      await clock.sleep(Math.ceil(Math.min(longest, ...[...taken].map((place) => waitFor(place, now)))), signal)
    }
    const place: Place = { freeAt: clock.monotonic() + LONGEST_ARRIVAL + WINDOW, isAnswered: false }
    taken.add(place)
    return () => {
      place.isAnswered = true
      place.freeAt = Math.min(place.freeAt, clock.monotonic() + WINDOW)
    }
  }

  return {
    place: (priority, signal) => queue.add(() => take(signal), signal ? { priority, signal } : { priority }),
    room: () => LONGEST_QUEUE * Math.ceil(limit / share.among()) - queue.sizeBy({ priority: PRIORITY.decision }),
  }
}
