import { plural } from '../durations.ts'
import { type Part, type Sentence, sentence } from '../parts.ts'

/** Words of the modals. Titles and buttons: at most 24 characters. */
export const modal = {
  title: 'Roll back an instance',
  submit: 'Request rollback',
  close: 'Close',
  cancel: 'Cancel',
  instance: 'Instance',
  instancePlaceholder: 'Search by name, id, address or region',
  snapshot: 'Snapshot',
  snapshotPlaceholder: 'Choose a snapshot',
  snapshotPlaceholderFirst: 'Choose an instance first',
  reason: 'Reason',
  reasonPlaceholder: 'What went wrong, and why going back helps',
  missing: { instance: 'Choose an instance.', snapshot: 'Choose a snapshot.', reason: 'Say why.' },
  blocked: 'This instance cannot be rolled back',
  snapshotsReading: sentence`Its snapshots are being read.`,
  noSnapshots: sentence`This instance has no snapshots, so there is nothing to go back to. Take one in the console, or choose another instance.`,
  noNormalSnapshots: sentence`None of this instance’s snapshots is ready. Wait until one is, or choose another instance.`,
  otherSnapshots: (list: Sentence): Sentence => sentence`Cannot be chosen now: `.concat(list),
  otherSnapshot: (name: Part, state: Part): Sentence => sentence`${name} (${state})`,
  snapshotsUnreadable: sentence`The snapshots could not be read.`,
  openRequest: sentence`Another request holds this instance: it is open, or its outcome is still being watched. Only one at a time is possible; a dry run is possible all the same.`,
  openRequestLink: 'See that request',
  notes: {
    reading: (regions: Part): Sentence =>
      sentence`Not read yet, so not in the list: ${regions}. Search again in a few seconds.`,
    failing: (regions: Part, count: number): Sentence =>
      sentence`${regions} could not be read, so ${plural(count, { one: 'its', other: 'their' })} instances are missing.`,
    old: (region: Part, age: string): Sentence => sentence`${region}: as it was ${age} ago.`,
    code: (code: Part): Sentence => sentence` (${code})`,
    noRegions: sentence`The list of regions could not be read.`,
  },
  normalCount: (count: number): Sentence =>
    sentence`${count} ${plural(count, { one: 'snapshot', other: 'snapshots' })} to choose from.`,
  extras: {
    label: 'Options',
    dryRun: 'Dry run',
    dryRunMeans: 'Goes the whole way, approval included, and changes nothing',
  },
  checks: {
    running: sentence`The checks are running.`,
    clear: sentence`The checks found nothing against this rollback.`,
    blocked: 'This rollback is not possible now',
    remarks: 'Before you request',
  },
  checking: {
    title: 'Checking…',
    what: sentence`The instance and the snapshot are being read anew. This takes a few seconds.`,
    next: sentence`You can close this; you will be told either way.`,
  },
  submitted: {
    title: 'Request posted',
    what: sentence`Your request is posted. A second person must approve it before anything runs.`,
    link: 'See the request',
  },
  problem: {
    title: 'Not requested',
    rejected: 'The rollback cannot be requested',
    cloud: 'Tencent Cloud could not be read',
    nothing: sentence`Nothing was requested and nothing was changed.`,
  },
  refused: { title: 'Not possible' },
  deny: {
    title: 'Deny the rollback',
    submit: 'Deny',
    what: (instance: Part): Sentence => sentence`The request for ${instance} ends, and nothing is rolled back.`,
    placeholder: 'What the requester should know',
  },
  options: {
    age: (age: string): string => `${age} old`,
    ageUnknown: 'age unknown',
  },
}
