import type { Clock } from '../clock.ts'
import type { CloudFault } from '../rollback/cloud-objects.ts'
import type { Action } from './action.ts'
import { CloudError, faultOf, noAnswer } from './cloud-error.ts'

/** What is known of one thing that is read from the cloud again and again. */
export type Known<Value> = {
  /** From the newest successful read; null before it. */
  readonly value: Value | null
  /** When that was (ms since the epoch). */
  readonly readAt: number | null
  /** Why the newest read failed; null where it did not. */
  readonly fault: CloudFault | null
  readonly isReading: boolean
}

export type CachedRead<Value> = {
  readonly known: () => Known<Value>
  /**
   * Starts a read unless one is under way or its last outcome is fresh.
   * @returns null where what is known can be given at once; else a promise that resolves when the read has ended,
   *   whatever came of it
   */
  readonly refresh: () => Promise<void> | null
  /** Reads anew, however fresh what is known may be: something is known to have changed. Never rejects. */
  readonly reread: () => Promise<void>
}

export type CachedReadOptions<Value> = {
  readonly read: (signal: AbortSignal) => Promise<Value>
  readonly action: Action
  readonly region: string | null
  readonly clock: Clock
  /** Milliseconds for which a value is not read again. */
  readonly freshFor: number
  /** Milliseconds for which an older value is given at once while it is read again. */
  readonly givenFor: number
  /** Told each time a read fails. */
  readonly onFault: (fault: CloudFault) => void
  /** Ends a read under way. */
  readonly closing: AbortSignal
}

/** A failed read is not repeated before this many milliseconds. */
const FAULT_FRESH_FOR = 15_000
/** Nobody waits for a read that has been under way for this long, or that failed only after so long last time. */
const WORTH_WAITING = 4_000
/** A read that has not ended after this long is broken off, so that the next one can start. */
const DEADLINE = 25_000

/** One read at a time, kept and shared by all who ask (stale while it is revalidated). */
export function createCachedRead<Value>(options: CachedReadOptions<Value>): CachedRead<Value> {
  const { clock } = options
  let value: Value | null = null
  let readAt: number | null = null
  let failure: { readonly fault: CloudFault; readonly at: number; readonly took: number } | null = null
  let reading: { readonly startedAt: number; readonly ended: Promise<void> } | null = null

  const readOnce = async (startedAt: number): Promise<void> => {
    const outcome = await readWithin(options)
    reading = null
    if (options.closing.aborted) return
    if (outcome.kind === 'read') {
      value = outcome.value
      readAt = clock.now()
      failure = null
    } else {
      failure = { fault: outcome.fault, at: clock.now(), took: clock.now() - startedAt }
      options.onFault(outcome.fault)
    }
  }

  const isYounger = (at: number | null, age: number): boolean => at !== null && clock.now() - at < age

  const isFresh = (): boolean =>
    failure === null ? isYounger(readAt, options.freshFor) : isYounger(failure.at, FAULT_FRESH_FOR)

  const begin = (): { readonly startedAt: number; readonly ended: Promise<void> } => {
    const startedAt = clock.now()
    reading = { startedAt, ended: readOnce(startedAt) }
    return reading
  }

  return {
    known: () => ({ value, readAt, fault: failure?.fault ?? null, isReading: reading !== null }),
    refresh: () => {
      if (reading === null) {
        if (isFresh() || options.closing.aborted) return null
        begin()
      }
      if (isYounger(readAt, options.givenFor)) return null
      if (failure !== null && failure.took >= WORTH_WAITING) return null
      return reading !== null && isYounger(reading.startedAt, WORTH_WAITING) ? reading.ended : null
    },
    reread: async () => {
      // One under way may have been answered before the change.
      await reading?.ended
      if (!options.closing.aborted) await (reading ?? begin()).ended
    },
  }
}

type Outcome<Value> =
  | { readonly kind: 'read'; readonly value: Value }
  | { readonly kind: 'fault'; readonly fault: CloudFault }

/** Never rejects, and ends at the deadline also where the read does not heed its signal. */
async function readWithin<Value>({
  read,
  action,
  region,
  clock,
  closing,
}: CachedReadOptions<Value>): Promise<Outcome<Value>> {
  const over = new AbortController()
  const signal = AbortSignal.any([over.signal, closing])
  const deadline = clock.sleep(DEADLINE, signal).then(() => {
    throw new CloudError(noAnswer(action, region, 'timed out', `nothing came within ${DEADLINE / 1_000} s`))
  })
  try {
    return { kind: 'read', value: await Promise.race([read(signal), deadline]) }
  } catch (thrown) {
    return { kind: 'fault', fault: faultOf(thrown, action, region) }
  } finally {
    over.abort()
    await deadline.catch(() => undefined)
  }
}
