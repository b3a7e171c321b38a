import { flushCompileCache } from 'node:module'
import { setFlagsFromString } from 'node:v8'

/**
 * What a process does once it is ready and may run for weeks. Where a machine has much memory, V8 lets a heap grow to a
 * multiple of what is alive in it; from now on a tenth more must do. Set at the start already, it would slow that down.
 */
export const settle = (): void => {
  setFlagsFromString('--heap-growing-percent=10')
  // For the next start (start.js), also where this process is killed.
  flushCompileCache()
}
