import { type Part, type Sentence, sentence } from '../parts.ts'

/** What a rollback takes away, in the request modal and on the card. */
export const loss = {
  heading: 'What will be lost',
  dryRunHeading: 'What a real rollback would take away',
  since: (at: Part, age: string): Sentence =>
    sentence`Everything written to the system disk since ${at} (${age}) will be gone.`,
  sinceUnknown: sentence`Everything written to the system disk since the snapshot was taken will be gone; when that was is not known.`,
  gone: (at: Part): Sentence => sentence`Everything written to the system disk since ${at} is gone.`,
  shutdown: sentence`The instance is running: it will be shut down by force first. It may stay stopped afterwards.`,
  stopped: sentence`The instance is stopped: it may stay stopped afterwards.`,
  reverts: sentence`Passwords, keys, certificates and cron jobs go back too.`,
  stays: sentence`Addresses, firewall rules and data disks stay as they are.`,
}
