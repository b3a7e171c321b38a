import PQueue from 'p-queue'
import type { Clock } from '../clock.ts'
import type { Share } from '../share.ts'

/**
 * The pace that Slack allows, over all requests and all processes: `chat.postMessage` about one a second in a channel,
 * `chat.update` and `conversations.replies` 50 a minute in a workspace (tier 3). Processes that share it each wait so
 * many times longer as they are: up to eight together never send more than 50 in any minute.
 */
export type Pace = {
  /** The least time between two posts, two edits and two look-ups, in milliseconds. */
  readonly post: number
  readonly edit: number
  readonly look: number
}

export const SLACK_PACE: Pace = { post: 1_050, edit: 1_260, look: 1_260 }

export type Lane = keyof Pace

/** What goes first when many wait: ends before progress, cards last; but buttons that must go come first among edits. */
export const PRIORITY = {
  end: 50,
  card: 40,
  thread: 30,
  buttons: 30,
  progress: 20,
  cardState: 10,
} as const

export type Lanes = {
  /** Resolves when it is this caller's turn to send one thing; what to send is decided then, with the newest state. */
  readonly turn: (lane: Lane, priority: number, signal: AbortSignal) => Promise<void>
  /** Slack asked for a pause: nobody gets a turn in the lane for so many milliseconds. */
  readonly pause: (lane: Lane, milliseconds: number) => void
}

/**
 * One sender for all messages and edits of the process. The queue only knows who is next; when, is the injected
 * monotonic clock's matter: the library's own interval runs on the machine's, which tests cannot drive.
 */
export const createLanes = (pace: Pace, clock: Clock, share: Share): Lanes => {
  const lanes = { post: createLane(clock), edit: createLane(clock), look: createLane(clock) }
  return {
    turn: (lane, priority, signal) => lanes[lane].turn(() => pace[lane] * share.among(), priority, signal),
    pause: (lane, milliseconds) => lanes[lane].hold(milliseconds),
  }
}

const createLane = (clock: Clock) => {
  const queue = new PQueue({ concurrency: 1 })
  let heldUntil = Number.NEGATIVE_INFINITY

  const goOnWhenDue = async (): Promise<void> => {
    while (clock.monotonic() < heldUntil) await clock.sleep(heldUntil - clock.monotonic())
    queue.start()
  }
  /** Nobody gets a turn for so many milliseconds. */
  const hold = (milliseconds: number): void => {
    const isHeld = queue.isPaused
    heldUntil = Math.max(heldUntil, clock.monotonic() + milliseconds)
    queue.pause()
    if (!isHeld) goOnWhenDue().catch(() => queue.start())
  }
  return {
    hold,
    turn: async (interval: () => number, priority: number, signal: AbortSignal): Promise<void> => {
      await queue.add(() => hold(interval()), { priority, signal })
    },
  }
}
