import { plural } from '../durations.ts'
import { type Part, type Sentence, sentence } from '../parts.ts'

/** Words of the messages in a card's thread, ends aside. */
export const thread = {
  approved: {
    headline: 'Approved',
    by: (by: Part, count: string): Sentence => sentence`Approved by ${by} (${count}).`,
    missing: (count: number): Sentence =>
      sentence`${count} more ${plural(count, { one: 'approval is', other: 'approvals are' })} needed.`,
    enoughForDryRun: sentence`The last checks run now. As this is a dry run, nothing is sent.`,
    enough: sentence`The last checks run now, then the rollback is sent.`,
  },
  run: {
    title: {
      running: 'Rollback running',
      looking: 'Rollback sent, answer missing',
      settling: 'Rollback done, instance coming back',
      succeeded: 'Rollback succeeded',
      failed: 'Rollback failed',
      unconfirmed: 'Rollback unconfirmed',
    },
    acceptedHeadline: 'Rollback accepted by Tencent Cloud',
    approved: (count: string): string => `Approved (${count})`,
    checked: 'Checks passed',
    checkedWith: (count: number): string =>
      `Checks passed, ${count} ${plural(count, { one: 'remark', other: 'remarks' })}`,
    accepted: 'Rollback accepted by Tencent Cloud',
    sending: 'Rollback being sent to Tencent Cloud',
    refused: 'Rollback refused by Tencent Cloud',
    withError: 'Rollback answered with an error by Tencent Cloud',
    lost: 'No readable answer from Tencent Cloud, looking for the rollback',
    lostForGood: 'No readable answer from Tencent Cloud',
    found: 'Rollback found on the snapshot',
    attempt: (attempt: number, attempts: number): Sentence => sentence`Attempt ${attempt} of at most ${attempts}.`,
    requestId: (requestId: Part): Sentence => sentence`RequestId ${requestId}`,
    rolling: 'Rolling back',
    elapsed: (duration: string): string => `${duration} so far`,
    remaining: (duration: string): string => `about ${duration} left`,
    rolledBack: (duration: string): string => `Rolled back in ${duration}`,
    rollingFailed: 'Rolling back failed',
    rollingUnknown: 'Rolling back: outcome unknown',
    instance: 'Instance back',
    instanceWaiting: 'Waiting until the instance has come to rest',
    instanceIs: (state: string): string => `Instance now ${state}`,
    instanceUnknown: 'Instance back: state unknown',
    instanceMoving: (state: string): string => `Instance not at rest yet: ${state}`,
    seeBelow: sentence`How it went on is told below.`,
  },
  lost: {
    headline: 'Rollback sent, answer missing',
    noAnswer: sentence`The rollback was sent to Tencent Cloud, but no readable answer came.`,
    notSent: sentence`The rollback could not be handed to Tencent Cloud, as far as the bot can tell.`,
    restart: sentence`The bot stopped while it was sending the rollback, so it does not know the answer.`,
    next: sentence`It is never sent a second time. The bot looks at the disk’s snapshots to learn what happened; nobody needs to do anything now.`,
  },
  found: {
    headline: 'Rollback found',
    afterLoss: (requestId: Part): Sentence =>
      sentence`A rollback to this snapshot began after the call: ${requestId}. It could also have been started by hand. It is followed now.`,
    differs: (requestId: Part): Sentence =>
      sentence`Tencent Cloud shows the rollback under another id than its answer: ${requestId}. It is followed now.`,
  },
  unreadable: {
    headline: 'Tencent Cloud cannot be read',
    calm: sentence`Nobody needs to do anything now.`,
    following: {
      what: sentence`What happens to the rollback cannot be seen at the moment.`,
      next: sentence`The bot keeps looking for up to an hour.`,
    },
    checking: {
      what: sentence`The checks before the call cannot be made at the moment, so it is not sent.`,
      next: sentence`The bot keeps trying as long as the approval keeps.`,
    },
  },
  readable: {
    headline: 'Tencent Cloud can be read again',
    following: sentence`The rollback is followed again.`,
    checking: sentence`The checks before the call are made now.`,
  },
  refusedForNow: {
    headline: 'Rollback refused for now',
    next: sentence`Everything is checked anew. If no rollback has begun, the call is sent again in a few seconds; nobody needs to do anything now.`,
  },
}
