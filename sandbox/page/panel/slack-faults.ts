import type { PanelAction } from '../../slack/page-api.ts'

/** Something to break in Slack: a short name, and what the team will see. */
export type SlackFault = {
  readonly title: string
  readonly expectation: string
  readonly action: PanelAction
}

/** What can be broken besides the whole outage, which is a switch of its own. */
export const slackFaults: readonly SlackFault[] = [
  {
    title: 'Too many requests (429)',
    expectation: 'The next 5 calls are refused for 10 seconds. Messages come later; none is lost or doubled.',
    action: addFault('*', 5, { kind: 'rate_limited', retryAfterSeconds: 10 }),
  },
  {
    title: 'Server errors (503)',
    expectation: 'The next 5 calls fail. Decisions stand in the ledger; what is told in the channel catches up.',
    action: addFault('*', 5, { kind: 'server_error', status: 503 }),
  },
  {
    title: 'Lose the answer to the next message',
    expectation: 'The message is posted, but the bot is not told. It finds its message instead of posting it twice.',
    action: addFault('chat.postMessage', 1, { kind: 'answer_lost' }),
  },
  {
    title: 'Lose the next message',
    expectation: 'The message never arrives. The bot looks for it, finds nothing, and posts it again after a while.',
    action: addFault('chat.postMessage', 1, { kind: 'request_lost' }),
  },
  {
    title: 'Fail to open the next modal',
    expectation: 'The person who typed the command gets a private message in place of the modal.',
    action: addFault('views.open', 1, { kind: 'error', code: 'internal_error' }),
  },
  {
    title: 'Slow down every call by 4 seconds',
    expectation: 'Everything is told late, until this is cleared. Clicks are still acknowledged at once.',
    action: addFault('*', null, { kind: 'delay', milliseconds: 4000 }),
  },
  {
    title: 'Drop the sockets',
    expectation: 'For some seconds the app does not respond; then it is connected again and nothing is lost.',
    action: { do: 'drop_sockets' },
  },
  {
    title: 'Deliver the next click twice',
    expectation: 'Slack delivers the same press again. It counts once.',
    action: { do: 'redeliver', times: 1 },
  },
]

type AddFault = Extract<PanelAction, { do: 'add_fault' }>

function addFault(method: string, times: number | null, fault: AddFault['fault']['fault']): PanelAction {
  return { do: 'add_fault', fault: { method, times, fault } }
}
