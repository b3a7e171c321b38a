import { flushCompileCache } from 'node:module'
import { setFlagsFromString } from 'node:v8'

/**
 * What a process does once it is ready and may run for weeks: it keeps what was compiled for the next start (start.js),
 * also where it is killed, and lets go of what only the start needed. Where a machine has much memory, V8 lets a heap
 * grow to a multiple of what is alive in it; from now on a tenth more must do. A start would be slower with that, and
 * V8 takes no compiled code that was kept under other flags: hence the order.
 */
export const settle = (): void => {
  flushCompileCache()
  setFlagsFromString('--heap-growing-percent=10')
  // There with `--expose-gc`, as in `npm start`.
  globalThis.gc?.()
}
