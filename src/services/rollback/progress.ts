/** How far a rollback has come: measured while it runs, never an entry of the ledger. */
export type Progress = {
  /** 0 to 100; null where the cloud does not tell it. */
  readonly percent: number | null
  /** When the percentage was read, in milliseconds since the UNIX epoch. */
  readonly observedAt: number
  /** When the rollback began, in milliseconds since the UNIX epoch. */
  readonly startedAt: number
  /** Estimated time left in milliseconds; null where there is nothing to estimate from. */
  readonly remaining: number | null
}
