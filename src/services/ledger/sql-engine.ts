import type { Replicas, Role } from './ledger.ts'

export type SqlValue = string | number | null
/** A row as the driver gives it: parsed by a schema before anybody trusts it. */
export type SqlRow = Readonly<Record<string, unknown>>

/** A connection inside a transaction. Parameters are written `$1`, `$2`, … in the text. */
export type Sql = {
  readonly all: (text: string, parameters?: readonly SqlValue[]) => Promise<readonly SqlRow[]>
  /** Milliseconds since the UNIX epoch by the store's clock, the same through one transaction. */
  readonly now: number
}

/** What the ledger needs of a database. Every method rejects with `LedgerUnavailable` where it does not answer. */
export type SqlEngine = {
  /** Runs `work`, which changes nothing, on one consistent view of everything committed. */
  readonly read: <Result>(work: (sql: Sql) => Promise<Result>) => Promise<Result>
  /**
   * Runs `work` in one transaction: committed when it resolves, rolled back when it rejects. It may be run again from
   * its beginning after a rollback, so it has no other effects.
   * @param requestId the request whose row stays as it is until the transaction ends, whoever else wants to change
   *   it; `sql.now` is read after that is so. Left out: nothing is held beforehand.
   */
  readonly write: <Result>(work: (sql: Sql) => Promise<Result>, requestId?: string) => Promise<Result>
  /** What a `SELECT` of rows that the same statement updates must end with. */
  readonly toUpdate: string
  /** True where the error is the violation of a unique index. */
  readonly isUniqueViolation: (error: unknown) => boolean

  /** Resolves once the database would notice the end of this process as the end of this owner of claims of the role. */
  readonly stayPresent: (role: Role, owner: string) => Promise<void>
  /** An SQL condition: the process that owns the row's claim of this role is certainly not connected any more. */
  readonly ownerIsGone: (role: Role) => string
  /** Tells the other processes on this database, when the transaction commits, that the request changed. */
  readonly tellOthers: (sql: Sql, requestId: string) => Promise<void>
  /** Sets who is called with the request's id after another process committed a change. */
  readonly onToldByOthers: (listener: (requestId: string) => void) => void
  /** null where one process alone has the database. */
  readonly replicas: Replicas | null

  readonly close: () => Promise<void>
}
