import { access, constants, stat } from 'node:fs/promises'
import { dirname, resolve } from 'node:path'
import type { Config } from '../config.ts'
import { type Finding, failed, ok } from './check.ts'

/** Whether the folder of the store can be written to, or made. Makes nothing. */
export const checkStore = async ({ dataDir }: Config): Promise<Finding> => {
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
