import { regions } from '../../sandbox/lighthouse/regions.ts'
import type { DrivenRun, RunOrder } from '../driven/stage.ts'
import { startRuns } from '../driven/start-runs.ts'
import { type Figure, figureOf } from '../measure/figure.ts'
import { terraformLooks } from '../peers/terraform-waiter.ts'
import { planned, variedLength } from './planned-rollbacks.ts'
import type { Row, RowOptions } from './row.ts'

const SECOND = 1_000
const LENGTHS = [
  { words: '20 s', milliseconds: 20 * SECOND, samples: 72 },
  { words: '2 min', milliseconds: 120 * SECOND, samples: 144 },
  { words: '10 min', milliseconds: 600 * SECOND, samples: 144 },
] as const
const MANY = 100

/** From the cloud's finish to the end in the thread, and what the watching costs, beside Terraform's waiter. */
export const endTold: Row = {
  id: 'end-told',
  run: async (options) => {
    const runs = await startRuns()
    try {
      return await figuresOf(options, runs.run)
    } finally {
      await runs.stop()
    }
  },
}

type Run = (order: RunOrder) => Promise<DrivenRun>

const figuresOf = async ({ isQuick }: RowOptions, run: Run): Promise<readonly Figure[]> => {
  const figures: Figure[] = []
  for (const { words, milliseconds, samples } of LENGTHS) {
    const delays: number[] = []
    const peerDelays: number[] = []
    const calls: number[] = []
    const peerCalls: number[] = []
    for (let sample = 0; sample < (isQuick ? 3 : samples); sample += 1) {
      const length = variedLength(milliseconds, sample)
      const done = await run({
        rollbacks: [planned(sample % regions.length, length)],
        limit: length + 120 * SECOND,
      })
      const [ended] = done.ended
      if (ended === undefined) continue
      const looks = terraformLooks(length)
      delays.push((ended.toldAt - ended.finishedAt) / SECOND)
      peerDelays.push(((looks.at(-1) ?? Number.NaN) - length) / SECOND)
      calls.push(watchingCalls(done.cloudCalls))
      peerCalls.push(looks.length)
    }
    const delay = { name: `finished → end told, rollback of ${words}`, unit: 's', samples: delays, peer: peerDelays }
    figures.push(
      figureOf({ ...delay, goal: { of: 'value', atMost: 1.5 } }),
      figureOf({ ...delay, name: `${delay.name}, p95`, at: 0.95, goal: { of: 'value', atMost: 3 } }),
      figureOf({
        name: `API calls to watch a rollback of ${words}`,
        unit: 'calls',
        samples: calls,
        peer: peerCalls,
        goal: { of: 'ratioToPeer', atMost: 2 },
      }),
    )
  }
  figures.push(await manyInOneRegion(isQuick ? 30 : MANY, run))
  return figures
}

const manyInOneRegion = async (many: number, run: Run): Promise<Figure> => {
  const length = 120 * SECOND
  // Numbers that are dealt to the same region.
  const rollbacks = Array.from({ length: many }, (_, index) => planned(index * regions.length, length + index * 100))
  const { cloudCalls } = await run({ rollbacks, limit: 30 * 60 * SECOND })
  const peer = rollbacks.reduce((sum, { plan }) => sum + terraformLooks(plan.milliseconds ?? 0).length, 0)
  return figureOf({
    name: `API calls to watch ${many} rollbacks of 2 min in one region`,
    unit: 'calls',
    samples: [watchingCalls(cloudCalls)],
    peer: [peer],
    goal: { of: 'ratioToPeer', atMost: 0.1 },
  })
}

/** Looks at snapshots after the first accepted call; the checks before it are not watching. */
const watchingCalls = (calls: readonly { readonly action: string; readonly at: number }[]): number => {
  const applied = calls.filter(({ action }) => action === 'ApplyInstanceSnapshot').at(-1)
  const from = applied === undefined ? 0 : calls.indexOf(applied)
  return calls.slice(from).filter(({ action }) => action === 'DescribeSnapshots').length
}
