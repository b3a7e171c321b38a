import { flushCompileCache } from 'node:module'
import { setFlagsFromString } from 'node:v8'
import { runInNewContext } from 'node:vm'

/**
 * What a process does once it is ready and may run for weeks: it keeps what was compiled for the next start (start.js),
 * also where it is killed, and lets go of what only the start needed. Where a machine has much memory, V8 lets a heap
 * grow to a multiple of what is alive in it; from now on a tenth more must do.
 *
 * None of these flags may stand on the command line: V8 takes no compiled code that was kept under other flags, neither
 * this program's (hence the order here) nor the one that Node.js brings for itself.
 */
export const settle = (): void => {
  flushCompileCache()
  setFlagsFromString('--heap-growing-percent=10')
  setFlagsFromString('--expose-gc')
  runInNewContext('gc()')
}
