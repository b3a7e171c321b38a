import { z } from 'zod'
import { regions } from '../../sandbox/lighthouse/regions.ts'
import { type Figure, figureOf, reported } from '../measure/figure.ts'
import { KEEPER, startBot } from '../process/bot.ts'
import { startWorld, type World } from '../process/world.ts'
import { commandTimesSchema } from '../programs/acts/send-commands.ts'
import { instanceIdOf, regionOf, snapshotIdOf } from '../programs/fleet.ts'
import { realisticLatencies } from '../programs/latencies.ts'
import { planned, variedLength } from './planned-rollbacks.ts'
import { inTurns, type Row } from './row.ts'

const SECOND = 1_000
const INSTANCES = 1_000
/** Approvals come so far apart that Slack's pace of one message a second holds nobody up. */
const CLICK_EVERY = 6 * SECOND
const END = 'Rollback succeeded'

const cardSchema = z.object({ ts: z.string() })
const momentSchema = z.object({ at: z.number() })
const appliedSchema = z.object({ doneAt: z.number() })

/** Beside the bot that people would write themselves, in real time, with all rate limits on: the modal and the end. */
export const plainBot: Row = {
  id: 'plain-bot',
  run: async ({ isQuick }) => {
    const [world, peerWorld] = await Promise.all([
      startWorld({ instances: INSTANCES }),
      startWorld({ instances: INSTANCES }),
    ])
    const keeper = await startBot(KEEPER, world.environment)
    const peer = await startBot('bench/peers/plain-bot.ts', peerWorld.environment)
    try {
      const sides = [
        { world, act: 'request' },
        { world: peerWorld, act: 'plainRequest' },
      ] as const
      for (const side of sides) await prepare(side.world, isQuick ? 3 : ROLLBACKS)
      const opens = await modals(world, peerWorld, isQuick ? 2 : 20)
      const [ends, peerEnds] = await Promise.all(sides.map((side) => followed(side, isQuick ? 3 : ROLLBACKS)))
      if (ends === undefined || peerEnds === undefined) throw new Error('a side is missing')
      return [opens, ...figuresOf(ends, peerEnds)]
    } finally {
      await Promise.all([keeper.stop(), peer.stop(), world.stop(), peerWorld.stop()])
    }
  },
}

const ROLLBACKS = 24
const NOMINAL = 20 * SECOND

/** The number of the n-th instance that is rolled back: all in one region, where looks can be shared. */
const numberOf = (index: number): number => index * regions.length

const prepare = async (world: World, count: number): Promise<void> => {
  const plans = Array.from({ length: count }, (_, index) => ({
    instanceId: instanceIdOf(numberOf(index)),
    effect: { kind: 'rollback' as const, plan: planned(index, variedLength(NOMINAL, index)).plan },
  }))
  await world.setLatencies([...realisticLatencies, ...plans])
  // An instance is up again the moment its rollback is over, so that the finish is one moment.
  await world.lighthouse.call('settings', { startMilliseconds: 0 }, z.null())
  await world.slack.call('rateLimits', { on: true }, z.null())
}

/** From the command to the call that opens the modal. */
const modals = async (world: World, peerWorld: World, turns: number): Promise<Figure> => {
  const times = { keeper: [] as number[], peer: [] as number[] }
  const side = (one: World, into: number[]) => async () => {
    const { opens } = await one.slack.call('commands', { atOnce: 1, rounds: 1 }, commandTimesSchema)
    into.push(...opens)
  }
  await inTurns(1, [side(world, []), side(peerWorld, [])])
  await inTurns(turns, [side(world, times.keeper), side(peerWorld, times.peer)])
  return figureOf({
    name: 'command → views.open, beside the plain bot',
    unit: 'ms',
    samples: times.keeper,
    peer: times.peer,
  })
}

type Followed = { readonly delays: readonly number[]; readonly looks: number }

/** Asks for rollbacks through the form, approves one after another, and follows each to its end. */
const followed = async (
  { world, act }: { readonly world: World; readonly act: string },
  count: number,
): Promise<Followed> => {
  const cards: { readonly ts: string; readonly target: ReturnType<typeof targetOf> }[] = []
  for (let index = 0; index < count; index += 1) {
    const target = targetOf(numberOf(index))
    cards.push({ target, ...(await world.slack.call(act, target, cardSchema)) })
  }
  const following: Promise<{ readonly finishedAt: number; readonly toldAt: number }>[] = []
  const clicks: number[] = []
  for (const [index, { ts, target }] of cards.entries()) {
    clicks.push((await world.slack.call('approve', { ts }, momentSchema)).at)
    following.push(followOne(world, ts, target.instanceId, variedLength(NOMINAL, index)))
    await new Promise((resolve) => setTimeout(resolve, CLICK_EVERY))
  }
  const ended = await Promise.all(following)
  const looks = await world.lighthouse.call(
    'calls',
    {
      action: 'DescribeSnapshots',
      from: clicks[0],
      until: Math.max(...ended.map(({ toldAt }) => toldAt)),
    },
    z.number(),
  )
  return { delays: ended.map(({ finishedAt, toldAt }) => (toldAt - finishedAt) / SECOND), looks: looks / count }
}

const targetOf = (number: number) => ({
  region: regionOf(number),
  instanceId: instanceIdOf(number),
  snapshotId: snapshotIdOf(number),
})

const followOne = async (world: World, ts: string, instanceId: string, length: number) => {
  const { doneAt } = await world.lighthouse.call('applied', { instanceId }, appliedSchema)
  const { at } = await world.slack.call('end', { ts, says: END }, momentSchema)
  return { finishedAt: doneAt + length, toldAt: at }
}

const figuresOf = (keeper: Followed, peer: Followed): readonly Figure[] => {
  const delay = {
    name: 'finished → end told, rollback of 20 s, beside the plain bot',
    unit: 's',
    samples: keeper.delays,
    peer: peer.delays,
  }
  return [
    figureOf(delay),
    reported(delay, 0.95),
    figureOf({
      name: 'DescribeSnapshots for a rollback of 20 s, beside the plain bot',
      unit: 'calls',
      samples: [keeper.looks],
      peer: [peer.looks],
    }),
  ]
}
