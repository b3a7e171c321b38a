import { flushCompileCache } from 'node:module'
import { setFlagsFromString } from 'node:v8'
import { runInNewContext } from 'node:vm'

/**
 * What a process does once it is ready and may run for weeks: it keeps what was compiled for the next start (start.js),
 * also where it is killed, and lets go of what only the start needed. Where a machine has much memory, V8 lets a heap
 * grow to a multiple of what is alive in it; from now on a tenth more must do, reckoned from this collection: left to
 * itself, the first one comes late and the bound with it.
 *
 * On the command line these flags would make every start slower (docs/performance.md).
 */
export const settle = (): void => {
  flushCompileCache()
  setFlagsFromString('--heap-growing-percent=10')
  setFlagsFromString('--expose-gc')
  runInNewContext('gc()')
}
