import type { NewFault } from '../../../sandbox/slack/fault.ts'
import { type Fault, SECOND } from './fault.ts'
import type { Random } from './random.ts'

const METHODS = [
  'chat.postMessage',
  'chat.update',
  'views.update',
  'views.open',
  'users.info',
  'conversations.replies',
] as const
const SENDING = ['chat.postMessage', 'chat.postMessage', 'chat.update'] as const

const call =
  (methods: readonly [string, ...string[]], fault: (random: Random) => NewFault['fault'], most = 3): Fault =>
  ({ slack }, random) => {
    slack.faults.add({ method: random.pick(methods), fault: fault(random), times: random.between(1, most) })
  }

/** What Slack and the way to it can do wrong. */
export const SLACK_FAULTS: Readonly<Record<string, Fault>> = {
  'slack: 429': call(METHODS, (random) => ({ kind: 'rate_limited', retryAfterSeconds: random.between(1, 40) })),
  'slack: 5xx': call(METHODS, (random) => ({ kind: 'server_error', status: random.pick([500, 502, 503] as const) })),
  'slack: answer lost after the post': call(SENDING, () => ({ kind: 'answer_lost' }), 2),
  'slack: request lost': call(SENDING, () => ({ kind: 'request_lost' }), 2),
  'slack: slow': call(METHODS, (random) => ({ kind: 'delay', milliseconds: random.between(500, 15_000) })),
  'slack: away for minutes': async ({ slack, time }, random) => {
    slack.faults.setOutage(true)
    await time.sleep(random.between(20, 240) * SECOND)
    slack.faults.setOutage(false)
  },
  'slack: sockets dropped': ({ slack }) => slack.sockets.drop(),
  'slack: sockets renewed': ({ slack }) => slack.sockets.refresh('refresh_requested'),
  'slack: envelopes sent twice': ({ slack }, random) => slack.faults.redeliver(random.between(1, 5)),
}
