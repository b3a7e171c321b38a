import { plural } from '../durations.ts'
import { type Explanation, type Part, type Sentence, sentence } from '../parts.ts'

/** Words of the safety snapshot, from the checkbox to Undo. */
export const safety = {
  option: {
    label: 'Safety snapshot',
    take: 'Take a safety snapshot first',
    /** At most 75 characters. */
    means: 'Keeps the disk as it is right before, so that the rollback can be undone',
  },
  /** Below the checkbox. */
  room: {
    chooseFirst: sentence`Ticked once an instance is chosen whose region has room for one more snapshot.`,
    reading: sentence`Whether the region has room for one more snapshot is being read.`,
    left: (available: number, total: number, region: Part): Sentence =>
      sentence`Snapshot quota of ${region}: ${available} of ${total} left.`,
    full: (total: number, region: Part): Sentence =>
      sentence`There is no room for one: ${region} may hold ${total} ${plural(total, { one: 'snapshot', other: 'snapshots' })}, and has as many. Delete one in the console to make room.`,
    unreadable: sentence`Whether the region has room for one more snapshot could not be read.`,
    ticked: sentence`If you tick it and there is none, the request ends before anything is rolled back.`,
  },
  /** Below the checkbox, and among what will be lost. */
  limits: sentence`The safety snapshot does not hold what is only in memory, nor what is written after it: that is lost all the same.`,
  loss: sentence`A safety snapshot is taken first. What is only in memory, or written after it, is lost all the same.`,
  confirm: (instance: string, snapshot: string, age: string | null): string =>
    `A safety snapshot is taken. Then ${instance} is shut down and its system disk goes back to ${snapshot}. ${
      age === null ? 'Everything written since' : `What was written in the last ${age}`
    } is only in the safety snapshot then.`,
  fact: {
    planned: (name: Part): Sentence => sentence`to be taken first, as ${name}`,
    askedFor: (name: Part): Sentence => sentence`asked for, as ${name}`,
    none: 'none',
  },
  approved: {
    thread: sentence`The last checks run now, then a safety snapshot is taken. The rollback is sent once that is ready.`,
    card: (beginBy: Part): Sentence =>
      sentence`The last checks are running, then a safety snapshot is taken, and then the rollback is sent. The approval keeps until ${beginBy}.`,
  },
  status: {
    safety_sending: sentence`A safety snapshot is being requested from Tencent Cloud. The rollback follows once it is ready.`,
    safety_withheld: sentence`The safety snapshot was not requested: too much time had passed since the last check.`,
    safety_refused: sentence`Tencent Cloud refused the safety snapshot. Nothing is rolled back.`,
    safety_looking: sentence`No readable answer came. It is never requested twice: the bot looks for the snapshot by its name. Nothing is rolled back before it is ready.`,
    safety_creating: sentence`The safety snapshot is being made; the thread shows how far it is. The rollback follows once it is ready.`,
    safety_ready: sentence`The safety snapshot is ready. The last checks are running, then the rollback is sent.`,
  },
  thread: {
    accepted: {
      headline: 'Safety snapshot being made',
      what: (name: Part, snapshotId: Part): Sentence =>
        sentence`Tencent Cloud is making ${name} ${snapshotId}. Nothing is rolled back before it is ready.`,
    },
    lost: {
      headline: 'Safety snapshot requested, answer missing',
      noAnswer: sentence`A safety snapshot was requested from Tencent Cloud, but no readable answer came.`,
      notSent: sentence`The request for a safety snapshot could not be handed to Tencent Cloud, as far as the bot can tell.`,
      restart: sentence`The bot stopped while it was requesting the safety snapshot, so it does not know the answer.`,
      next: (name: Part): Sentence =>
        sentence`It is never requested a second time. The bot looks for a snapshot named ${name}, and rolls nothing back before that is ready; nobody needs to do anything now.`,
    },
    found: {
      headline: 'Safety snapshot found',
      what: (name: Part, snapshotId: Part): Sentence =>
        sentence`A new snapshot named ${name} is there: ${snapshotId}. Nothing is rolled back before it is ready.`,
    },
    refusedLate: {
      headline: 'Safety snapshot refused by Tencent Cloud',
      what: (code: Part): Sentence =>
        sentence`The answer to the request for it came late: Tencent Cloud had refused it (${code}). The snapshot that was found by its name was made by somebody else.`,
    },
    unreadable: {
      what: sentence`How far the safety snapshot is cannot be seen at the moment. Nothing is rolled back meanwhile.`,
      next: sentence`The bot keeps looking until half an hour after it was requested.`,
    },
    readable: sentence`The safety snapshot is waited for again.`,
  },
  task: {
    requesting: 'Safety snapshot being requested',
    making: 'Making the safety snapshot',
    made: (duration: string): string => `Safety snapshot made in ${duration}`,
    looking: 'No readable answer from Tencent Cloud, looking for the safety snapshot',
    failed: 'Safety snapshot failed',
    rechecking: 'Checking once more',
    rechecked: 'Checks passed once more',
    stopped: 'The rollback was stopped before it was sent',
    toSend: 'Sending the rollback to Tencent Cloud',
  },
  title: {
    making: 'Safety snapshot being made',
    looking: 'Safety snapshot requested, answer missing',
    ready: 'Safety snapshot ready',
  },
  failed: {
    lead: sentence`There is no safety snapshot to rely on, so the rollback was not sent. Nothing was rolled back.`,
    refused: sentence`Tencent Cloud refused the safety snapshot, so the rollback was not sent. Nothing was rolled back.`,
    withError: sentence`Tencent Cloud answered the request for a safety snapshot with an error, so the rollback was not sent. Nothing was rolled back.`,
    mayExist: (name: Part): Sentence =>
      sentence`A snapshot may have been begun all the same: look for ${name} in the console.`,
    withheld: (seconds: number): Explanation => ({
      what: sentence`${seconds} ${plural(seconds, { one: 'second', other: 'seconds' })} passed between the last check and the request for it, which is too long to rely on the check. It was not requested.`,
      next: sentence`Request the rollback again.`,
    }),
    notFound: (name: Part, reads: number, seconds: number): Explanation => ({
      what: sentence`No readable answer came to the request for it, and no snapshot named ${name} showed in ${reads} looks over ${seconds} seconds.`,
      next: sentence`Look in the console whether ${name} has appeared since, and delete it if nobody needs it. Then request the rollback again.`,
    }),
    several: (name: Part, snapshotIds: Sentence): Explanation => ({
      what: sentence`No readable answer came to the request for it, and more than one new snapshot is named ${name}: `.concat(
        snapshotIds,
        '. Which one the bot made cannot be told.',
      ),
      next: sentence`Look at them in the console and delete those that nobody needs. Then request the rollback again.`,
    }),
    creationFailed: (percent: string | null): Explanation => ({
      what: sentence`Tencent Cloud reported that making it failed${percent === null ? '' : ` at ${percent}`}.`,
      next: sentence`Look at the snapshot in the console and delete it. Then request the rollback again; if it fails again, open a ticket with Tencent Cloud.`,
    }),
    vanished: (name: Part): Explanation => ({
      what: sentence`The safety snapshot ${name} is not there any more, or can no longer be rolled back to.`,
      next: sentence`Find out who deleted or used it. Then request the rollback again.`,
    }),
    tooSlow: (minutes: number, percent: string | null): Explanation => ({
      what: sentence`It was not ready within ${minutes} minutes${percent === null ? '' : `; it stood at ${percent}`}.`,
      next: sentence`It may still become ready: look at it in the console. Then request the rollback again.`,
    }),
    unreadable: (minutes: number): Explanation => ({
      what: sentence`Tencent Cloud could not be read for ${minutes} ${plural(minutes, { one: 'minute', other: 'minutes' })}, so whether it is ready is not known.`,
      next: sentence`Look for it in the console. Once Tencent Cloud can be read again, request the rollback again.`,
    }),
    tooLate: {
      what: sentence`It was ready, but the rollback could not be begun soon enough after it: what was written since is not in it.`,
      next: sentence`Request the rollback again; that takes a new safety snapshot.`,
    },
  },
  stays: {
    label: 'Safety snapshot',
    quota: 'Snapshot quota',
    left: (available: number, total: number): string => `${available} of ${total} left`,
    quotaUnreadable: (why: Part): Sentence => sentence`could not be read (${why})`,
    kept: (name: Part): Sentence =>
      sentence`The safety snapshot ${name} holds the disk as it was right before the rollback. Undo asks for a rollback to it, which a second person must approve.`,
    only: (at: Part): Sentence =>
      sentence`What was written to the system disk since ${at} is only in the safety snapshot now.`,
    keptUnused: (name: Part): Sentence => sentence`The safety snapshot ${name} was made.`,
    state: (name: Part, state: Part): Sentence => sentence`The safety snapshot ${name} is ${state}.`,
    unreadable: (name: Part): Sentence =>
      sentence`Whether the safety snapshot ${name} is still there could not be read.`,
    gone: (name: Part): Sentence => sentence`The safety snapshot ${name} is not there any more.`,
    delete: sentence`The safety snapshot stays and counts against the quota until a person deletes it in the console; the bot never does.`,
  },
  undo: {
    button: 'Undo',
    reason: (snapshot: string, requestId: string): string => `Undo the rollback to ${snapshot} (${requestId})`,
    gone: {
      title: 'Nothing to undo with',
      what: (name: Part, snapshotId: Part): Sentence =>
        sentence`The safety snapshot ${name} ${snapshotId} no longer exists, so the rollback cannot be undone with it.`,
      next: sentence`/lighthouse rollback shows which other snapshots there are.`,
    },
  },
  learned: {
    accepted: (snapshotId: Part): Sentence =>
      sentence`Tencent Cloud had accepted the safety snapshot after all: ${snapshotId}. It stays until a person deletes it in the console.`,
    refused: (code: Part): Sentence => sentence`Tencent Cloud had refused the safety snapshot (${code}).`,
  },
}
