import type { CloudFault } from './cloud-objects.ts'
import type { Baseline, Doubt, EntryData, Failure, Outcome, StartOutcome, Stays } from './entry.ts'
import type { Finding } from './findings.ts'
import type { Safety } from './safety.ts'

/**
 * Where a request stands. `ended` is final for the decision; an *unconfirmed* request keeps its instance until it
 * is released.
 */
export type Phase =
  | 'submitted'
  | 'awaiting_decision'
  | 'approved'
  | 'safety_sending'
  | 'safety_withheld'
  | 'safety_refused'
  | 'safety_looking'
  | 'safety_creating'
  | 'safety_ready'
  | 'applying'
  | 'withheld'
  | 'refused'
  | 'looking'
  | 'rolling_back'
  | 'settling'
  | 'ended'

/** What is not begun: its next step reads everything about it, and has to wait for the cloud's rate limits. */
export const NOT_BEGUN = ['submitted', 'approved'] as const satisfies readonly Phase[]

/** The ends that the channel is told, and `rejected`: refused before there was a card. */
export type EndName =
  | 'succeeded'
  | 'rehearsed'
  | 'failed'
  | 'unconfirmed'
  | 'denied'
  | 'expired'
  | 'cancelled'
  | 'rejected'

export type End =
  | {
      readonly name: 'succeeded'
      readonly at: number
      readonly instanceState: string | null
      readonly settled: boolean
    }
  | { readonly name: 'rehearsed'; readonly at: number; readonly calls: readonly string[] }
  | { readonly name: 'failed'; readonly at: number; readonly failure: Failure }
  | { readonly name: 'unconfirmed'; readonly at: number; readonly doubt: Doubt; readonly holdUntil: number }
  | { readonly name: 'denied'; readonly at: number; readonly by: string; readonly reason: string }
  | { readonly name: 'expired'; readonly at: number; readonly waitedFor: 'decision' | 'start' }
  | { readonly name: 'cancelled'; readonly at: number; readonly by: string }
  | { readonly name: 'rejected'; readonly at: number; readonly rejection: EntryData<'rejected'>['rejection'] }

/** What is known of the answer to a call. */
export type Answer =
  | { readonly kind: 'accepted'; readonly cloudRequestId: string; readonly at: number }
  | { readonly kind: 'refused'; readonly fault: CloudFault; readonly at: number }
  | { readonly kind: 'lost'; readonly why: 'no_answer' | 'restart'; readonly detail: string; readonly at: number }
  | { readonly kind: 'withheld'; readonly waitedSeconds: number; readonly at: number }

/** One passage of the gate: at most one `ApplyInstanceSnapshot` belongs to it. */
export type Attempt = {
  readonly attempt: number
  readonly attemptId: string
  readonly intendedAt: number
  readonly baseline: Baseline
  readonly answer: Answer | null
}

/** The start of an instance that its rollback left stopped; at most one `StartInstances` belongs to it. */
export type Start = {
  readonly by: string
  readonly requestedAt: number
  /** Set once the gate is passed. */
  readonly intended: { readonly startId: string; readonly at: number } | null
  readonly answer: 'accepted' | 'refused' | 'lost' | null
  /** null while it goes on. */
  readonly ended: {
    readonly outcome: StartOutcome | 'refused'
    /** null where it is not known. */
    readonly instanceState: string | null
    readonly at: number
  } | null
}

/** A request as its entries tell it: only ever made by folding them. */
export type RollbackRequest = {
  readonly requestId: string
  /** Sequence number and hash of the newest entry. */
  readonly seq: number
  readonly hash: string
  readonly phase: Phase
  readonly submittedAt: number
  readonly submission: EntryData<'submitted'>
  /** null until the fresh reads of the submission have passed. */
  readonly opened:
    | (Omit<EntryData<'opened'>, 'decideBy'> & { readonly seq: number; readonly at: number; readonly decideBy: number })
    | null
  readonly approvals: readonly { readonly by: string; readonly at: number }[]
  /** When enough people had approved, and until when the first changing call must be intended. */
  readonly approvedAt: number | null
  readonly beginBy: number | null
  /** The newest checks that passed, with the state the instance had. */
  readonly checked: {
    readonly at: number
    readonly findings: readonly Finding[]
    readonly instanceState: string
    readonly seq: number
  } | null
  /** null while the gate of its creation was not passed. */
  readonly safety: Safety | null
  readonly attempts: readonly Attempt[]
  /** The cloud's id of the rollback that is followed. */
  readonly following: { readonly cloudRequestId: string; readonly found: boolean; readonly differs: boolean } | null
  /** Set while the cloud cannot be read. */
  readonly unreadable: { readonly since: number; readonly fault: CloudFault } | null
  readonly rolledBackAt: number | null
  readonly end: End | null
  /** What showed of the safety snapshot at the end; null where there is none, or nothing was read. */
  readonly stays: Stays | null
  /** What was learned about an *unconfirmed* request after its end. */
  readonly learned: readonly (Outcome & { readonly at: number })[]
  /** null while nobody asked for it. */
  readonly start: Start | null
  /** True while no other request may be opened for the instance. */
  readonly holdsInstance: boolean
}

export const lastAttempt = (request: RollbackRequest): Attempt | null => request.attempts.at(-1) ?? null

/** Whether nothing that changes something may be sent for the request; it holds no instance either. */
export const isDryRun = ({ submission }: Pick<RollbackRequest, 'submission'>): boolean =>
  submission.options?.dryRun === true

/** Whether a snapshot is to be taken right before the rollback. */
export const wantsSafety = ({ submission }: Pick<RollbackRequest, 'submission'>): boolean =>
  submission.options?.safetySnapshot === true

/** Whether the rollback's call may have been sent, so that there may be something to undo. */
export const wasCalled = ({ attempts }: RollbackRequest): boolean =>
  attempts.some(({ answer }) => answer?.kind !== 'withheld')

/** Whether the rollback shut the instance down and left it so. */
export const wasLeftStopped = ({ end, checked }: RollbackRequest): boolean =>
  end?.name === 'succeeded' && end.settled && end.instanceState === 'STOPPED' && checked?.instanceState === 'RUNNING'

/** Whether somebody asked for the instance's start and it has not come to its end. */
export const isStarting = ({ start }: RollbackRequest): boolean => start !== null && start.ended === null

/** How long a start that was asked for may wait for its call, in milliseconds: nobody expects it much later. */
export const START_TTL = 300_000

/** When the call was about to be sent, in milliseconds since the epoch: durations count from here. */
export const runningSince = (request: RollbackRequest): number | null => lastAttempt(request)?.intendedAt ?? null

/** The state that the card and its metadata show: the phase, or the end's word. */
export const shownState = (request: RollbackRequest): string => request.end?.name ?? request.phase

/** The key under which one instance is held by one open request. */
export const instanceKey = (region: string, instanceId: string): string => `${region}/${instanceId}`

/** When the runner must look at the request next: 0 is now, null is never. */
export const runnerDueAt = (request: RollbackRequest): number | null => {
  if (request.phase === 'awaiting_decision') return (request.opened?.decideBy ?? 0) + 1
  if (request.phase === 'ended') return request.holdsInstance || isStarting(request) ? 0 : null
  return 0
}
