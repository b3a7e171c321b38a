import type { CloudFault } from '../../src/services/rollback/cloud-objects.ts'
import { digestOf, hashOf } from '../../src/services/rollback/digest.ts'
import {
  BOT_ACTOR,
  type Entry,
  type EntryContent,
  type EntryData,
  type RollbackFacts,
  type Stays,
} from '../../src/services/rollback/entry.ts'
import { fold } from '../../src/services/rollback/fold.ts'
import type { RollbackRequest } from '../../src/services/rollback/request.ts'

/**
 * Makes requests the only way they can come about: by folding entries with real hashes. Each call appends one entry
 * one second after the one before; a transition that the fold refuses throws.
 */

export const NOW = Date.UTC(2026, 10, 23, 22, 5)
export const REQUESTER = 'U0ANA'
export const APPROVER = 'U0BEN'
export const SAFETY_NAME = 'keeper-R-2026-11-23-1'
export const SAFETY_SNAPSHOT = 'lhsnap-safety01'
export const CLOUD_REQUEST_ID = '7b0e3a54-0f35-4c1e-9a0b-1f2d3c4b5a69'

export const REFUSED_FOR_NOW: Extract<CloudFault, { kind: 'refused' }> = {
  kind: 'refused',
  action: 'ApplyInstanceSnapshot',
  region: 'ap-singapore',
  code: 'UnsupportedOperation.DiskBusy',
  message: 'The disk is busy.',
  requestId: '0d6d1c1a-52b1-4f1e-8e3c-8f0e6a1b2c3d',
}

type Options = {
  readonly requestId?: string
  readonly at?: number
  readonly instanceName?: string
  readonly snapshotName?: string
  readonly reason?: string
  readonly facts?: Partial<RollbackFacts>
  readonly dryRun?: boolean
  readonly safetySnapshot?: boolean
  readonly approvalsRequired?: number
  readonly findings?: EntryData<'opened'>['findings']
}

export class RequestBuilder {
  readonly entries: readonly Entry[]
  readonly request: RollbackRequest | null
  readonly #options: Options

  constructor(options: Options, entries: readonly Entry[] = [], request: RollbackRequest | null = null) {
    this.#options = options
    this.entries = entries
    this.request = request
  }

  /** The folded request; throws where nothing was appended yet. */
  get built(): RollbackRequest {
    if (this.request === null) throw new Error('nothing was appended yet')
    return this.request
  }

  /** The newest entry. */
  get last(): Entry {
    const entry = this.entries.at(-1)
    if (entry === undefined) throw new Error('nothing was appended yet')
    return entry
  }

  /** The entries of these kinds, as a message would tell them. */
  told(...kinds: readonly EntryContent['kind'][]): readonly Entry[] {
    return this.entries.filter(({ kind }) => kinds.includes(kind))
  }

  append(content: EntryContent, { actor = BOT_ACTOR, after = 1000 }: { actor?: string; after?: number } = {}) {
    const previous = this.entries.at(-1)
    const position = {
      requestId: this.#options.requestId ?? 'R-2026-11-23-1',
      seq: (previous?.seq ?? 0) + 1,
      at: previous === undefined ? (this.#options.at ?? NOW) : previous.at + after,
      actor,
    }
    const entry: Entry = { ...content, ...position, hash: hashOf({ ...content, ...position }, previous?.hash ?? '') }
    const request = fold(this.request, entry)
    if (request === null) throw new Error(`${entry.kind} cannot follow ${this.request?.phase ?? 'nothing'}`)
    return new RequestBuilder(this.#options, [...this.entries, entry], request)
  }

  submitted() {
    const { instanceName = 'shop-web-1', reason = 'The upgrade broke the shop' } = this.#options
    const { dryRun = false, safetySnapshot = false } = this.#options
    const wanted = safetySnapshot ? { dryRun, safetySnapshot } : dryRun ? { dryRun } : null
    const data: EntryData<'submitted'> = {
      requester: this.#options.facts?.requester ?? REQUESTER,
      region: this.#options.facts?.region ?? 'ap-singapore',
      instanceId: this.#options.facts?.instance?.instanceId ?? 'lhins-4f7h2k9q',
      instanceName,
      snapshotId: this.#options.facts?.snapshot?.snapshotId ?? 'lhsnap-8c1d0e2f',
      reason,
      viewId: null,
      ...(wanted !== null && { options: wanted }),
    }
    return this.append({ kind: 'submitted', data }, { actor: data.requester })
  }

  opened() {
    const before = this.request === null ? this.submitted() : this
    const facts = this.#facts(before.built)
    return before.append({
      kind: 'opened',
      data: {
        facts,
        digest: digestOf(facts),
        findings: [...(this.#options.findings ?? [])],
        approvalsRequired: this.#options.approvalsRequired ?? 1,
        decideBy: new Date(before.last.at + 1_800_000).toISOString(),
        approvalTtlSeconds: 900,
      },
    })
  }

  #facts({ requestId, submission }: RollbackRequest): RollbackFacts {
    return {
      requestId,
      endpoint: 'lighthouse.intl.tencentcloudapi.com',
      region: submission.region,
      instance: {
        instanceId: submission.instanceId,
        name: submission.instanceName,
        state: 'RUNNING',
        diskId: 'lhdisk-1a2b3c4d',
        diskSize: 60,
      },
      snapshot: {
        snapshotId: submission.snapshotId,
        name: this.#options.snapshotName ?? 'before-upgrade',
        createdTime: new Date((this.#options.at ?? NOW) - 76 * 3_600_000).toISOString(),
        diskId: 'lhdisk-1a2b3c4d',
        diskSize: 60,
      },
      reason: submission.reason,
      requester: submission.requester,
      ...(submission.options !== undefined && { options: submission.options }),
      ...this.#options.facts,
    }
  }

  rejected(rejection: EntryData<'rejected'>['rejection']) {
    return this.append({ kind: 'rejected', data: { rejection } })
  }

  approved(by: string = APPROVER) {
    return this.append({ kind: 'approved', data: { by } }, { actor: by })
  }

  denied(by: string = APPROVER, reason = 'Not in business hours') {
    return this.append({ kind: 'denied', data: { by, reason } }, { actor: by })
  }

  cancelled() {
    const by = this.built.submission.requester
    return this.append({ kind: 'cancelled', data: { by } }, { actor: by })
  }

  expired(waitedFor: 'decision' | 'start' = 'decision') {
    return this.append({ kind: 'expired', data: { waitedFor } }, { after: 3_600_000 })
  }

  checked(findings: EntryData<'checked'>['findings'] = []) {
    return this.append({ kind: 'checked', data: { findings, instanceState: 'RUNNING' } })
  }

  /** At the gate of the safety snapshot, checked. */
  safetyIntended() {
    return this.checked().append({
      kind: 'safety_intended',
      data: { safetyId: 'safety-1', name: SAFETY_NAME, before: ['lhsnap-8c1d0e2f'] },
    })
  }

  safetyWithheld(waitedSeconds = 7) {
    return this.safetyIntended().append({ kind: 'safety_withheld', data: { safetyId: 'safety-1', waitedSeconds } })
  }

  safetyAccepted(snapshotId = SAFETY_SNAPSHOT) {
    return this.safetyIntended().append({
      kind: 'safety_accepted',
      data: { safetyId: 'safety-1', snapshotId, cloudRequestId: CLOUD_REQUEST_ID },
    })
  }

  safetyRefused(fault: CloudFault = REFUSED_FOR_NOW) {
    return this.safetyIntended().append({ kind: 'safety_refused', data: { safetyId: 'safety-1', fault } })
  }

  safetyLost(why: 'no_answer' | 'restart' = 'no_answer') {
    const data = { safetyId: 'safety-1', why, detail: 'connection lost' }
    return this.safetyIntended().append({ kind: 'safety_lost', data })
  }

  safetyFound(snapshotId = SAFETY_SNAPSHOT) {
    return this.append({ kind: 'safety_found', data: { snapshotId } })
  }

  /** The safety snapshot is ready; accepted first, where it was not. */
  secured() {
    const before = this.built.phase === 'safety_creating' ? this : this.safetyAccepted()
    const snapshotId = before.built.safety?.snapshotId ?? SAFETY_SNAPSHOT
    const createdTime = new Date(before.last.at).toISOString()
    return before.append({ kind: 'safety_ready', data: { snapshotId, createdTime } }, { after: 90_000 })
  }

  /** Checked, if it was not since the last answer or the safety snapshot, and at the gate. */
  intended() {
    const { attempts, safety, checked } = this.built
    const answered = Math.max(attempts.at(-1)?.answer?.at ?? 0, safety?.ready?.at ?? 0)
    const before = checked === null || checked.at < answered ? this.checked() : this
    const attempt = before.built.attempts.length + 1
    return before.append({
      kind: 'apply_intended',
      data: { attempt, attemptId: `attempt-${attempt}`, baseline: [] },
    })
  }

  withheld(waitedSeconds = 7) {
    const gate = this.#atGate()
    return gate.append({ kind: 'apply_withheld', data: { attemptId: gate.#attemptId, waitedSeconds } })
  }

  accepted(cloudRequestId = CLOUD_REQUEST_ID) {
    const gate = this.#atGate()
    return gate.append({ kind: 'apply_accepted', data: { attemptId: gate.#attemptId, cloudRequestId } })
  }

  refused(fault: CloudFault = REFUSED_FOR_NOW) {
    const gate = this.#atGate()
    return gate.append({ kind: 'apply_refused', data: { attemptId: gate.#attemptId, fault } })
  }

  answerLost(why: 'no_answer' | 'restart' = 'no_answer', detail = 'connection lost: socket hang up') {
    const gate = this.#atGate()
    return gate.append({ kind: 'answer_lost', data: { attemptId: gate.#attemptId, why, detail } })
  }

  /** Checked and intended where that has not happened yet. */
  #atGate(): RequestBuilder {
    return ['approved', 'safety_ready', 'refused'].includes(this.built.phase) ? this.intended() : this
  }

  get #attemptId(): string {
    return this.built.attempts.at(-1)?.attemptId ?? 'none'
  }

  found(cloudRequestId = CLOUD_REQUEST_ID, differs = false) {
    return this.append({ kind: 'rollback_found', data: { cloudRequestId, differs } })
  }

  unreadable(fault: CloudFault = LOST) {
    return this.append({ kind: 'cloud_unreadable', data: { fault } })
  }

  readable() {
    return this.append({ kind: 'cloud_readable', data: {} })
  }

  rolledBack() {
    const cloudRequestId = this.built.following?.cloudRequestId ?? CLOUD_REQUEST_ID
    return this.append({ kind: 'rolled_back', data: { cloudRequestId } }, { after: 25_000 })
  }

  succeeded(data: Partial<EntryData<'succeeded'>> = {}) {
    const before = this.built.phase === 'settling' ? this : this.rolledBack()
    const cloudRequestId = before.built.following?.cloudRequestId ?? CLOUD_REQUEST_ID
    return before.append({
      kind: 'succeeded',
      data: { cloudRequestId, instanceState: 'RUNNING', settled: true, ...data },
    })
  }

  failed(failure: EntryData<'failed'>['failure'], stays?: Stays) {
    return this.append({ kind: 'failed', data: { failure, ...(stays !== undefined && { stays }) } })
  }

  unconfirmed(doubt: EntryData<'unconfirmed'>['doubt'], stays?: Stays) {
    const holdUntil = new Date(this.last.at + 360_000).toISOString()
    return this.append({ kind: 'unconfirmed', data: { doubt, holdUntil, ...(stays !== undefined && { stays }) } })
  }

  learned(outcome: EntryData<'outcome_learned'>['outcome']) {
    return this.append({ kind: 'outcome_learned', data: { outcome } })
  }

  released() {
    return this.append({ kind: 'released', data: {} }, { after: 400_000 })
  }
}

export const LOST: Extract<CloudFault, { kind: 'no_answer' }> = {
  kind: 'no_answer',
  action: 'DescribeSnapshots',
  region: 'ap-singapore',
  detail: 'network timeout',
  sent: true,
}

/** `aRequest().opened().approved('U…').accepted()…`; its `built` is the folded request. */
export const aRequest = (options: Options = {}): RequestBuilder => new RequestBuilder(options)
