/**
 * The bot that a good engineer writes in an afternoon from the guides of Bolt and of Tencent Cloud: the command asks the
 * regions one after another and opens the modal with what they said, a second person approves, and each rollback is
 * looked at every 5 s until it is over. It keeps nothing, and so forgets in a restart what runs.
 */
import { setTimeout as sleep } from 'node:timers/promises'
import { App, LogLevel } from '@slack/bolt'
import type { KnownBlock } from '@slack/types'
import { z } from 'zod'
import { createCloudClient } from './cloud-client.ts'
import { cloudAccess, environment } from './environment.ts'
import { listSequentially } from './list-instances.ts'
import { formOf, instanceInput } from './plain-form.ts'

const LOOK_EVERY = 5_000

const app = new App({
  token: environment.SLACK_BOT_TOKEN,
  appToken: environment.SLACK_APP_TOKEN,
  socketMode: true,
  logLevel: LogLevel.ERROR,
  clientOptions: { slackApiUrl: environment.SLACK_API_URL },
})
const { client: slack } = app
const channel = environment.SLACK_CHANNEL
const clientOf = (region?: string) => createCloudClient(cloudAccess, region)

app.command('/lighthouse', async ({ ack, command }) => {
  await ack()
  const groups = (await listSequentially(clientOf))
    .filter(({ instances }) => instances.length > 0)
    .map(({ region, instances }) => ({
      label: region,
      choices: instances.map(({ InstanceId, InstanceName }) => ({
        text: `${InstanceName} ${InstanceId}`,
        value: `${region}/${InstanceId}`,
      })),
    }))
  await slack.views.open({ trigger_id: command.trigger_id, view: formOf(instanceInput(groups), []) })
})

const optionSchema = z.object({ selected_option: z.object({ value: z.string() }) })
const choiceSchema = z.object({
  view: z.object({ id: z.string(), hash: z.string(), blocks: z.tuple([z.custom<KnownBlock>()]).rest(z.unknown()) }),
  actions: z.tuple([optionSchema]),
})

app.action('instance', async ({ ack, body }) => {
  await ack()
  const { view, actions } = choiceSchema.parse(body)
  const [region = '', instanceId = ''] = actions[0].selected_option.value.split('/')
  const { SnapshotSet = [] } = await clientOf(region).DescribeSnapshots({
    Filters: [{ Name: 'instance-id', Values: [instanceId] }],
    Limit: 100,
  })
  const snapshots = SnapshotSet.filter(({ SnapshotState }) => SnapshotState === 'NORMAL').map(
    ({ SnapshotId = '', SnapshotName = '' }) => ({ text: `${SnapshotName} ${SnapshotId}`, value: SnapshotId }),
  )
  await slack.views.update({ view_id: view.id, hash: view.hash, view: formOf(view.blocks[0], snapshots) })
})

const submissionSchema = z.object({
  user: z.object({ id: z.string() }),
  view: z.object({
    state: z.object({
      values: z.object({
        instance: z.object({ instance: optionSchema }),
        snapshot: z.object({ snapshot: optionSchema }),
        reason: z.object({ reason: z.object({ value: z.string() }) }),
      }),
    }),
  }),
})

app.view('request', async ({ ack, body }) => {
  await ack()
  const { user, view } = submissionSchema.parse(body)
  const { instance, snapshot, reason } = view.state.values
  const target = `${instance.instance.selected_option.value}/${snapshot.snapshot.selected_option.value}`
  const text = `<@${user.id}> asks to roll back ${target}: ${reason.reason.value}`
  await slack.chat.postMessage({
    channel,
    text,
    blocks: [
      { type: 'section', text: { type: 'mrkdwn', text } },
      {
        type: 'actions',
        elements: [
          {
            type: 'button',
            action_id: 'approve',
            text: { type: 'plain_text', text: 'Approve' },
            value: `${target}/${user.id}`,
          },
        ],
      },
    ],
  })
})

const clickSchema = z.object({
  user: z.object({ id: z.string() }),
  message: z.object({ ts: z.string() }),
  actions: z.tuple([z.object({ value: z.string() })]),
})

app.action('approve', async ({ ack, body }) => {
  await ack()
  const { user, message, actions } = clickSchema.parse(body)
  const [region = '', instanceId = '', snapshotId = '', requester] = actions[0].value.split('/')
  const tell = (text: string) => slack.chat.postMessage({ channel, thread_ts: message.ts, text })
  if (user.id === requester) {
    await tell('Somebody else must approve.')
    return
  }
  try {
    await tell(`Approved by <@${user.id}>`)
    await tell(await rollBack(region, instanceId, snapshotId))
  } catch (error) {
    await tell(`Something went wrong: ${String(error)}`)
  }
})

/** @returns how it ended, in words */
const rollBack = async (region: string, instanceId: string, snapshotId: string): Promise<string> => {
  const cloud = clientOf(region)
  const { RequestId } = await cloud.ApplyInstanceSnapshot({ InstanceId: instanceId, SnapshotId: snapshotId })
  for (;;) {
    await sleep(LOOK_EVERY)
    const { SnapshotSet: [snapshot] = [] } = await cloud.DescribeSnapshots({ SnapshotIds: [snapshotId] })
    if (snapshot === undefined || snapshot.LatestOperationRequestId !== RequestId) continue
    if (snapshot.LatestOperationState === 'OPERATING') continue
    return snapshot.LatestOperationState === 'SUCCESS' ? 'Rollback succeeded' : 'Rollback failed'
  }
}

await app.start()
console.log(JSON.stringify({ msg: 'ready' }))
