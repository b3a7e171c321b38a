type Write = (fields: Readonly<Record<string, unknown>>, message: string) => void

/** What services write to; pino's logger fits it. Fields never hold secrets: tokens and keys stay in `config.ts`. */
export type Log = {
  readonly debug: Write
  readonly info: Write
  readonly warn: Write
  readonly error: Write
}

/** An error as fields of a log line. */
export const errorFields = (error: unknown): Readonly<Record<string, unknown>> =>
  error instanceof Error
    ? { error: error.message, errorName: error.name, stack: error.stack }
    : { error: String(error) }
