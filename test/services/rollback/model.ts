import type { Entry, EntryKind } from '../../../src/services/rollback/entry.ts'
import type { RollbackRequest } from '../../../src/services/rollback/request.ts'

/**
 * A second, independent telling of a request's life, written from the design and not from the fold: one rule a kind of
 * entry that says when it may come. It shares nothing with the fold but the shape of entries.
 */

/** The closed list of the passing refusals, as the issue on explanations has it. */
export const PASSING = [
  'RequestLimitExceeded',
  'RequestLimitExceeded.UinLimitExceeded',
  'RequestLimitExceeded.GlobalRegionUinLimitExceeded',
  'RequestLimitExceeded.IPLimitExceeded',
  'UnsupportedOperation.DiskBusy',
  'UnsupportedOperation.SnapshotBusy',
  'UnsupportedOperation.SystemBusy',
  'FailedOperation.DescribeInstanceStatus',
  'InternalError.DescribeInstanceStatus',
]

/** Where the call of an attempt stands. */
type Call = 'unanswered' | 'lost' | 'accepted' | 'refused_for_now' | 'refused' | 'withheld'

type Of<Kind extends EntryKind> = Extract<Entry, { kind: Kind }>

export class Model {
  requester: string | null = null
  requestId = ''
  waits = false
  needed = 1
  decideBy = 0
  approvalTtl = 0
  readonly approvers: string[] = []
  beginBy: number | null = null
  /** Since the approval, or since the newest refusal. */
  isChecked = false
  readonly calls: { readonly attemptId: string; call: Call; answeredAt: number }[] = []
  /** A rollback is followed: accepted by the cloud, or found on the snapshot. */
  follows = false
  isRolledBack = false
  cannotRead = false
  end: EntryKind | null = null
  holdUntil: number | null = null
  isReleased = false

  get call(): Call | null {
    return this.calls.at(-1)?.call ?? null
  }

  get isRunning(): boolean {
    return this.beginBy !== null && this.end === null
  }

  /** Nothing of the newest attempt is under way: before the first call, or after a refusal. */
  get isFree(): boolean {
    return this.isRunning && [null, 'refused', 'refused_for_now'].includes(this.call)
  }

  /** The call was sent, and what became of it is being looked at. */
  get isLooking(): boolean {
    if (!this.isRunning || this.isRolledBack) return false
    return this.call === 'lost' || this.call === 'accepted'
  }

  get holdsInstance(): boolean {
    return this.end === null || (this.end === 'unconfirmed' && !this.isReleased)
  }

  /** Takes the entry where the design allows it. @returns whether it does */
  take(entry: Entry): boolean {
    if (!this.#allows(entry)) return false
    this.#apply(entry)
    return true
  }

  #allows(entry: Entry): boolean {
    if (entry.kind === 'submitted') return this.requester === null
    if (this.requester === null) return false
    switch (entry.kind) {
      case 'rejected':
        return this.#isSubmitted
      case 'opened':
        return this.#isSubmitted && entry.data.facts.requestId === this.requestId
      case 'approved':
        return this.#mayDecide(entry) && !this.approvers.includes(entry.data.by)
      case 'denied':
        return this.#mayDecide(entry)
      case 'cancelled':
        return this.waits && entry.data.by === this.requester
      case 'expired':
        return entry.data.waitedFor === 'decision'
          ? this.waits && entry.at > this.decideBy
          : this.isFree && this.call === null && entry.at > (this.beginBy ?? 0)
      case 'checked':
        return this.isFree
      case 'apply_intended':
        return this.#mayPassGate(entry)
      case 'apply_accepted':
      case 'apply_refused':
        return this.#answersCall(entry.data.attemptId) && this.end === null
      case 'apply_withheld':
      case 'answer_lost':
        return this.call === 'unanswered' && this.#answersCall(entry.data.attemptId)
      case 'rollback_found':
      case 'unconfirmed':
        return this.isLooking
      case 'rolled_back':
        return this.isLooking && this.follows
      case 'succeeded':
        return this.isRunning && this.isRolledBack
      case 'failed':
        return this.#mayFail(entry)
      case 'cloud_unreadable':
        return this.#readsCloud && !this.cannotRead
      case 'cloud_readable':
        return this.#readsCloud && this.cannotRead
      case 'outcome_learned':
        return this.end !== null && this.calls.length > 0
      case 'released':
        return this.holdUntil !== null && !this.isReleased && entry.at >= this.holdUntil
      default:
        // The start of an instance after the end is none of the rollback's life.
        return false
    }
  }

  get #isSubmitted(): boolean {
    return !this.waits && this.end === null && this.beginBy === null
  }

  get #readsCloud(): boolean {
    return this.isFree || this.isLooking || (this.isRunning && this.isRolledBack)
  }

  #mayDecide({ at, data }: Of<'approved'> | Of<'denied'>): boolean {
    return this.waits && at <= this.decideBy && data.by !== this.requester
  }

  #mayPassGate({ at, data }: Of<'apply_intended'>): boolean {
    if (!this.isFree || !this.isChecked || data.attempt !== this.calls.length + 1 || data.attempt > 3) return false
    return this.call === null ? at <= (this.beginBy ?? 0) : this.call === 'refused_for_now'
  }

  #answersCall(attemptId: string): boolean {
    return this.calls.at(-1)?.attemptId === attemptId && (this.call === 'unanswered' || this.call === 'lost')
  }

  #mayFail({ data: { failure } }: Of<'failed'>): boolean {
    switch (failure.cause) {
      case 'changed':
      case 'check':
        return this.isFree
      case 'refused':
        return this.isFree && this.call !== null
      case 'withheld':
        return this.isRunning && this.call === 'withheld'
      case 'reported':
        return this.isLooking && this.follows
    }
  }

  #apply(entry: Entry): void {
    switch (entry.kind) {
      case 'submitted':
        this.requester = entry.data.requester
        this.requestId = entry.requestId
        return
      case 'opened':
        this.waits = true
        this.needed = entry.data.approvalsRequired
        this.decideBy = Date.parse(entry.data.decideBy)
        this.approvalTtl = entry.data.approvalTtlSeconds * 1000
        return
      case 'approved':
        this.approvers.push(entry.data.by)
        if (this.approvers.length < this.needed) return
        this.waits = false
        this.beginBy = entry.at + this.approvalTtl
        return
      case 'checked':
        // A check in the very millisecond of a refusal cannot be told from the one before it.
        this.isChecked = entry.at > (this.calls.at(-1)?.answeredAt ?? Number.NEGATIVE_INFINITY)
        return
      case 'apply_intended':
        this.calls.push({ attemptId: entry.data.attemptId, call: 'unanswered', answeredAt: entry.at })
        return
      case 'apply_accepted':
        this.#answer('accepted', entry.at)
        this.follows = true
        return
      case 'apply_refused':
        this.#refuse(entry)
        return
      case 'apply_withheld':
        this.#answer('withheld', entry.at)
        return
      case 'answer_lost':
        this.#answer('lost', entry.at)
        return
      case 'rollback_found':
        this.follows = true
        return
      case 'rolled_back':
        this.isRolledBack = true
        this.cannotRead = false
        return
      case 'cloud_unreadable':
      case 'cloud_readable':
        this.cannotRead = entry.kind === 'cloud_unreadable'
        return
      case 'outcome_learned':
        return
      case 'released':
        this.isReleased = true
        return
      case 'unconfirmed':
        this.holdUntil = Date.parse(entry.data.holdUntil)
        this.end = entry.kind
        return
      default:
        this.end = entry.kind
        this.waits = false
    }
  }

  #answer(call: Call, at: number): void {
    const newest = this.calls.at(-1)
    if (newest === undefined) return
    newest.call = call
    newest.answeredAt = at
  }

  #refuse({ at, data: { fault } }: Of<'apply_refused'>): void {
    this.#answer(fault.kind === 'refused' && PASSING.includes(fault.code) ? 'refused_for_now' : 'refused', at)
    this.isChecked = false
    this.follows = false
    this.isRolledBack = false
  }
}

/** What can be compared: the request as the fold has it, in the model's words. */
export const inWordsOfModel = (request: RollbackRequest) => ({
  waits: request.phase === 'awaiting_decision',
  approvers: request.approvals.map(({ by }) => by),
  beginBy: request.beginBy,
  calls: request.attempts.map(({ attemptId, answer }) => ({ attemptId, call: callOf(answer) })),
  follows: request.following !== null,
  isRolledBack: request.rolledBackAt !== null,
  end: request.end?.name ?? null,
  holdsInstance: request.holdsInstance,
})

const callOf = (answer: RollbackRequest['attempts'][number]['answer']): Call => {
  if (answer === null) return 'unanswered'
  if (answer.kind !== 'refused') return answer.kind
  return answer.fault.kind === 'refused' && PASSING.includes(answer.fault.code) ? 'refused_for_now' : 'refused'
}

export const modelInItsWords = (model: Model) => ({
  waits: model.waits,
  approvers: model.approvers,
  beginBy: model.beginBy,
  calls: model.calls.map(({ attemptId, call }) => ({ attemptId, call })),
  follows: model.follows,
  isRolledBack: model.isRolledBack,
  end: model.end,
  holdsInstance: model.holdsInstance,
})
