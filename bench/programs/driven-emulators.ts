/** Both emulators in driven time, for a bot in another process, which moves the time of both. */
import { z } from 'zod'
import { startLocalLighthouse } from '../../sandbox/lighthouse/server.ts'
import { startLocalSlack } from '../../sandbox/slack/server.ts'
import { createBenchClock } from '../driven/clock.ts'
import { type openedSchema, openingSchema } from '../driven/emulators.ts'
import { APPROVER, requestIdOf } from '../driven/seeds.ts'
import { createTraffic } from '../driven/traffic.ts'
import { serve } from '../process/serve.ts'
import { createFleet, instanceIdOf } from './fleet.ts'

const open = async (opening: unknown) => {
  const { now, size, rollbacks } = openingSchema.parse(opening)
  const clock = createBenchClock(now)
  const slack = await startLocalSlack({ clock: clock.emulators })
  const lighthouse = await startLocalLighthouse({
    clock: clock.emulators,
    rateClock: 'injected',
    fleet: createFleet(size, now),
    // An instance is up again the moment its rollback is over, so that the finish is one moment.
    settings: { startMilliseconds: 0 },
  })
  for (const { number, plan } of rollbacks) {
    lighthouse.control.addFault({ effect: { kind: 'rollback', plan }, instanceId: instanceIdOf(number) })
  }
  return { clock, slack, lighthouse, traffic: createTraffic(slack, lighthouse) }
}

let stage: Awaited<ReturnType<typeof open>> | null = null
const onStage = () => {
  if (stage === null) throw new Error('the emulators are not open')
  return stage
}

serve(
  {
    open: async (input) => {
      stage = await open(input)
      const { slack, lighthouse } = stage
      const opened: z.infer<typeof openedSchema> = {
        slack: {
          apiUrl: slack.apiUrl,
          botToken: slack.botToken,
          appToken: slack.appToken,
          channelId: slack.channelId,
        },
        lighthouse: { url: lighthouse.url },
      }
      return opened
    },
    look: () => {
      const { clock, slack, lighthouse, traffic } = onStage()
      traffic.read()
      const { ends, calls } = traffic.counts()
      return {
        activity: [calls, slack.sockets.unacknowledged()].join(),
        isQuiet: slack.quiet() && lighthouse.quiet(),
        due: clock.due(),
        cards: traffic.cards.size,
        ends,
      }
    },
    advance: async (input) => {
      await onStage().clock.advance(z.number().parse(input))
      return null
    },
    approve: async (input) => {
      const { slack, traffic } = onStage()
      const card = traffic.cards.get(requestIdOf(z.number().parse(input))) ?? ''
      return slack.person(APPROVER).click(card, 'Approve')
    },
    traffic: () => {
      const { lighthouse, traffic } = onStage()
      traffic.read()
      const { messages, cloudCalls, tooOften } = traffic
      const applied = lighthouse.control.executed().map((call) => [call.instanceIds[0] ?? '', call.at])
      return { messages, cloudCalls, tooOften, applied }
    },
    close: async () => {
      const { slack, lighthouse } = onStage()
      stage = null
      await Promise.all([slack.close(), lighthouse.close()])
      return null
    },
  },
  null,
)
