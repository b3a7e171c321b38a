import type { Clock } from '../clock.ts'
import type { CloudFault, Instance, Snapshot, SnapshotQuota } from '../rollback/cloud-objects.ts'
import { type CachedRead, createCachedRead } from './cached-read.ts'
import type { Cloud } from './cloud.ts'
import type { FleetView, Inventory, QuotaView, RegionView, SnapshotsView } from './inventory.ts'
import { createRecent } from './recent.ts'
import { KNOWN_REGIONS } from './regions.ts'

export type InventoryOptions = {
  readonly cloud: Pick<Cloud, 'describeRegions' | 'listInstances' | 'readSnapshotsOf' | 'snapshotQuota'>
  readonly clock: Clock
  /** The regions to offer; null: those that DescribeRegions answers. */
  readonly regions: readonly string[] | null
  /** Told each time a read failed, for the log. */
  readonly onFault: (fault: CloudFault) => void
}

const SECOND = 1_000
const MINUTE = 60 * SECOND
const INSTANCES = { freshFor: 15 * SECOND, givenFor: 5 * MINUTE }
const SNAPSHOTS = { freshFor: 5 * SECOND, givenFor: MINUTE }
const QUOTA = { freshFor: 5 * SECOND, givenFor: 15 * SECOND }
const REGION_LIST = { freshFor: 60 * MINUTE, givenFor: Number.POSITIVE_INFINITY }
/** How long the list of regions may take before the known ones are asked in its stead. */
const LIST_PATIENCE = SECOND
const BACKGROUND_PAUSE = 30 * SECOND
/** The background reads go on for this long after somebody looked. */
const LOOKING = 10 * MINUTE
/** Of how many instances the snapshots are kept. */
const KEPT_SNAPSHOT_LISTS = 200

/** Reads all regions once at its start, so that the first look finds something. */
export function createInventory({ cloud, clock, regions: configured, onFault }: InventoryOptions): Inventory {
  const closing = new AbortController()
  const common = { clock, onFault, closing: closing.signal }
  const regionList =
    configured === null
      ? createCachedRead({
          ...common,
          ...REGION_LIST,
          action: 'DescribeRegions',
          region: null,
          read: cloud.describeRegions,
        })
      : null
  const regionReads = new Map<string, CachedRead<readonly Instance[]>>()
  const quotaReads = new Map<string, CachedRead<SnapshotQuota>>()
  const snapshotReads = createRecent<CachedRead<readonly Snapshot[]>>(KEPT_SNAPSHOT_LISTS)
  /** Once true, the known regions stand in for a list that has not come. */
  let isListLate = false
  let lookedAt = Number.NEGATIVE_INFINITY
  let isKeptFresh = false

  /** null while it is not known yet which regions there are. */
  const regionNames = (): readonly string[] | null => {
    if (regionList === null) return configured
    const { value, fault } = regionList.known()
    return value ?? (fault !== null || isListLate ? KNOWN_REGIONS : null)
  }

  const regionRead = (region: string): CachedRead<readonly Instance[]> => {
    const read =
      regionReads.get(region) ??
      createCachedRead({
        ...common,
        ...INSTANCES,
        action: 'DescribeInstances',
        region,
        read: (signal) => cloud.listInstances(region, signal),
      })
    regionReads.set(region, read)
    return read
  }

  /** @returns what to wait for; null where all that is known can be given at once */
  const refreshRegions = (): Promise<unknown> | null => {
    const reading = (regionNames() ?? []).map((region) => regionRead(region).refresh()).filter((read) => read !== null)
    return reading.length === 0 ? null : Promise.all(reading)
  }

  /** @returns a promise for when every region that is worth waiting for has been read; null where none is */
  const refreshAll = (): Promise<unknown> | null => {
    const list = regionList?.refresh() ?? null
    return list === null || isListLate ? refreshRegions() : listThenRegions(list)
  }

  const listThenRegions = async (list: Promise<void>): Promise<void> => {
    await within(LIST_PATIENCE, list)
    isListLate = true
    // A list that comes late may name regions that were not asked yet.
    void list.then(refreshRegions)
    await refreshRegions()
  }

  /** Waits for the work, but at most so many milliseconds. */
  const within = async (milliseconds: number, work: Promise<unknown>): Promise<void> => {
    const over = new AbortController()
    const limit = clock.sleep(milliseconds, AbortSignal.any([over.signal, closing.signal])).catch(() => undefined)
    await Promise.race([work, limit])
    over.abort()
  }

  const keepFresh = async (): Promise<void> => {
    if (isKeptFresh) return
    isKeptFresh = true
    while (!closing.signal.aborted && clock.now() - lookedAt < LOOKING) {
      await clock.sleep(BACKGROUND_PAUSE, closing.signal).catch(() => undefined)
      void refreshAll()
    }
    isKeptFresh = false
  }

  const regionView = (region: string): RegionView => {
    const { value, readAt, fault, isReading } = regionRead(region).known()
    return { region, instances: value ?? [], readAt, fault, isReading }
  }

  const fleetNow = (): FleetView => ({
    regions: (regionNames() ?? []).map(regionView),
    fault: regionList?.known().fault ?? null,
  })

  const snapshotsNow = (region: string, instanceId: string): SnapshotsView | null => {
    const read = snapshotReads.get(keyOf(region, instanceId))
    return read ? snapshotsView(read) : null
  }

  const quotaRead = (region: string): CachedRead<SnapshotQuota> => {
    const read =
      quotaReads.get(region) ??
      createCachedRead({
        ...common,
        ...QUOTA,
        action: 'DescribeGeneralResourceQuotas',
        region,
        read: (signal) => cloud.snapshotQuota(region, signal),
      })
    quotaReads.set(region, read)
    return read
  }

  void refreshAll()

  return {
    fleet: async (patience) => {
      lookedAt = clock.now()
      void keepFresh()
      const reading = refreshAll()
      if (reading !== null) await within(patience, reading)
      return fleetNow()
    },
    fleetNow,
    reread: (region, patience) => within(patience, regionRead(region).reread()),
    snapshotsOf: async (region, instanceId, patience) => {
      const read = snapshotReads.getOrAdd(keyOf(region, instanceId), () =>
        createCachedRead({
          ...common,
          ...SNAPSHOTS,
          action: 'DescribeSnapshots',
          region,
          read: (signal) => cloud.readSnapshotsOf(region, instanceId, signal),
        }),
      )
      const reading = read.refresh()
      if (reading) await within(patience, reading)
      return snapshotsView(read)
    },
    snapshotsNow,
    quotaOf: async (region, patience) => {
      const read = quotaRead(region)
      const reading = read.refresh()
      if (reading) await within(patience, reading)
      return quotaView(read)
    },
    quotaNow: (region) => {
      const read = quotaReads.get(region)
      return read ? quotaView(read) : null
    },
    close: () => closing.abort(),
  }
}

const keyOf = (region: string, instanceId: string): string => `${region}/${instanceId}`

const quotaView = (read: CachedRead<SnapshotQuota>): QuotaView => {
  const { value, fault } = read.known()
  return { quota: value, fault }
}

const snapshotsView = (read: CachedRead<readonly Snapshot[]>): SnapshotsView => {
  const { value, readAt, fault } = read.known()
  return { snapshots: value ?? [], readAt, fault }
}
