import { plural } from '../durations.ts'
import { type Explanation, type Part, type Sentence, sentence } from '../parts.ts'

/** How requests end: what happened, and what to do. */
export const ends = {
  succeeded: {
    what: (duration: string): Sentence => sentence`The system disk is back at the snapshot after ${duration}.`,
    state: (state: Part): Sentence => sentence`The instance is ${state}.`,
    stateUnknown: sentence`The instance could not be read any more; look at its state in the console.`,
    notSettled: (state: Part): Sentence =>
      sentence`The instance had not come to rest when the wait for it ended; its state was: ${state}.`,
    down: (duration: string): Sentence => sentence`It was down for about ${duration}.`,
    leftStopped: sentence`It was running before the rollback and has not started again. An approver can start it with the button in the thread.`,
    stoppedBefore: sentence`It was stopped before the rollback, too.`,
    checks: {
      heading: 'Check next',
      list: [
        sentence`Logging in: passwords and keys are those of the snapshot.`,
        sentence`Services: they run, and work with the data as it is now.`,
        sentence`Certificates: none has run out since the snapshot.`,
        sentence`Time: the clock and the cron jobs are right.`,
      ],
    },
    differs: (asked: Part, followed: Part): Sentence =>
      sentence`Tencent Cloud answered the call with ${asked} and shows the rollback as ${followed}.`,
    found: (followed: Part): Sentence =>
      sentence`No readable answer came to the call. The rollback ${followed} began after it; somebody could also have started it by hand.`,
  },
  rehearsed: {
    what: sentence`Everything held up to the moment of the first call, which was not sent. Nothing was changed.`,
    would: (call: Part, instanceId: Part, snapshotId: Part): Sentence =>
      sentence`Would have been called: ${call}, for instance ${instanceId} and snapshot ${snapshotId}.`,
    next: sentence`To roll back for real, request it without the dry run; it needs an approval of its own.`,
  },
  nothingChanged: sentence`Nothing was run and nothing was changed.`,
  failed: {
    changed: {
      what: sentence`What was approved no longer holds, so the rollback was not sent.`,
      next: sentence`Look at what changed. If the rollback is still right, request it again.`,
      otherState: sentence`Only a running or stopped instance can be rolled back. Wait until it is one of them, then request the rollback again.`,
      otherDisk: sentence`A snapshot only fits the disk it was taken of, at the size it had then. Choose one that was taken after this change.`,
    },
    check: {
      what: sentence`A check right before the call stopped the rollback.`,
      next: sentence`Once this is settled, request the rollback again.`,
    },
    withheld: (duration: string): Explanation => ({
      what: sentence`${duration} passed between the last check and the call, which is too long to rely on the check. The call was not sent.`,
      next: sentence`Request the rollback again.`,
    }),
    refused: {
      what: sentence`Tencent Cloud refused the rollback.`,
      whatEachTime: (count: number): Sentence =>
        sentence`Tencent Cloud refused the rollback, ${count} times in a row; it is not sent again.`,
      nothingBegan: sentence`This call did not begin a rollback and changed nothing.`,
      withError: sentence`Tencent Cloud answered the rollback with an error.`,
      withErrorEachTime: (count: number): Sentence =>
        sentence`Tencent Cloud answered the rollback with an error, ${count} times in a row; it is not sent again.`,
      mayHaveBegun: sentence`Whether anything was changed is not certain.`,
      earlierMayHaveBegun: sentence`The rollback was sent before, and Tencent Cloud answered with an error. Whether that call changed anything is not certain: look at the instance and the snapshot in the console.`,
      foreign: (snapshotId: Part, requestId: Part): Sentence =>
        sentence`Somebody else’s rollback of the same disk was seen: to snapshot ${snapshotId}, request ${requestId}. Look at the instance in the console.`,
    },
    reported: {
      what: sentence`Tencent Cloud accepted the rollback and reported that it failed.`,
      changed: (snapshotState: Part): Sentence =>
        sentence`The disk may have been changed in part. The snapshot is ${snapshotState}.`,
      next: sentence`Look at the instance in the console before anything else. The bot does not try again. Open a ticket with Tencent Cloud and give the RequestId.`,
    },
  },
  unconfirmed: {
    lead: sentence`Whether the system disk was rolled back could not be learned.`,
    nothing_seen: (reads: number, duration: string): Sentence =>
      sentence`The bot looked at the disk’s snapshots ${reads} ${plural(reads, { one: 'time', other: 'times' })} over ${duration}, and no new rollback showed.`,
    unreadable: (duration: string): Sentence => sentence`Tencent Cloud could not be read for ${duration}.`,
    foreign: (snapshotId: Part, requestId: Part): Sentence =>
      sentence`Somebody else’s rollback of the same disk was seen instead: to snapshot ${snapshotId}, request ${requestId}.`,
    no_end: (duration: string, percent: string | null): Sentence =>
      sentence`Tencent Cloud accepted the rollback, but it showed no end within ${duration}${
        percent === null ? '' : `; it stood at ${percent}`
      }.`,
    snapshot_vanished: sentence`The snapshot vanished while its rollback was followed.`,
    next: sentence`A person must look: open the instance in the console, see what its latest operation was, and check its data. Do not start another rollback before that is clear.`,
  },
  denied: (by: Part): Sentence => sentence`${by} denied the request.`,
  deniedNext: sentence`Nothing was run. If it is needed all the same, talk it over and request it again.`,
  expired: {
    decision: sentence`Not enough people approved it in time.`,
    start: sentence`It was approved but not begun in time, and an approval does not keep.`,
    next: sentence`Nothing was run. If it is still needed, request it again.`,
  },
  cancelled: (by: Part): Sentence => sentence`${by} cancelled the request.`,
  cancelledNext: sentence`Nothing was run.`,
  learned: {
    headline: 'More is known now',
    accepted: (requestId: Part): Sentence =>
      sentence`Tencent Cloud had accepted the call after all (request ${requestId}). Look at the instance.`,
    refused: (code: Part): Sentence =>
      sentence`Tencent Cloud had refused the call (${code}): this request did not begin a rollback.`,
    refusedWithDoubt: (code: Part): Sentence =>
      sentence`Tencent Cloud had refused the call (${code}). That code leaves it open whether a rollback began: look at the instance and the snapshot in the console.`,
    rollback_seen: (requestId: Part, percent: string | null): Sentence =>
      sentence`A rollback to this snapshot is running (request ${requestId}${percent === null ? '' : `, ${percent}`}).`,
    rollback_succeeded: (requestId: Part): Sentence =>
      sentence`A rollback to this snapshot has succeeded (request ${requestId}). Check the instance and its data.`,
    rollback_failed: (requestId: Part): Sentence =>
      sentence`A rollback to this snapshot has failed (request ${requestId}). Look at the instance in the console.`,
  },
  changes: {
    heading: 'What changed',
    line: (before: Part, after: Part): Sentence => sentence`was ${before}, is now ${after}`,
    fact: {
      endpoint: 'Endpoint',
      instance_name: 'Name of the instance',
      instance_state: 'State of the instance',
      disk_id: 'System disk',
      disk_size: 'Size of the system disk (GB)',
      snapshot_name: 'Name of the snapshot',
      snapshot_created: 'Time of the snapshot',
      snapshot_disk_id: 'Disk of the snapshot',
      snapshot_disk_size: 'Size of the snapshot (GB)',
    },
  },
  more: (count: number): Sentence => sentence`and ${count} more`,
  facts: {
    code: 'Code',
    requestId: 'RequestId',
    instance: 'Instance',
    region: 'Region',
    time: 'Time',
    sent: 'Sent',
    answer: 'Technical detail',
    message: 'Tencent Cloud’s message',
  },
}
