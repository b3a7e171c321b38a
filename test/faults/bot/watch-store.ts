import { DatabaseSync, StatementSync } from 'node:sqlite'
import { Client } from 'pg'
import { activity } from './activity.ts'
import type { Effects } from './effects.ts'
import { methodOf } from './methods.ts'

/** What a transaction has changed so far: a name made of its statements, and all that it is about. */
type Change = { readonly names: string[]; about: string }

const newChange = (): Change => ({ names: [], about: '' })

/** `INSERT entries.approved`, `UPDATE requests.runner_owner`; null for what only reads. */
const nameOf = (text: string, parameters: readonly unknown[]): string | null => {
  const [, verb, table, column] =
    /(?<!\bKEY )\b(INSERT|UPDATE|DELETE)\s+(?:INTO\s+|FROM\s+)?(\w+)(?:\s+SET\s+(\w+))?/.exec(text) ?? []
  if (verb === undefined) return null
  if (table !== 'entries') return column === undefined ? `${verb} ${table}` : `${verb} ${table}.${column}`
  return `${verb} entries.${String(parameters[4])}`
}

const isRow = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null

/** Rows of entries that are read show how far their request has come. */
const learnFrom = (rows: readonly unknown[], { learn }: Effects): void => {
  for (const row of rows) {
    if (!isRow(row) || typeof row['kind'] !== 'string' || typeof row['hash'] !== 'string') continue
    learn(String(row['request_id']), row['kind'], row['kind'] === 'submitted' ? String(row['data']) : '')
  }
}
const learnFromInsert = (name: string, values: readonly unknown[], { learn }: Effects): void => {
  if (!name.startsWith('INSERT entries.')) return
  learn(String(values[0]), String(values[4]), values[4] === 'submitted' ? String(values[5]) : '')
}

const label = ({ names }: Change): string => `store ${[...new Set(names)].join(', ')}`

/** The embedded store: a transaction that changed nothing is no effect. */
export const watchSqlite = (effects: Effects): void => {
  let change = newChange()
  let learnt: (() => void)[] = []
  const exec = methodOf(DatabaseSync.prototype, 'exec')
  Reflect.set(DatabaseSync.prototype, 'exec', function (this: DatabaseSync, text: string) {
    if (text.startsWith('BEGIN')) {
      change = newChange()
      learnt = []
    }
    if (text !== 'COMMIT' || change.names.length === 0) return exec(this, [text])
    effects.pass(label(change), change.about, 'before')
    exec(this, [text])
    effects.pass(label(change), change.about, 'after')
    for (const learn of learnt) learn()
    return undefined
  })
  const all = methodOf(StatementSync.prototype, 'all')
  Reflect.set(StatementSync.prototype, 'all', function (this: StatementSync, parameters: unknown = {}) {
    const text = this.sourceSQL
    const rows = all(this, [parameters])
    if (!Array.isArray(rows)) return rows
    const values = isRow(parameters) ? Object.values(parameters) : []
    const name = nameOf(text, values)
    if (name === null) learnFrom(rows, effects)
    else if (rows.length > 0 || !/RETURNING/.test(text)) {
      change.names.push(name)
      change.about += `${values.join(' ')} ${JSON.stringify(rows)}`
      learnt.push(() => learnFromInsert(name, values, effects))
    }
    return rows
  })
}

const isResult = (value: unknown): value is { readonly rows: readonly unknown[]; readonly rowCount: number | null } =>
  isRow(value) && Array.isArray(value['rows'])

/** PostgreSQL, by its driver. */
export const watchPostgres = (effects: Effects): void => {
  const changes = new WeakMap<object, { change: Change; learnt: (() => void)[] }>()
  const query = methodOf(Client.prototype, 'query')
  const watched = async (client: object, text: string, values: readonly unknown[], ask: () => unknown) => {
    if (text.startsWith('BEGIN')) changes.set(client, { change: newChange(), learnt: [] })
    if (text === 'ROLLBACK') changes.delete(client)
    const current = changes.get(client)
    const isCommit = text === 'COMMIT' && (current?.change.names.length ?? 0) > 0
    if (isCommit && current) await effects.arrive(label(current.change), current.change.about, 'before')
    // A text that changes something outside of a transaction is one of its own.
    const alone = current === undefined ? nameOf(text, values) : null
    if (alone !== null) await effects.arrive(`store ${alone}`, text, 'before')
    activity.inFlight += 1
    try {
      const result = await ask()
      if (isCommit && current) {
        await effects.arrive(label(current.change), current.change.about, 'after')
        for (const learn of current.learnt) learn()
        changes.delete(client)
      }
      if (alone !== null) await effects.arrive(`store ${alone}`, text, 'after')
      if (!isResult(result)) return result
      const name = nameOf(text, values)
      if (name === null) learnFrom(result.rows, effects)
      else if ((result.rowCount ?? 0) > 0 && current) {
        current.change.names.push(name)
        current.change.about += `${values.join(' ')} ${JSON.stringify(result.rows)}`
        current.learnt.push(() => learnFromInsert(name, values, effects))
      }
      return result
    } finally {
      activity.inFlight -= 1
      activity.count += 1
    }
  }
  Reflect.set(Client.prototype, 'query', function (this: object, ...parameters: unknown[]) {
    const [text, values] = parameters
    if (typeof text !== 'string') return query(this, parameters)
    return watched(this, text, Array.isArray(values) ? values : [], () => query(this, parameters))
  })
}
