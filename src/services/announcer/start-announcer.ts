import { startWorkLoop, type WorkLoop } from '../work-loop.ts'
import { announce } from './announce.ts'
import type { AnnouncerParts } from './context.ts'

/** Tells in the channel what the ledger says, as long as the process lives. */
export const startAnnouncer = (parts: AnnouncerParts, owner: string): WorkLoop =>
  startWorkLoop({
    role: 'announcer',
    owner,
    ledger: parts.ledger,
    clock: parts.clock,
    log: parts.log,
    work: (claim, signal) => announce({ ...parts, claim, signal }),
  })
