import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { z } from 'zod'
import { type Entry, entryContentSchema } from '../../src/services/rollback/entry.ts'
import { foldAll } from '../../src/services/rollback/fold.ts'
import type { RollbackRequest } from '../../src/services/rollback/request.ts'

/** One request as the store has it. `request` is null where its entries do not follow from each other. */
export type StoredRequest = {
  readonly requestId: string
  readonly entries: readonly Entry[]
  readonly request: RollbackRequest | null
}

const rowSchema = z.object({
  request_id: z.string(),
  seq: z.coerce.number(),
  at: z.coerce.number(),
  actor: z.string(),
  kind: z.string(),
  data: z.string(),
  hash: z.string(),
})

const toEntry = (row: unknown): Entry => {
  const { request_id: requestId, seq, at, actor, kind, data, hash } = rowSchema.parse(row)
  return { ...entryContentSchema.parse({ kind, data: JSON.parse(data) }), requestId, seq, at, actor, hash }
}

/** False while the bot still makes its store: the file is there before its tables. */
const isMade = (database: DatabaseSync): boolean =>
  database.prepare("SELECT 1 FROM sqlite_schema WHERE name = 'entries'").get() !== undefined

const readAll = (database: DatabaseSync): readonly StoredRequest[] =>
  isMade(database) ? groupRows(database.prepare('SELECT * FROM entries ORDER BY rowid').all()) : []

/** Rows of the table `entries` as the requests that they tell. */
export const groupRows = (rows: readonly unknown[]): readonly StoredRequest[] => {
  const byRequest = Map.groupBy(rows.map(toEntry), ({ requestId }) => requestId)
  return [...byRequest].map(([requestId, unsorted]) => {
    const entries = unsorted.toSorted((one, other) => one.seq - other.seq)
    return { requestId, entries, request: foldAll(entries) }
  })
}

const open = (folder: string): DatabaseSync | null => {
  const file = join(folder, 'ledger.sqlite')
  return existsSync(file) ? new DatabaseSync(file, { readOnly: true }) : null
}

/** Every request of the embedded store in a folder, oldest first, read beside the bot and without its code. */
export const readRecords = (folder: string): readonly StoredRequest[] => {
  const database = open(folder)
  try {
    return database === null ? [] : readAll(database)
  } finally {
    database?.close()
  }
}

/** As `readRecords`, for whoever looks again and again: the store is read anew only after it has changed. */
export const createRecordReader = (folder: string) => {
  let database: DatabaseSync | null = null
  let seen: unknown = null
  let records: readonly StoredRequest[] = []

  return {
    read: (): readonly StoredRequest[] => {
      database ??= open(folder)
      if (database === null) return []
      const version = database.prepare('PRAGMA data_version').get()?.['data_version']
      if (version !== seen) records = readAll(database)
      seen = version
      return records
    },
    close: (): void => {
      database?.close()
      database = null
    },
  }
}
