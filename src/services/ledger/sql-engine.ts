export type SqlValue = string | number | null
/** A row as the driver gives it: parsed by a schema before anybody trusts it. */
export type SqlRow = Readonly<Record<string, unknown>>

/** A connection inside a transaction. Parameters are written `$1`, `$2`, … in the text. */
export type Sql = {
  readonly all: (text: string, parameters?: readonly SqlValue[]) => Promise<readonly SqlRow[]>
  /** Milliseconds since the UNIX epoch by the store's clock, the same through one transaction. */
  readonly now: number
}

/** What the ledger needs of a database. */
export type SqlEngine = {
  /**
   * Runs `work` in one transaction: committed when it resolves, rolled back when it rejects.
   * Two transactions never see each other's unfinished work.
   */
  readonly transaction: <Result>(work: (sql: Sql) => Promise<Result>) => Promise<Result>
  /** True where the error is the violation of a unique index. */
  readonly isUniqueViolation: (error: unknown) => boolean
  readonly close: () => Promise<void>
}
