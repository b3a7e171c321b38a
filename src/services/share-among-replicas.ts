import type { Clock } from './clock.ts'
import { REPLICA_LIFE, type Replica, type Replicas } from './ledger/ledger.ts'
import { errorFields, type Log } from './log.ts'
import { LONGEST_USE, partOf, type Share, WHOLE_SHARE } from './share.ts'

/** How long a look at who lives is good for, in milliseconds: what was taken on it is out of use when others forget us. */
const VALID = REPLICA_LIFE - LONGEST_USE
/** How often this process says that it lives, in milliseconds. */
const PERIOD = VALID / 2
/** How soon it asks again while it waits for the others, or for the store, in milliseconds. */
const SOON = 200

export type OwnShare = Share & { readonly close: () => Promise<void> }

type Self = { readonly owner: string; readonly clock: Clock; readonly log: Log }

/** This process's share: all of it where it has its store alone. */
export const takeShare = (replicas: Replicas | null, self: Self): OwnShare =>
  replicas === null ? { ...WHOLE_SHARE, close: async () => undefined } : shareAmongReplicas(replicas, self)

/**
 * Shares evenly with every process on the store, known by asking the store once a second and not at each call.
 *
 * Two that use their shares at the same time always count each other. A process writes down for whom it leaves room,
 * and only after it has left it: its share became smaller, and what it had taken before is out of use. A new one has
 * nothing before everybody who lives has written it down. Each meeting is one transaction, one after the other, so of
 * any two processes one has seen what the other wrote. Who is silent is forgotten by the others after `REPLICA_LIFE`,
 * and by then has stopped by itself: where the store does not answer, nothing is taken.
 */
const shareAmongReplicas = (replicas: Replicas, { owner, clock, log }: Self): OwnShare => {
  const closing = new AbortController()
  /** Who lives, by the last meeting. */
  let living: readonly string[] = []
  /** Whom the store has as given room by us. */
  let promised: readonly string[] = []
  /** With whom the places are shared, sorted: whoever lives or is promised room, and this process. */
  let counted: readonly string[] = [owner]
  let isAdmitted = false
  let validUntil = Number.NEGATIVE_INFINITY
  let lastUse = Number.NEGATIVE_INFINITY
  /** When all that was taken before the share became smaller is out of use. */
  let roomFrom = Number.NEGATIVE_INFINITY

  const roomNow = (): readonly string[] =>
    clock.monotonic() >= roomFrom ? living : living.filter((one) => promised.includes(one))

  const learn = (present: readonly Replica[], sentAt: number): void => {
    living = present.map((one) => one.owner)
    promised = present.find((one) => one.owner === owner)?.roomFor ?? []
    const before = new Set(counted)
    counted = [...new Set([owner, ...living, ...promised])].toSorted()
    if (counted.some((one) => !before.has(one))) roomFrom = lastUse + LONGEST_USE
    isAdmitted = present.every((one) => one.owner === owner || one.roomFor.includes(owner))
    validUntil = sentAt + VALID
  }

  /** Until the next meeting is due, in milliseconds. */
  const pause = (): number => {
    if (!isAdmitted) return SOON
    const isRoomOwed = living.some((one) => !promised.includes(one) && one !== owner)
    return isRoomOwed ? Math.min(Math.max(roomFrom - clock.monotonic(), 0), PERIOD) : PERIOD
  }

  const meet = async (): Promise<void> => {
    let isSilent = false
    while (!closing.signal.aborted) {
      try {
        const sentAt = clock.monotonic()
        learn(await replicas.meet(owner, roomNow()), sentAt)
        if (isSilent) log.info({}, 'the store says again how the rate limits are shared')
        isSilent = false
      } catch (error) {
        if (!isSilent && !closing.signal.aborted) {
          log.warn(errorFields(error), 'the store does not say how the rate limits are shared; calls wait')
        }
        isSilent = true
      }
      await clock.sleep(isSilent ? SOON : pause(), closing.signal).catch(() => undefined)
    }
  }
  const meeting = meet()

  return {
    of: (places) => {
      const now = clock.monotonic()
      if (!isAdmitted || now >= validUntil || closing.signal.aborted) return 0
      lastUse = now
      return partOf(places, counted.indexOf(owner), counted.length)
    },
    among: () => counted.length,
    close: async () => {
      closing.abort(new Error('closing'))
      await meeting
    },
  }
}
