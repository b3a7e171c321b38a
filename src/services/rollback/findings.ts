import { z } from 'zod'

/**
 * A finding of the preflight. `blocking` stops the request, `warning` and `note` are shown on the card.
 * The code is machine-readable and closed; words for it are in `src/words`.
 */
export const findingSchema = z.object({
  code: z.enum([
    'instance_missing',
    'instance_state',
    'instance_busy',
    'instance_isolated',
    'instance_expired',
    'instance_without_disk',
    'snapshot_missing',
    'snapshot_state',
    'snapshot_usage',
    'snapshot_other_disk',
    'snapshot_disk_size',
    'snapshot_denied',
    'instance_denied',
    'other_snapshot_busy',
    'snapshot_old',
    'snapshot_newer_exist',
    'data_disks_attached',
    'snapshot_quota_full',
    'check_not_possible',
    'instance_unreadable',
    'snapshots_unreadable',
  ]),
  severity: z.enum(['blocking', 'warning', 'note']),
  /** Facts of the finding by name (a state, an id, a size in GB, a count, a code), for its sentence. */
  facts: z.record(z.string(), z.union([z.string(), z.number(), z.null()])),
})

export type Finding = z.infer<typeof findingSchema>
