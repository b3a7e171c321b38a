import type { PlannedRollback } from '../driven/emulators.ts'
import { overtakers } from '../driven/overtakers.ts'
import type { DrivenRun } from '../driven/stage.ts'
import { startRuns } from '../driven/start-runs.ts'
import { type Figure, figureOf } from '../measure/figure.ts'
import type { Row } from './row.ts'

const SECOND = 1_000
const MINUTE = 60 * SECOND
/** Slack lets a hundred people be looked up in a minute: approvals cannot come faster. */
const CLICK_EVERY = 750
/** "One message per second per channel", in seconds. */
const SLACK_POST_PACE = 1

/** Many rollbacks in flight over all regions, at Slack's and the cloud's real limits. */
export const crowdOfRollbacks: Row = {
  id: 'crowd',
  run: async ({ isQuick }) => {
    const many = isQuick ? 60 : 1_000
    // Beside each other: their time is driven, and each counts only its own process's memory and processor time.
    const [spread, together] = await Promise.all([runAll(many, (isQuick ? 3 : 45) * MINUTE), runAll(many, MINUTE)])
    return [...spreadFigures(many, spread), ...togetherFigures(many, together)]
  },
}

/** @param window milliseconds over which the ends are spread, once the last one was approved */
const runAll = async (many: number, window: number): Promise<DrivenRun> => {
  const approving = many * CLICK_EVERY
  const rollbacks = Array.from({ length: many }, (_, number): PlannedRollback => {
    const begins = number * CLICK_EVERY
    const ends = approving + MINUTE + (window * (number + 0.5)) / many
    return { number, plan: { milliseconds: Math.round(ends - begins) } }
  })
  // Processes of its own for each: memory that one run took is not given back for the next.
  const runs = await startRuns()
  try {
    return await runs.run({ rollbacks, limit: 5 * 60 * MINUTE, clickEvery: CLICK_EVERY })
  } finally {
    await runs.stop()
  }
}

const spreadFigures = (many: number, run: DrivenRun): readonly Figure[] => {
  const name = `${many.toLocaleString('en-US')} rollbacks in flight`
  const delays = run.ended.map(({ finishedAt, toldAt }) => (toldAt - finishedAt) / SECOND)
  return [
    figureOf({ name: `${name}: finished → end told`, unit: 's', samples: delays }),
    figureOf({
      name: `${name}: latest end`,
      unit: 's',
      samples: [Math.max(...delays)],
      goal: { of: 'value', atMost: 60 },
    }),
    figureOf({
      name: `${name}: calls refused as too many`,
      unit: 'calls',
      samples: [run.tooOften.cloud + run.tooOften.slack],
      goal: { of: 'value', atMost: 0 },
    }),
    figureOf({
      name: `${name}: memory`,
      unit: 'MiB',
      samples: [run.memory],
      goal: { of: 'value', atMost: 250 },
    }),
    figureOf({
      name: `${name}: share of a core`,
      unit: '%',
      samples: [(run.processorTime / 1000 / run.took) * 100],
      goal: { of: 'value', atMost: 50 },
    }),
  ]
}

const togetherFigures = (many: number, run: DrivenRun): readonly Figure[] => {
  const name = `${many.toLocaleString('en-US')} ending within a minute`
  const firstFinish = Math.min(...run.ended.map(({ finishedAt }) => finishedAt))
  const lastTold = Math.max(...run.ended.map(({ toldAt }) => toldAt))
  return [
    figureOf({
      name: `${name}: all told`,
      unit: 's',
      samples: [(lastTold - firstFinish) / SECOND],
      floor: [many * SLACK_POST_PACE],
      goal: { of: 'ratioToFloor', atMost: 1.1 },
    }),
    figureOf({
      name: `${name}: sent before their turn`,
      unit: 'messages',
      samples: [overtakers(run).length],
      goal: { of: 'value', atMost: 0 },
    }),
  ]
}
