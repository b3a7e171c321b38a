import { startWorkLoop, type WorkLoop } from '../work-loop.ts'
import { carry } from './carry.ts'
import type { RunnerParts } from './context.ts'

/** Carries requests to their end, as long as the process lives. `owner` names this process among replicas. */
export const startRunner = (parts: RunnerParts, owner: string): WorkLoop =>
  startWorkLoop({
    role: 'runner',
    owner,
    ledger: parts.ledger,
    clock: parts.clock,
    log: parts.log,
    work: (claim, signal) => carry({ ...parts, claim, signal }),
  })
