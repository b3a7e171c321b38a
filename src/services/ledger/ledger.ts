import type { Entry, EntryContent } from '../rollback/entry.ts'
import type { Progress } from '../rollback/progress.ts'
import type { RollbackRequest } from '../rollback/request.ts'

/** Who works on a request: at most one runner and one announcer at a time, by claim. */
export type Role = 'runner' | 'announcer'

/** The right to work on a request, until somebody else claims it. An append that names an old claim is refused. */
export type Claim = {
  readonly requestId: string
  readonly role: Role
  readonly owner: string
  readonly number: number
}

export type Append = {
  readonly requestId: string
  /** The `seq` of the request this append was decided on; 0 for a new request. */
  readonly after: number
  readonly content: EntryContent
  /** A person's Slack id, or `BOT_ACTOR`. */
  readonly actor: string
  /** Absent for what a person does, and for the answer to a call that was already sent. */
  readonly claim?: Claim
}

export type AppendRefusal =
  /** Somebody appended first: read again and decide anew. */
  | { readonly ok: false; readonly why: 'moved' }
  /** The fold knows no such transition; a deadline that has passed by the store's clock is one case of it. */
  | { readonly ok: false; readonly why: 'not_allowed' }
  | { readonly ok: false; readonly why: 'claim_lost' }
  /** Another request holds the instance. */
  | { readonly ok: false; readonly why: 'instance_held'; readonly by: string }

export type AppendOutcome =
  | { readonly ok: true; readonly request: RollbackRequest; readonly entry: Entry }
  | AppendRefusal

export type Recorded = {
  readonly request: RollbackRequest
  readonly entries: readonly Entry[]
  /** The newest percent of the rollback in flight; no entry, overwritten each time. */
  readonly progress: Progress | null
  /** Counts everything that could change what the channel shows. */
  readonly news: number
}

/** Where a message of a request stands. A telling that was started and has no `ts` may or may not have been posted. */
export type Telling = {
  readonly requestId: string
  readonly slot: 'card' | 'thread' | 'requester'
  /** The message tells the entries from `fromSeq` to `seq`. */
  readonly fromSeq: number
  readonly seq: number
  /** Milliseconds since the epoch, by the store's clock. */
  readonly startedAt: number
  /** Slack's timestamp of the message (for the slot `requester`: any text); null until it is recorded. */
  readonly ts: string | null
  /** The newest entry that the message shows, by its last edit. */
  readonly showsSeq: number
  /** What the message showed when it was last sent, as a hash; null until then. */
  readonly fingerprint: string | null
}

export type TellingKey = Pick<Telling, 'requestId' | 'slot' | 'seq'>

/** A process on the store that others share with. */
export type Replica = {
  readonly owner: string
  /** For whom it leaves room in what is limited for all of them together. */
  readonly roomFor: readonly string[]
}

/** The processes on a store that several may have open. */
export type Replicas = {
  /**
   * Says that this process lives, and for whom it leaves room. One that the store does not know (any more) is written
   * down as leaving room for everybody, whatever it says: it has taken nothing.
   * @returns everybody who lives, this process included, as all of it stands in one moment
   */
  readonly meet: (owner: string, roomFor: readonly string[]) => Promise<readonly Replica[]>
}

/** The record of all requests. Every method rejects with `LedgerUnavailable` where the store does not answer. */
export type Ledger = {
  /** Milliseconds since the UNIX epoch by the store's clock. */
  readonly now: () => Promise<number>
  readonly append: (append: Append) => Promise<AppendOutcome>
  readonly read: (requestId: string) => Promise<Recorded | null>
  /** The request that holds the instance. */
  readonly holderOf: (instanceKey: string) => Promise<RollbackRequest | null>

  /**
   * Claims up to `limit` requests that have work for this role and that nobody holds.
   * @param toBegin at most so many of them are not begun (`NOT_BEGUN`); any number where it is left out
   */
  readonly claim: (role: Role, owner: string, limit: number, toBegin?: number) => Promise<readonly Claim[]>
  /** Renews all claims of the owner; answers those that are still held. */
  readonly renew: (role: Role, owner: string) => Promise<ReadonlySet<string>>
  readonly release: (claim: Claim) => Promise<void>

  /** False where the claim is no longer held. */
  readonly saveProgress: (claim: Claim, progress: Progress) => Promise<boolean>

  readonly tellings: (requestId: string) => Promise<readonly Telling[]>
  /** Records that a message is about to be posted. False where the claim is lost. */
  readonly startTelling: (claim: Claim, telling: Pick<Telling, 'slot' | 'fromSeq' | 'seq'>) => Promise<boolean>
  /** Forgets a telling that was started and certainly not posted. */
  readonly dropTelling: (claim: Claim, key: TellingKey) => Promise<void>
  readonly recordTelling: (
    key: TellingKey,
    shown: { ts: string; showsSeq: number; fingerprint: string },
  ) => Promise<void>
  /** Nothing is left to tell up to this count of news. */
  readonly markAnnounced: (claim: Claim, news: number) => Promise<void>

  /** Calls back with the request's id after something about it was committed, here or in another replica. */
  readonly onChange: (listener: (requestId: string) => void) => () => void
  /** As `onChange`, for one request. */
  readonly onChangeOf: (requestId: string, listener: () => void) => () => void
  /** The processes that share the store; null where this one has it alone. */
  readonly replicas: Replicas | null
  readonly close: () => Promise<void>
}

/** How long a claim lasts without being renewed, in milliseconds. */
export const LEASE = 10_000
/** How often claims are renewed, in milliseconds. */
export const RENEWAL = 3_000
/** How long a replica is counted after it last said that it lives, in milliseconds. */
export const REPLICA_LIFE = 4_000

/** Another process has the embedded store open. */
export class LedgerLocked extends Error {
  override readonly name = 'LedgerLocked'
}

/** The store does not answer; the work stays due and is taken up again. */
export class LedgerUnavailable extends Error {
  override readonly name = 'LedgerUnavailable'
}

/** The store refuses until a person changes something: a wrong password, an unknown database, missing rights. */
export class LedgerRefused extends Error {
  override readonly name = 'LedgerRefused'
}

/** What the store holds is not what was written: the chain of hashes or the order of entries is broken. */
export class LedgerCorrupt extends Error {
  override readonly name = 'LedgerCorrupt'
}
