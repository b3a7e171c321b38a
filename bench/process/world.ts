import { z } from 'zod'
import { botEnvironment } from '../../sandbox/launcher/bot-environment.ts'
import type { FaultInput } from '../../sandbox/lighthouse/control-api.ts'
import { type Program, startProgram } from './program.ts'
import { CLOCK_BASE, newClockBase } from './shared-clock.ts'

const slackReady = z.object({
  apiUrl: z.string(),
  botToken: z.string(),
  appToken: z.string(),
  channelId: z.string(),
})

/** One bot's surroundings: a local Slack and a local Lighthouse of its own, each a process. */
export type World = {
  readonly slack: Program
  readonly lighthouse: Program
  /** When the cloud's fleet was made, in milliseconds since the epoch: with it `createFleet` gives the same. */
  readonly fleetMadeAt: number
  /** What the bot's environment has to say. */
  readonly environment: Readonly<Record<string, string>>
  /** Replaces the latencies of the cloud's calls. */
  readonly setLatencies: (latencies: readonly FaultInput[]) => Promise<void>
  readonly stop: () => Promise<void>
}

/** All worlds of a run tell the same time. */
const clockBase = newClockBase()

export const startLighthouse = (instances: number) =>
  startProgram(
    'programs/lighthouse.ts',
    { [CLOCK_BASE]: clockBase, BENCH_INSTANCES: String(instances) },
    z.object({ url: z.string(), fleetMadeAt: z.number() }),
  )

export const startWorld = async ({ instances }: { readonly instances: number }): Promise<World> => {
  const [slack, lighthouse] = await Promise.all([
    startProgram('programs/slack.ts', { [CLOCK_BASE]: clockBase }, slackReady),
    startLighthouse(instances),
  ])
  return {
    slack,
    lighthouse,
    fleetMadeAt: lighthouse.ready.fleetMadeAt,
    environment: botEnvironment(slack.ready, lighthouse.ready),
    setLatencies: async (latencies) => {
      await lighthouse.call('latencies', latencies, z.null())
    },
    stop: async () => {
      await Promise.all([slack.stop(), lighthouse.stop()])
    },
  }
}
