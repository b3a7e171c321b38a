import { startWorkLoop, type WorkLoop } from '../work-loop.ts'
import { carry } from './carry.ts'
import type { RunnerParts } from './context.ts'

/**
 * Carries requests to their end, as long as the process lives. `owner` names this process among replicas. It takes no
 * more than it can soon begin: what waits in the ledger is there for whichever replica has a turn first, and is read
 * only right before its call.
 */
export const startRunner = (parts: RunnerParts, owner: string): WorkLoop =>
  startWorkLoop({
    role: 'runner',
    owner,
    ledger: parts.ledger,
    clock: parts.clock,
    log: parts.log,
    room: parts.cloud.room,
    work: (claim, signal) => carry({ ...parts, claim, signal }),
  })
