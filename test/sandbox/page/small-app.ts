import { App } from '@slack/bolt'
import type { KnownBlock, ModalView } from '@slack/types'

/** What the small app was told, in order, and how it should answer. */
export type SmallApp = {
  readonly heard: readonly string[]
  /** Acknowledges nothing any more, as an app that hangs. */
  hang: () => void
  readonly stop: () => Promise<void>
}

const hostile = '<img src=x onerror=alert(1)> & *no* `bold`'

/** A Bolt app with one modal, one card and one thread: just enough to try every part of the page. */
export async function startSmallApp(slack: {
  readonly apiUrl: string
  readonly botToken: string
  readonly appToken: string
  readonly channelId: string
}): Promise<SmallApp> {
  const heard: string[] = []
  let isHanging = false
  const app = new App({
    token: slack.botToken,
    appToken: slack.appToken,
    socketMode: true,
    clientOptions: { slackApiUrl: slack.apiUrl },
    deferInitialization: true,
  })
  app.command('/lighthouse', async ({ ack, body, client }) => {
    if (isHanging) return
    await ack()
    heard.push(`command ${body.text}`)
    if (body.text === 'help') {
      const answer = { channel: body.channel_id, user: body.user_id, text: 'help', blocks: hostileBlocks }
      await client.chat.postEphemeral(answer)
    } else await client.views.open({ trigger_id: body.trigger_id, view: requestView })
  })
  app.options('instance', async ({ ack, payload }) => {
    heard.push(`options ${payload.value}`)
    const names = ['shop-web-1', 'shop-web-2', hostile].filter((name) => name.includes(payload.value))
    const options = names.map((name) => ({ text: plain(name), value: name, description: plain('RUNNING') }))
    await ack(options.length === 0 ? { options: [] } : { option_groups: [{ label: plain('Tokyo'), options }] })
  })
  app.view('request', async ({ ack, view, client }) => {
    const reason = view.state.values['reason']?.['reason']?.value ?? ''
    heard.push(`submit ${reason}`)
    if (reason === 'no') return ack({ response_action: 'errors', errors: { reason: 'Say more than no.' } })
    await ack()
    await client.chat.postMessage({ channel: slack.channelId, text: 'card', blocks: cardBlocks(reason) })
  })
  app.action('approve', async ({ ack, body, client }) => {
    if (isHanging) return
    await ack()
    heard.push(`approve by ${body.user.id}`)
    if (body.type !== 'block_actions' || body.message === undefined) return
    const ts = body.message.ts
    await client.chat.update({
      channel: slack.channelId,
      ts,
      text: 'done',
      blocks: [section('*Approved* by somebody')],
    })
    await client.chat.postMessage({ channel: slack.channelId, thread_ts: ts, text: 'plan', blocks: planBlocks })
  })
  await app.init()
  await app.start()
  return {
    heard,
    hang: () => {
      isHanging = true
    },
    stop: async () => {
      await app.stop()
    },
  }
}

const plain = (text: string) => ({ type: 'plain_text', text }) as const
const hostileBlocks: KnownBlock[] = [{ type: 'section', text: plain(hostile) }]
const section = (text: string) => ({ type: 'section', text: { type: 'mrkdwn', text } }) as const

const requestView: ModalView = {
  type: 'modal',
  callback_id: 'request',
  title: plain('Roll back'),
  submit: plain('Request rollback'),
  close: plain('Cancel'),
  blocks: [
    {
      type: 'input',
      block_id: 'instance',
      label: plain('Instance'),
      element: { type: 'external_select', action_id: 'instance', min_query_length: 0, placeholder: plain('Search') },
    },
    {
      type: 'input',
      block_id: 'reason',
      label: plain('Reason'),
      element: { type: 'plain_text_input', action_id: 'reason', multiline: true },
    },
  ],
}

function cardBlocks(reason: string): KnownBlock[] {
  return [
    { type: 'rich_text', elements: [{ type: 'rich_text_section', elements: [{ type: 'text', text: reason }] }] },
    {
      type: 'actions',
      elements: [
        {
          type: 'button',
          action_id: 'approve',
          text: plain('Approve'),
          style: 'primary',
          confirm: {
            title: plain('Sure?'),
            text: plain('It wipes the disk.'),
            confirm: plain('Yes'),
            deny: plain('No'),
          },
        },
      ],
    },
  ]
}

const planBlocks: KnownBlock[] = [
  {
    type: 'plan',
    title: 'Rolling back',
    tasks: [
      { type: 'task_card', task_id: '1', title: 'Checks', status: 'complete' },
      { type: 'task_card', task_id: '2', title: 'Disk', status: 'in_progress' },
    ],
  },
]
