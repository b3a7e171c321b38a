import { entryFor } from '../services/lighthouse/catalogue.ts'
import type { FleetView, QuotaView, SnapshotsView } from '../services/lighthouse/inventory.ts'
import type { CloudFault, Instance, Snapshot } from '../services/rollback/cloud-objects.ts'
import type { Finding } from '../services/rollback/findings.ts'

/** Something a person must know about the list of instances: what is not in it, and why. */
export type RegionNote =
  | { readonly kind: 'reading'; readonly regions: readonly string[] }
  /** Regions that could not be read for the same reason. */
  | { readonly kind: 'failing'; readonly regions: readonly string[]; readonly fault: CloudFault }
  | { readonly kind: 'old'; readonly region: string; readonly readAt: number; readonly fault: CloudFault | null }
  | { readonly kind: 'no_regions'; readonly fault: CloudFault }

/** What the modal says about the chosen instance's snapshots. */
export type SnapshotsSummary = {
  /** How many can be chosen. */
  readonly normal: number
  readonly others: readonly Pick<Snapshot, 'name' | 'state' | 'percent'>[]
  /** Why they could not be read; null where they could. */
  readonly fault: CloudFault | null
}

/** Sentences under the fields, in the reader's language. */
export type FieldErrors = { readonly instance?: string; readonly snapshot?: string; readonly reason?: string }

export type RequestModalState = {
  readonly channelId: string
  /** The text behind the command. */
  readonly filter: string
  readonly instance: Instance | null
  /** Why the chosen instance cannot be rolled back; empty where it can. */
  readonly blockedBecause: readonly Finding[]
  /** null while no instance is chosen or its snapshots are not known yet. */
  readonly snapshots: SnapshotsSummary | null
  readonly snapshot: Snapshot | null
  /** What the checks found on the chosen snapshot: `reading` while they run, null where they were not made. */
  readonly findings: readonly Finding[] | 'reading' | null
  readonly notes: readonly RegionNote[]
  /** An open request that holds the chosen instance: a link to its card, `unknown` where the link could not be had. */
  readonly openRequest: { readonly link: string | null } | null
  /** The instance that the modal began with, as a complete option; null where it began with none. */
  readonly preselected: Instance | null
  /** Room for a safety snapshot in the chosen instance's region; null while it is not known. */
  readonly room: QuotaView | null
  /** Whether the form began as a dry run. */
  readonly dryRun: boolean
  /** What the reason begins with; empty where a person writes it anew. */
  readonly reason: string
  readonly fieldErrors: FieldErrors
}

/** Older data than this (ms) is marked with its age. */
const OLD_AFTER = 60_000

/** What to say about the regions of a list that is shown at `now` (ms since the epoch). */
export const regionNotes = (fleet: FleetView, now: number): readonly RegionNote[] => {
  const notes: RegionNote[] = []
  if (fleet.fault !== null) notes.push({ kind: 'no_regions', fault: fleet.fault })
  const reading = fleet.regions.filter(({ readAt, fault }) => readAt === null && fault === null)
  const failing = fleet.regions.flatMap(({ region, readAt, fault }) =>
    readAt === null && fault ? [{ region, fault }] : [],
  )
  for (const alike of Map.groupBy(failing, ({ fault }) => reasonOf(fault)).values()) {
    const [first] = alike
    if (first !== undefined) {
      notes.push({ kind: 'failing', regions: alike.map(({ region }) => region), fault: first.fault })
    }
  }
  for (const { region, readAt, fault } of fleet.regions) {
    if (readAt !== null && (fault !== null || now - readAt > OLD_AFTER))
      notes.push({ kind: 'old', region, readAt, fault })
  }
  if (reading.length > 0) notes.push({ kind: 'reading', regions: reading.map(({ region }) => region) })
  return notes
}

/** Whether the region is known to have room for one more snapshot. */
export const hasRoom = (room: QuotaView | null): boolean => room?.fault === null && (room.quota?.available ?? 0) > 0

/** What two faults have in common that are told as one. */
const reasonOf = (fault: CloudFault): string =>
  fault.kind === 'refused' ? fault.code : JSON.stringify(entryFor(fault))

export const summariseSnapshots = ({ snapshots, fault }: SnapshotsView): SnapshotsSummary => ({
  normal: snapshots.filter(({ state }) => state === 'NORMAL').length,
  others: snapshots
    .filter(({ state }) => state !== 'NORMAL')
    .map(({ name, state, percent }) => ({ name, state, percent })),
  fault,
})
