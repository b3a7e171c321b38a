import type { Finding } from '../../services/rollback/findings.ts'
import { plural, sizeText } from '../durations.ts'
import { errorWords } from '../errors.ts'
import { faultIn } from '../fault-in.ts'
import { type Explanation, id, type Part, quoted, type Sentence, sentence } from '../parts.ts'

type Facts = Finding['facts']

/** The error of a check that failed: its code, or what was seen instead of an answer, and what that means. */
const because = (facts: Facts): Sentence => {
  const { what } = errorWords('en', faultIn(facts))
  const code = facts['code'] === undefined ? quoted(facts['detail']) : id(facts['code'])
  return sentence` (${id(facts['action'])}: ${code}). ${quoted(what)}`
}
/** What its next step may ask for: the vendor's own words, and the RequestId for a ticket. */
const evidence = (facts: Facts): Sentence => {
  const { message, requestId } = facts
  return [
    ...(message ? sentence` Tencent Cloud’s message: ${quoted(message)}` : []),
    ...(requestId ? sentence` RequestId: ${id(requestId)}.` : []),
  ]
}
const size = (gigabytes: Facts[string] | undefined): string => sizeText('en', Number(gigabytes))
const advice = (facts: Facts): Sentence => [quoted(errorWords('en', faultIn(facts)).next)]

/** What a check that failed would have told. */
const unasked = (facts: Facts): string => {
  if (facts['action'] === 'DescribeDisks') return 'Whether data disks are attached'
  if (facts['action'] === 'DescribeGeneralResourceQuotas') return 'Whether there is room for a safety snapshot'
  return 'Whether Tencent Cloud would allow the rollback'
}

/** Every finding of the preflight: what it means, and what to do where it stops the request. */
export const findings = {
  instance_missing: (facts: Facts): Explanation => ({
    what: sentence`The instance ${id(facts['instanceId'])} no longer exists in this region.`,
    next: sentence`Check whether it was terminated, and choose another instance.`,
  }),
  instance_state: (_facts: Facts, state: Part): Explanation => ({
    what: sentence`The instance is ${state}; only a running or stopped one can be rolled back.`,
    next: sentence`Wait until it is running or stopped, then request again.`,
  }),
  instance_busy: (facts: Facts): Explanation => ({
    what: sentence`Another operation on the instance has not finished (${quoted(facts['operation'])}).`,
    next: sentence`Wait until it is done, then request again.`,
  }),
  instance_isolated: (): Explanation => ({
    what: sentence`The instance is isolated because it is overdue or was returned.`,
    next: sentence`Renew it in the console first.`,
  }),
  instance_expired: (): Explanation => ({
    what: sentence`The instance has expired.`,
    next: sentence`Renew it in the console first.`,
  }),
  instance_without_disk: (): Explanation => ({
    what: sentence`Tencent Cloud does not tell which system disk the instance has.`,
    next: sentence`Try again in a minute; if it stays so, open a ticket with Tencent Cloud.`,
  }),
  snapshot_missing: (facts: Facts): Explanation => ({
    what: sentence`The snapshot ${id(facts['snapshotId'])} no longer exists for this instance.`,
    next: sentence`Choose another snapshot.`,
  }),
  snapshot_state: (_facts: Facts, state: Part): Explanation => ({
    what: sentence`The snapshot is ${state}; only one that is ready can be rolled back to.`,
    next: sentence`Wait until it is ready, or choose another snapshot.`,
  }),
  snapshot_usage: (facts: Facts): Explanation => ({
    what: sentence`The snapshot is not of a system disk (${quoted(facts['usage'])}).`,
    next: sentence`Choose a snapshot of the system disk.`,
  }),
  snapshot_other_disk: (facts: Facts): Explanation => ({
    what: sentence`The snapshot belongs to another disk: ${id(facts['snapshotDisk'])} instead of ${id(facts['instanceDisk'])}.`,
    next: sentence`Choose a snapshot of this instance’s system disk.`,
  }),
  snapshot_disk_size: (facts: Facts): Explanation => ({
    what: sentence`The system disk now has ${size(facts['diskSize'])}; it had ${size(facts['snapshotSize'])} when the snapshot was taken.`,
    next: sentence`Choose a snapshot that was taken after the disk was enlarged.`,
  }),
  snapshot_denied: (facts: Facts): Explanation => ({
    what: sentence`Tencent Cloud does not allow a rollback to this snapshot now (${id(facts['code'])}): ${quoted(facts['message'])}`,
    next: sentence`Wait until what it names has ended, then request again.`,
  }),
  instance_denied: (facts: Facts): Explanation => ({
    what: sentence`Tencent Cloud does not allow a rollback of this instance now (${id(facts['code'])}): ${quoted(facts['message'])}`,
    next: sentence`Wait until what it names has ended, then request again.`,
  }),
  other_snapshot_busy: (facts: Facts, state: Part): Explanation => ({
    what: sentence`Another snapshot of the disk is ${state}: ${quoted(facts['name'])} ${id(facts['snapshotId'])}.`,
    next: sentence`Wait until it is ready, then request again.`,
  }),
  snapshot_old: (facts: Facts): Explanation => ({
    what: sentence`The snapshot is ${quoted(facts['days'])} days old.`,
    next: sentence`Make sure that nothing newer is needed.`,
  }),
  snapshot_newer_exist: (facts: Facts): Explanation => ({
    what: sentence`${quoted(facts['count'])} ${plural(Number(facts['count']), { one: 'newer snapshot exists', other: 'newer snapshots exist' })}; a rollback leaves newer snapshots in place.`,
    next: null,
  }),
  data_disks_attached: (facts: Facts): Explanation => ({
    what: sentence`${quoted(facts['count'])} ${plural(Number(facts['count']), { one: 'data disk is', other: 'data disks are' })} attached (${size(facts['size'])}); a rollback leaves data disks as they are.`,
    next: sentence`Make sure that the older system can work with the newer data on them.`,
  }),
  snapshot_quota_full: (facts: Facts): Explanation => ({
    what: sentence`There is no room for a safety snapshot: the region may hold ${quoted(facts['total'])} ${plural(Number(facts['total']), { one: 'snapshot', other: 'snapshots' })}, and has as many.`,
    next: sentence`Delete one that nobody needs in the console, or request the rollback without a safety snapshot.`,
  }),
  check_not_possible: (facts: Facts): Explanation => ({
    what: [unasked(facts), ' could not be asked', ...because(facts)],
    next: sentence`A rollback is possible without this check.`,
  }),
  instance_unreadable: (facts: Facts): Explanation => ({
    what: ['The instance could not be read', ...because(facts), ...evidence(facts)],
    next: ['Nothing is rolled back without having looked. ', ...advice(facts)],
  }),
  snapshots_unreadable: (facts: Facts): Explanation => ({
    what: ['The snapshots could not be read', ...because(facts), ...evidence(facts)],
    next: ['Nothing is rolled back without having looked. ', ...advice(facts)],
  }),
} satisfies Record<Finding['code'], (facts: Facts, state: Part) => Explanation>
