import type { Log } from '../../src/services/log.ts'

/** A log that only keeps what was said. */
export const createQuietLog = (): { readonly log: Log; readonly lines: () => readonly string[] } => {
  const lines: string[] = []
  const write = (fields: Readonly<Record<string, unknown>>, message: string) => {
    lines.push(`${message} ${JSON.stringify(fields)}`)
  }
  return { log: { debug: write, info: write, warn: write, error: write }, lines: () => lines }
}
