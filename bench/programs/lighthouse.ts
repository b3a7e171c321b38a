/** The local Lighthouse in a process of its own, with a fleet as large as BENCH_INSTANCES says. */
import { z } from 'zod'
import { controlCommands, faultSchema } from '../../sandbox/lighthouse/control-api.ts'
import { startLocalLighthouse } from '../../sandbox/lighthouse/server.ts'
import { readClockBase, serve } from '../process/serve.ts'
import { createSharedClock } from '../process/shared-clock.ts'
import { createFleet } from './fleet.ts'

const size = z.coerce.number().int().min(1).parse(process.env['BENCH_INSTANCES'])
const clock = createSharedClock(readClockBase())
const fleetMadeAt = clock.now()
const lighthouse = await startLocalLighthouse({ clock, fleet: createFleet(size, fleetMadeAt) })
const { control } = lighthouse

const APPLIED_PATIENCE = 30_000

/** When the call that rolled an instance back came in, and when it did its work. */
const whenApplied = async (instanceId: string): Promise<{ readonly at: number; readonly doneAt: number }> => {
  const end = performance.now() + APPLIED_PATIENCE
  while (performance.now() < end) {
    const done = control
      .executed()
      .find((call) => call.action === 'ApplyInstanceSnapshot' && call.instanceIds.includes(instanceId))
    // Its `at` is when the work was done, after the latency; the log has when it came.
    const came = done && control.calls().find(({ sequence }) => sequence === done.sequence)
    if (done && came) return { at: came.at, doneAt: done.at }
    await new Promise((resolve) => setTimeout(resolve, 10))
  }
  throw new Error(`${instanceId} was never rolled back`)
}

serve(
  {
    latencies: (input) => {
      control.clearFaults()
      for (const fault of z.array(faultSchema).parse(input)) control.addFault(fault)
      return null
    },
    settings: (input) => {
      control.configure(controlCommands.configure.body.parse(input))
      return null
    },
    /** How many instances were rolled back so far. */
    count: () => control.executed().filter(({ action }) => action === 'ApplyInstanceSnapshot').length,
    /** How many calls of an action came within a time. */
    calls: (input) => {
      const { action, from, until } = z.object({ action: z.string(), from: z.number(), until: z.number() }).parse(input)
      return control.calls().filter((call) => call.action === action && from <= call.at && call.at <= until).length
    },
    applied: (input) => whenApplied(z.object({ instanceId: z.string() }).parse(input).instanceId),
  },
  { url: lighthouse.url, fleetMadeAt },
)
