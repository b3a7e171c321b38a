import { access, constants, stat } from 'node:fs/promises'
import { dirname, resolve } from 'node:path'
import type { Config } from '../config.ts'
import { LedgerRefused, LedgerUnavailable } from '../services/ledger/ledger.ts'
import { lookAtPostgres } from '../services/ledger/look-at-postgres.ts'
import { type Finding, failed, ok } from './check.ts'

/** Whether the store that the configuration names can be used. Makes nothing and changes nothing. */
export const checkStore = ({ databaseUrl, dataDir }: Config): Promise<Finding> =>
  databaseUrl === null ? checkFolder(dataDir) : checkDatabase(databaseUrl)

const checkDatabase = async (url: string): Promise<Finding> => {
  const what = 'DATABASE_URL'
  const sight = await lookAtPostgres(url).catch((error: unknown) => error)
  if (sight instanceof LedgerRefused) return failed(what, sight.message, 'Then run this again.')
  if (sight instanceof LedgerUnavailable) {
    return failed(what, sight.message, 'Start the server, or check host and port; the bot itself waits for it.')
  }
  if (sight instanceof Error) throw sight
  return ok(
    what,
    sight === 'prepared' ? 'PostgreSQL answers, with tables of the bot' : 'PostgreSQL answers, and tables can be made',
  )
}

/** Whether the folder can be written to, or made. */
const checkFolder = async (dataDir: string): Promise<Finding> => {
  const folder = resolve(dataDir)
  const what = 'DATA_DIR'
  try {
    const exists = await stat(folder).then(
      (found) => found.isDirectory(),
      () => false,
    )
    await access(exists ? folder : dirname(folder), constants.W_OK | constants.X_OK)
    return ok(what, exists ? `${folder} can be written to` : `${folder} can be made`)
  } catch {
    return failed(what, `${folder} cannot be written to`, 'Name a folder on a local disk that this user may write to.')
  }
}
