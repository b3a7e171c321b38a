import { plural } from '../durations.ts'
import { type Part, type Sentence, sentence } from '../parts.ts'

/** Words of a request's card; headlines are shared by the card and the thread. */
export const card = {
  headline: {
    submitted: 'Rollback being checked',
    awaiting_decision: 'Rollback requested',
    approved: 'Rollback approved',
    safety_sending: 'Safety snapshot being requested',
    safety_withheld: 'Safety snapshot withheld',
    safety_refused: 'Safety snapshot refused by Tencent Cloud',
    safety_looking: 'Safety snapshot requested, answer missing',
    safety_creating: 'Safety snapshot being made',
    safety_ready: 'Safety snapshot ready',
    applying: 'Rollback being sent',
    withheld: 'Rollback withheld',
    refused: 'Rollback refused by Tencent Cloud',
    looking: 'Rollback sent, answer missing',
    rolling_back: 'Rollback running',
    settling: 'Rollback done, instance coming back',
    succeeded: 'Rollback succeeded',
    rehearsed: 'Rollback rehearsed',
    failed: 'Rollback failed',
    unconfirmed: 'Rollback unconfirmed',
    denied: 'Rollback denied',
    expired: 'Rollback expired',
    cancelled: 'Rollback cancelled',
    rejected: 'Rollback not possible',
  },
  dryRun: {
    headline: (headline: string): string => `Dry run · ${headline}`,
    what: sentence`This is a dry run: it goes the whole way, approval included, and stops before the first call that would change something.`,
    mark: 'Dry run: nothing is changed',
    approved: sentence`The last checks are running. As this is a dry run, nothing is sent.`,
    confirm: {
      title: 'Approve this dry run?',
      text: 'The last checks are made as for a real rollback. Nothing is shut down, rolled back or lost.',
    },
  },
  label: {
    instance: 'Instance',
    snapshot: 'Snapshot',
    reason: 'Reason',
    requester: 'Requested by',
    approvals: 'Approvals',
    deniedBy: 'Denied by',
    cancelledBy: 'Cancelled by',
    decideBy: 'Decide by',
    digest: 'Digest',
    findings: 'Before you decide',
  },
  approvals: (count: number, required: number): string => `${count} of ${required}`,
  taken: (at: Part, age: string): Sentence => sentence`taken ${at}, ${age} before this request`,
  takenUnknown: 'taken at an unknown time',
  unnamed: '(no name)',
  approve: 'Approve',
  deny: 'Deny',
  cancel: 'Cancel',
  again: 'Request again',
  confirm: {
    title: 'Approve this rollback?',
    text: (instance: string, snapshot: string, age: string | null): string =>
      `${instance} is shut down and its system disk goes back to ${snapshot}. ${
        age === null ? 'Everything written since is lost' : `What was written in the last ${age} is lost`
      }, for good.`,
    approve: 'Approve',
    back: 'Back',
  },
  cancelConfirm: {
    title: 'Cancel this request?',
    text: 'Nothing is rolled back.',
    cancel: 'Cancel request',
    back: 'Back',
  },
  status: {
    submitted: sentence`The instance and the snapshot are being checked.`,
    awaitingDecision: (missing: number, requester: Part): Sentence =>
      sentence`Somebody other than ${requester} must decide; ${missing} ${plural(missing, { one: 'approval is', other: 'approvals are' })} missing. Nothing runs before that.`,
    approved: (beginBy: Part): Sentence =>
      sentence`The last checks are running, then the rollback is sent. The approval keeps until ${beginBy}.`,
    applying: sentence`The rollback is being sent to Tencent Cloud.`,
    withheld: sentence`The rollback was not sent: too much time had passed since the last check.`,
    refusedForNow: sentence`Tencent Cloud refused it for now. It is checked anew and sent again.`,
    refused: sentence`Tencent Cloud refused it. It is not sent again.`,
    looking: sentence`No readable answer came. It is never sent twice: the bot looks at the disk’s snapshots to learn what happened.`,
    rollingBack: sentence`Tencent Cloud is rolling the system disk back. The thread shows how far it is.`,
    settling: sentence`The system disk is back. The bot waits until the instance has come to rest.`,
    unreadable: (since: Part): Sentence =>
      sentence`Tencent Cloud has not been readable since ${since}. The bot keeps looking; the request stays open.`,
  },
  held: (until: Part): Sentence =>
    sentence`The instance stays under watch until at least ${until}; no other rollback of it can be requested before.`,
  released: sentence`The instance is no longer under watch; a new rollback can be requested.`,
}
