import type { Clock } from '../clock.ts'
import type { CloudFault, Snapshot } from '../rollback/cloud-objects.ts'
import type { Cloud } from './cloud.ts'
import { faultOf } from './cloud-error.ts'
import type { Look, Watcher } from './watcher.ts'

type Watch = {
  readonly snapshotIds: readonly string[]
  readonly nextLook: (look: Look) => number
  readonly deliver: (look: Look) => void
  /** When it wants its next look, on the monotonic clock. */
  dueAt: number
  /** How many milliseconds before that it asked for it. */
  pause: number
}

/** The watches of a region and the loop that serves them while there are any. */
type Region = {
  readonly watches: Set<Watch>
  /** Ends the loop's sleep when its watches have changed. */
  wake: () => void
  faultsInARow: number
  lastRoundAt: number
}

type Answer =
  | { readonly kind: 'read'; readonly snapshots: readonly Snapshot[] }
  | { readonly kind: 'fault'; readonly fault: CloudFault }

/** The least time between two rounds in a region, in milliseconds: many watches make no more calls than a few. */
const SPACING = 1_000
const LONGEST_BACK_OFF = 10_000

/** One loop a region, only while something is watched there; regions never wait for each other. */
export function createWatcher({
  cloud,
  clock,
}: {
  readonly cloud: Pick<Cloud, 'readSnapshots'>
  readonly clock: Clock
}): Watcher {
  const regions = new Map<string, Region>()
  const closing = new AbortController()

  const add = (name: string, watch: Watch): Region => {
    const known = regions.get(name)
    const region: Region = known ?? {
      watches: new Set(),
      wake: () => undefined,
      faultsInARow: 0,
      lastRoundAt: Number.NEGATIVE_INFINITY,
    }
    region.watches.add(watch)
    regions.set(name, region)
    if (known) region.wake()
    else void serve(name, region)
    return region
  }

  const serve = async (name: string, region: Region): Promise<void> => {
    // Watches that begin at the same moment, as after a restart, share the first round.
    await sleep(region, 0)
    while (region.watches.size > 0 && !closing.signal.aborted) {
      const earliest = Math.min(...[...region.watches].map(({ dueAt }) => dueAt))
      const wait = Math.max(earliest, region.lastRoundAt + SPACING) - clock.monotonic()
      if (wait > 0) await sleep(region, wait)
      else await look(name, region)
    }
    regions.delete(name)
  }

  const sleep = async (region: Region, milliseconds: number): Promise<void> => {
    const woken = new AbortController()
    if (milliseconds > 0) region.wake = () => woken.abort()
    const signal = AbortSignal.any([woken.signal, closing.signal])
    await clock.sleep(milliseconds, signal).catch((reason: unknown) => {
      if (!signal.aborted) throw reason
    })
  }

  /** One round: one batched call for the watches that are due, or past half of their pause. */
  const look = async (name: string, region: Region): Promise<void> => {
    const askedAt = clock.monotonic()
    const due = [...region.watches].filter(({ dueAt, pause }) => dueAt - pause / 2 <= askedAt)
    region.lastRoundAt = askedAt
    const ids = [...new Set(due.flatMap(({ snapshotIds }) => snapshotIds))]
    const answer = await ask(name, ids)
    region.faultsInARow = answer.kind === 'read' ? 0 : region.faultsInARow + 1
    const backOff = answer.kind === 'read' ? 0 : Math.min(LONGEST_BACK_OFF, 1_000 * 2 ** (region.faultsInARow - 1))
    for (const watch of due) {
      if (!region.watches.has(watch)) continue
      const look: Look =
        answer.kind === 'read'
          ? { kind: 'seen', at: clock.now(), askedAt, snapshots: pick(answer.snapshots, watch.snapshotIds) }
          : { kind: 'unreadable', at: clock.now(), fault: answer.fault }
      watch.pause = Math.max(backOff, watch.nextLook(look))
      watch.dueAt = clock.monotonic() + watch.pause
      watch.deliver(look)
    }
  }

  const ask = async (name: string, ids: readonly string[]): Promise<Answer> => {
    try {
      return { kind: 'read', snapshots: await cloud.readSnapshots(name, ids, closing.signal) }
    } catch (thrown) {
      return { kind: 'fault', fault: faultOf(thrown, 'DescribeSnapshots', name) }
    }
  }

  return {
    watch: async function* ({ region: name, snapshotIds, nextLook, signal, firstLookIn = 0 }) {
      const ended = AbortSignal.any([signal, closing.signal])
      let newest: Look | null = null
      let arrival = Promise.withResolvers<void>()
      const wake = () => arrival.resolve()
      const deliver = (look: Look) => {
        newest = look
        wake()
      }
      const takeNewest = (): Look | null => {
        const look = newest
        newest = null
        return look
      }
      if (ended.aborted) return
      const watch: Watch = {
        snapshotIds,
        nextLook,
        deliver,
        dueAt: clock.monotonic() + firstLookIn,
        pause: firstLookIn,
      }
      const region = add(name, watch)
      ended.addEventListener('abort', wake, { once: true })
      try {
        while (!ended.aborted) {
          const look = takeNewest()
          if (look) yield look
          else await arrival.promise
          if (newest === null) arrival = Promise.withResolvers<void>()
        }
      } finally {
        ended.removeEventListener('abort', wake)
        region.watches.delete(watch)
        region.wake()
      }
    },
    close: () => closing.abort(),
  }
}

const pick = (snapshots: readonly Snapshot[], ids: readonly string[]): readonly Snapshot[] =>
  snapshots.filter(({ snapshotId }) => ids.includes(snapshotId))
