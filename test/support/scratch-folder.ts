import { mkdtempSync, statfsSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

const MEMORY = '/dev/shm'
/** Less than this is the small default of a container, which a few stores would fill. */
const ENOUGH = 1024 ** 3

const isRoomy = (folder: string): boolean => {
  try {
    const { bavail, bsize } = statfsSync(folder)
    return bavail * bsize >= ENOUGH
  } catch {
    return false
  }
}

/**
 * Makes an empty folder for one test: in memory where the machine has such a place, since a store waits for its disk at
 * every commit and no test lets the machine itself crash.
 * @returns its path; whoever asked for it removes it
 */
export const scratchFolder = (name: string): string =>
  mkdtempSync(join(isRoomy(MEMORY) ? MEMORY : tmpdir(), `keeper-${name}-`))
