import { z } from 'zod'
import { figureOf } from '../measure/figure.ts'
import { startProgram } from '../process/program.ts'
import { startLighthouse } from '../process/world.ts'
import { realisticLatencies } from '../programs/latencies.ts'
import { inTurns, type Row } from './row.ts'

const INSTANCES = 1_000
const timedSchema = z.object({ milliseconds: z.number(), count: z.number() })

/** The picker's options when nothing is known yet, over 15 regions as far away as they are. */
export const pickerCold: Row = {
  id: 'picker-cold',
  run: async ({ isQuick }) => {
    const lighthouse = await startLighthouse(INSTANCES)
    const readers = await startProgram('programs/readers.ts', { LIGHTHOUSE_ENDPOINT: lighthouse.ready.url }, z.null())
    try {
      await lighthouse.call('latencies', realisticLatencies, z.null())
      const times = { keeper: [] as number[], floor: [] as number[], sequential: [] as number[] }
      const side = (who: keyof typeof times, into: number[]) => async () => {
        const { milliseconds, count } = await readers.call(who, null, timedSchema)
        if (who !== 'floor' && count !== INSTANCES) throw new Error(`${who} saw ${count} instances`)
        into.push(milliseconds)
      }
      await inTurns(2, [side('keeper', []), side('floor', [])])
      await inTurns(isQuick ? 2 : 12, [
        side('keeper', times.keeper),
        side('floor', times.floor),
        side('sequential', times.sequential),
      ])
      return [
        figureOf({
          name: 'picker, cold, 1,000 instances',
          unit: 'ms',
          samples: times.keeper,
          floor: times.floor,
          peer: times.sequential,
          goal: { of: 'ratioToFloor', atMost: 1.15 },
        }),
      ]
    } finally {
      await Promise.all([readers.stop(), lighthouse.stop()])
    }
  },
}
