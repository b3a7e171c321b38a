import type { EndName, Phase } from '../services/rollback/request.ts'

/** One emoji for each state, the same everywhere; by Slack's shortcode. */
export const STATE_EMOJI = {
  submitted: 'hourglass_flowing_sand',
  awaiting_decision: 'raised_hand',
  approved: 'hourglass_flowing_sand',
  safety_sending: 'hourglass_flowing_sand',
  safety_withheld: 'hourglass_flowing_sand',
  safety_refused: 'hourglass_flowing_sand',
  safety_looking: 'mag',
  safety_creating: 'camera_with_flash',
  safety_ready: 'hourglass_flowing_sand',
  applying: 'hourglass_flowing_sand',
  withheld: 'hourglass_flowing_sand',
  refused: 'hourglass_flowing_sand',
  looking: 'mag',
  rolling_back: 'arrows_counterclockwise',
  settling: 'arrows_counterclockwise',
  succeeded: 'white_check_mark',
  rehearsed: 'test_tube',
  failed: 'x',
  unconfirmed: 'question',
  denied: 'no_entry',
  expired: 'alarm_clock',
  cancelled: 'heavy_minus_sign',
  rejected: 'x',
} as const satisfies Record<Exclude<Phase, 'ended'> | EndName, string>

export const DRY_RUN_EMOJI = 'test_tube'

export const SEVERITY_EMOJI = { blocking: 'x', warning: 'warning', note: 'information_source' } as const
