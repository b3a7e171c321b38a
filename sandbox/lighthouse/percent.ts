import type { RollbackPlan } from './control-api.ts'

/**
 * @param elapsed milliseconds since the rollback was accepted
 * @returns the Percent that a running rollback shows, 0 to 100: on the plan's curve, and never beyond where it fails
 */
export function percentOf(plan: RollbackPlan, elapsed: number): number {
  const share = plan.milliseconds === 0 ? 1 : Math.min(1, elapsed / plan.milliseconds)
  let from = { at: 0, percent: 0 }
  let percent = from.percent
  for (const step of plan.steps) {
    if (step.at >= share) {
      const part = step.at === from.at ? 1 : (share - from.at) / (step.at - from.at)
      percent = from.percent + part * (step.percent - from.percent)
      break
    }
    from = step
    percent = step.percent
  }
  const shown = Math.floor(percent)
  return plan.outcome === 'fails' ? Math.min(shown, plan.failsAtPercent) : shown
}
