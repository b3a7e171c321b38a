import type { Entry, EntryKind, SafetyFailure } from '../../../src/services/rollback/entry.ts'
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

/** The safety snapshot, from its gate. `ready` is null until it can be rolled back to. */
type Safety = {
  readonly safetyId: string
  readonly intendedAt: number
  readonly before: readonly string[]
  call: 'unanswered' | 'lost' | 'accepted' | 'refused' | 'withheld'
  snapshotId: string | null
  readyAt: number | null
}

const MINUTE = 60_000

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
  wantsSafety = false
  safety: Safety | null = null
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
    return this.isRunning && !this.isSecuring && [null, 'refused', 'refused_for_now'].includes(this.call)
  }

  /** The safety snapshot is requested, looked for or made. */
  get isSecuring(): boolean {
    return this.isRunning && this.safety !== null && this.safety.readyAt === null
  }

  get isWaitingForSafety(): boolean {
    return this.isSecuring && (this.safety?.call === 'lost' || this.safety?.call === 'accepted')
  }

  /** The call was sent, and what became of it is being looked at. */
  get isLooking(): boolean {
    if (!this.isRunning || this.isSecuring || this.isRolledBack) return false
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
        return (
          this.#isSubmitted &&
          entry.data.facts.requestId === this.requestId &&
          (entry.data.facts.options?.safetySnapshot === true) === this.wantsSafety
        )
      case 'approved':
        return this.#mayDecide(entry) && !this.approvers.includes(entry.data.by)
      case 'denied':
        return this.#mayDecide(entry)
      case 'cancelled':
        return this.waits && entry.data.by === this.requester
      case 'expired':
        return entry.data.waitedFor === 'decision'
          ? this.waits && entry.at > this.decideBy
          : this.isFree && this.call === null && this.safety === null && entry.at > (this.beginBy ?? 0)
      case 'checked':
        return this.isFree
      case 'safety_intended':
        return (
          this.wantsSafety && this.safety === null && this.isFree && this.isChecked && entry.at <= (this.beginBy ?? 0)
        )
      case 'safety_accepted':
      case 'safety_refused':
        return this.end === null && this.#answersSafety(entry.data.safetyId, 'unanswered', 'lost')
      case 'safety_withheld':
      case 'safety_lost':
        return this.#answersSafety(entry.data.safetyId, 'unanswered')
      case 'safety_found':
        return (
          this.isSecuring &&
          this.safety?.call === 'lost' &&
          this.safety.snapshotId === null &&
          !this.safety.before.includes(entry.data.snapshotId)
        )
      case 'safety_ready':
        return (
          this.isSecuring &&
          this.safety?.snapshotId === entry.data.snapshotId &&
          entry.at <= this.safety.intendedAt + 30 * MINUTE
        )
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
        if (this.end === null) return false
        return entry.data.outcome.kind.startsWith('safety_') ? this.safety?.call === 'lost' : this.calls.length > 0
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
    return this.isFree || this.isWaitingForSafety || this.isLooking || (this.isRunning && this.isRolledBack)
  }

  #mayDecide({ at, data }: Of<'approved'> | Of<'denied'>): boolean {
    return this.waits && at <= this.decideBy && data.by !== this.requester
  }

  #mayPassGate({ at, data }: Of<'apply_intended'>): boolean {
    if (!this.isFree || !this.isChecked || data.attempt !== this.calls.length + 1 || data.attempt > 3) return false
    if (this.call !== null) return this.call === 'refused_for_now'
    if (!this.wantsSafety) return at <= (this.beginBy ?? 0)
    return this.safety !== null && this.safety.readyAt !== null && at <= this.safety.readyAt + 10 * MINUTE
  }

  #answersSafety(safetyId: string, ...calls: readonly Safety['call'][]): boolean {
    return this.safety?.safetyId === safetyId && calls.includes(this.safety.call)
  }

  #mayFailSecuring(why: SafetyFailure['why']): boolean {
    if (this.safety === null) return false
    const { call, snapshotId, readyAt } = this.safety
    const isKnown = this.isWaitingForSafety && snapshotId !== null
    const isReady = this.isFree && readyAt !== null
    switch (why) {
      case 'withheld':
      case 'refused':
        return this.isSecuring && call === why
      case 'not_found':
      case 'several':
        return this.isWaitingForSafety && snapshotId === null
      case 'creation_failed':
      case 'too_slow':
        return isKnown
      case 'unreadable':
        return this.isWaitingForSafety
      case 'vanished':
        return isKnown || isReady
      case 'too_late':
        return isKnown || (isReady && this.call === null)
    }
  }

  #answersCall(attemptId: string): boolean {
    return this.calls.at(-1)?.attemptId === attemptId && (this.call === 'unanswered' || this.call === 'lost')
  }

  #mayFail({ data: { failure } }: Of<'failed'>): boolean {
    switch (failure.cause) {
      case 'changed':
      case 'check':
        return this.isFree
      case 'safety':
        return this.#mayFailSecuring(failure.safety.why)
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
        this.wantsSafety = entry.data.options?.safetySnapshot === true
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
      case 'safety_intended': {
        const { safetyId, before } = entry.data
        this.safety = { safetyId, before, intendedAt: entry.at, call: 'unanswered', snapshotId: null, readyAt: null }
        return
      }
      case 'safety_accepted':
      case 'safety_refused':
      case 'safety_withheld':
      case 'safety_lost':
      case 'safety_found':
      case 'safety_ready':
        this.#secure(entry)
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

  #secure(entry: Extract<Entry, { kind: `safety_${string}` }>): void {
    const { safety, isSecuring } = this
    if (safety === null) return
    switch (entry.kind) {
      case 'safety_accepted':
        safety.call = 'accepted'
        if (isSecuring) safety.snapshotId = entry.data.snapshotId
        return
      case 'safety_refused':
        safety.call = 'refused'
        if (isSecuring) safety.snapshotId = null
        return
      case 'safety_withheld':
        safety.call = 'withheld'
        return
      case 'safety_lost':
        safety.call = 'lost'
        return
      case 'safety_found':
        safety.snapshotId = entry.data.snapshotId
        return
      case 'safety_ready':
        safety.readyAt = entry.at
        this.isChecked = false
        this.cannotRead = false
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
  safety: safetyInWords(request),
  follows: request.following !== null,
  isRolledBack: request.rolledBackAt !== null,
  end: request.end?.name ?? null,
  holdsInstance: request.holdsInstance,
})

const safetyInWords = ({ safety }: RollbackRequest) =>
  safety === null
    ? null
    : {
        call: safety.answer?.kind ?? 'unanswered',
        snapshotId: safety.snapshotId,
        readyAt: safety.ready?.at ?? null,
      }

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
  safety:
    model.safety === null
      ? null
      : { call: model.safety.call, snapshotId: model.safety.snapshotId, readyAt: model.safety.readyAt },
  follows: model.follows,
  isRolledBack: model.isRolledBack,
  end: model.end,
  holdsInstance: model.holdsInstance,
})
