import type { RollbackPlan, Settings, SettingsChange } from './control-api.ts'

/** A rollback of 25 s that a person sees move: quick at first, hesitating in the middle, standing at 99 at last. */
export const defaultSettings: Settings = {
  stopMilliseconds: 3_000,
  startMilliseconds: 4_000,
  createSnapshotMilliseconds: 12_000,
  rollback: {
    milliseconds: 25_000,
    steps: [
      { at: 0.1, percent: 0 },
      { at: 0.2, percent: 8 },
      { at: 0.4, percent: 41 },
      { at: 0.55, percent: 47 },
      { at: 0.7, percent: 78 },
      { at: 0.88, percent: 99 },
      { at: 1, percent: 99 },
    ],
    outcome: 'succeeds',
    failsAtPercent: 42,
    powerAfter: 'started-again',
    requestId: 'same',
  },
  refusesUnknownSnapshotIds: false,
}

export function changeSettings(settings: Settings, change: SettingsChange): Settings {
  return {
    stopMilliseconds: change.stopMilliseconds ?? settings.stopMilliseconds,
    startMilliseconds: change.startMilliseconds ?? settings.startMilliseconds,
    createSnapshotMilliseconds: change.createSnapshotMilliseconds ?? settings.createSnapshotMilliseconds,
    rollback: changePlan(settings.rollback, change.rollback),
    refusesUnknownSnapshotIds: change.refusesUnknownSnapshotIds ?? settings.refusesUnknownSnapshotIds,
  }
}

export function changePlan(plan: RollbackPlan, change: SettingsChange['rollback'] = {}): RollbackPlan {
  return {
    milliseconds: change.milliseconds ?? plan.milliseconds,
    steps: change.steps ?? plan.steps,
    outcome: change.outcome ?? plan.outcome,
    failsAtPercent: change.failsAtPercent ?? plan.failsAtPercent,
    powerAfter: change.powerAfter ?? plan.powerAfter,
    requestId: change.requestId ?? plan.requestId,
  }
}
