import { beginHistory, estimateRemaining, type LookHistory, nextLookIn, recordLook } from '../lighthouse/look-pace.ts'
import type { Look } from '../lighthouse/watcher.ts'
import type { RollbackRequest } from '../rollback/request.ts'
import type { Sight, Verdict } from '../rollback/verdict.ts'
import { appendEnd } from './append-end.ts'
import { appendUnderClaim, type StepContext } from './context.ts'
import { firstSight, seeing, type Watched } from './sight.ts'

/** Below so many percent an estimate of the time left is a guess that only worries people. */
const ESTIMATE_FROM = 5

/** How often a call whose answer was lost is looked for, in milliseconds. */
export const LOOK_FOR_LOST = 3_000

/** When to look, as the percent that was seen suggests; in milliseconds. */
export type Pace = {
  readonly firstLookIn: () => number
  /** Takes what the newest look showed. @returns in how many milliseconds the next one is wanted */
  readonly nextLook: (look: Look) => number
}

/** Something that the cloud works on after a call, and what its looks mean. */
export type Work = {
  /** When it began, as well as it is known; in the store's milliseconds, as all times but the pace's. */
  readonly startedAt: number
  readonly percentIn: (look: Look) => number | null
  /** @param signal ends the looks, with the step or with the claim */
  readonly looks: (pace: Pace, signal: AbortSignal) => AsyncIterable<Look>
  readonly watched: (request: RollbackRequest, now: number) => Watched
  readonly verdict: (request: RollbackRequest, look: Look, sight: Sight) => Verdict
}

/** Looks at the work until an entry follows from what it shows, and keeps the progress. */
export const follow = async (
  context: StepContext,
  begun: RollbackRequest,
  work: (now: number) => Work,
): Promise<void> => {
  const { clock, ledger } = context
  const beganAt = await ledger.now()
  const { startedAt, percentIn, looks, watched, verdict } = work(beganAt)
  let request = begun
  let sight = firstSight(beganAt)
  let history: LookHistory = beginHistory(clock.now() - (beganAt - startedAt))
  const pace: Pace = {
    firstLookIn: () => nextLookIn(history, clock.now()),
    nextLook: (look) => {
      history = recordLook(history, clock.now(), percentIn(look))
      return nextLookIn(history, clock.now())
    },
  }
  // The looks end with the step, not only with the claim.
  const ended = new AbortController()
  try {
    for await (const look of looks(pace, AbortSignal.any([context.signal, ended.signal]))) {
      const now = await ledger.now()
      sight = seeing(sight, look, watched(request, now), now)
      if (look.kind === 'seen' && request.unreadable !== null) {
        const readable = await appendUnderClaim(context, request, { kind: 'cloud_readable', data: {} })
        if (readable === null) return
        request = readable
      }
      const found = verdict(request, look, sight)
      if (found.kind === 'append') {
        await appendEnd(context, request, found.content)
        return
      }
      if (found.kind === 'progress') {
        const isHeld = await ledger.saveProgress(context.claim, {
          percent: found.percent,
          observedAt: sight.now,
          startedAt,
          remaining: history.percent < ESTIMATE_FROM ? null : estimateRemaining(history, clock.now()),
        })
        if (!isHeld) return
      }
    }
  } finally {
    ended.abort()
  }
  context.signal.throwIfAborted()
}
