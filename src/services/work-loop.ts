import type { Clock } from './clock.ts'
import { type Claim, type Ledger, RENEWAL, type Role } from './ledger/ledger.ts'
import { errorFields, type Log } from './log.ts'

export type WorkLoop = {
  /** Takes no new work, ends what can be ended, hands the rest over, and resolves when all of it is done. */
  readonly stop: () => Promise<void>
}

/** How often the ledger is asked for work when nothing wakes the loop, in milliseconds. */
const TICK = 1_000
/** How long a request rests after its work failed unexpectedly, in milliseconds. */
const REST_AFTER_FAILURE = 2_000
const CLAIMS_AT_ONCE = 100

/**
 * Claims requests that have work for a role and works on each until nothing is left, renewing the claims meanwhile.
 * The runner and the announcer are this loop with different work.
 */
export const startWorkLoop = (options: {
  readonly role: Role
  readonly owner: string
  readonly ledger: Ledger
  readonly clock: Clock
  readonly log: Log
  /** How many requests that are not begun may be taken now; any number where it is left out. */
  readonly room?: () => number
  /** Works on one claimed request until nothing is left to do; the signal is aborted when it must let go. */
  readonly work: (claim: Claim, signal: AbortSignal) => Promise<void>
}): WorkLoop => {
  const { role, owner, ledger, clock, log } = options
  const stopping = new AbortController()
  const inHand = new Map<string, { readonly abort: AbortController; readonly done: Promise<void> }>()
  let wake: () => void = () => undefined
  const offChange = ledger.onChange((requestId) => {
    if (!inHand.has(requestId)) wake()
  })

  /** Not given up while the loop runs: a claim that is not let go would be renewed with the others for ever. */
  const letGo = async (claim: Claim): Promise<void> => {
    for (;;) {
      try {
        return await ledger.release(claim)
      } catch (error) {
        log.warn({ requestId: claim.requestId, role, ...errorFields(error) }, 'a claim could not be released')
        if (stopping.signal.aborted) return
        await clock.sleep(REST_AFTER_FAILURE, stopping.signal).catch(() => undefined)
      }
    }
  }

  const workOn = async (claim: Claim, abort: AbortController): Promise<void> => {
    try {
      await options.work(claim, AbortSignal.any([stopping.signal, abort.signal]))
    } catch (error) {
      if (!stopping.signal.aborted && !abort.signal.aborted) {
        log.error(
          { requestId: claim.requestId, role, ...errorFields(error) },
          'work on a request failed; trying again soon',
        )
        await clock.sleep(REST_AFTER_FAILURE, stopping.signal).catch(() => undefined)
      }
    }
    await letGo(claim)
    if (inHand.get(claim.requestId)?.abort === abort) inHand.delete(claim.requestId)
    // Something may have come in between the last look and the release.
    wake()
  }

  /** @returns whether there may be more at once */
  const takeWork = async (): Promise<boolean> => {
    const claims = await ledger.claim(role, owner, CLAIMS_AT_ONCE, options.room?.())
    for (const claim of claims) {
      // After a stall longer than the lease this process claims its own work anew: the work under the old claim lets go.
      const before = inHand.get(claim.requestId)
      before?.abort.abort(new Error('claim lost'))
      const abort = new AbortController()
      const done = Promise.all([before?.done, workOn(claim, abort)]).then(() => undefined)
      inHand.set(claim.requestId, { abort, done })
    }
    return claims.length === CLAIMS_AT_ONCE
  }

  const loop = async (): Promise<void> => {
    while (!stopping.signal.aborted) {
      const woken = new Promise<void>((resolve) => {
        wake = resolve
      })
      const isMoreDue = await takeWork().catch((error: unknown) => {
        log.error({ role, ...errorFields(error) }, 'the store did not hand out work; trying again')
        return false
      })
      if (isMoreDue) continue
      const tick = new AbortController()
      const signal = AbortSignal.any([stopping.signal, tick.signal])
      await Promise.race([woken, clock.sleep(TICK, signal).catch(() => undefined)])
      tick.abort()
    }
  }

  const renewals = async (): Promise<void> => {
    while (!stopping.signal.aborted) {
      await clock.sleep(RENEWAL, stopping.signal).catch(() => undefined)
      if (stopping.signal.aborted || inHand.size === 0) continue
      // Of what is claimed while the store renews, its answer knows nothing.
      const before = [...inHand]
      try {
        const held = await ledger.renew(role, owner)
        for (const [requestId, { abort }] of before) if (!held.has(requestId)) abort.abort(new Error('claim lost'))
      } catch (error) {
        log.warn({ role, ...errorFields(error) }, 'the claims could not be renewed; trying again')
      }
    }
  }

  const running = Promise.all([loop(), renewals()])
  return {
    stop: async () => {
      offChange()
      stopping.abort(new Error('stopping'))
      wake()
      await running
      await Promise.all([...inHand.values()].map(({ done }) => done))
    },
  }
}
