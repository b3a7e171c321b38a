/**
 * The least that an approval can cost: on the click one look at the person in Slack, one round of parallel reads in
 * the cloud, and the call. It records nothing, checks nothing and tells nobody. `/lighthouse rollback REGION INSTANCE
 * SNAPSHOT` posts the card.
 */
import { App, LogLevel } from '@slack/bolt'
import { z } from 'zod'
import { createCloudClient } from './cloud-client.ts'
import { cloudAccess, environment } from './environment.ts'

const app = new App({
  token: environment.SLACK_BOT_TOKEN,
  appToken: environment.SLACK_APP_TOKEN,
  socketMode: true,
  logLevel: LogLevel.ERROR,
  clientOptions: { slackApiUrl: environment.SLACK_API_URL },
})

app.command('/lighthouse', async ({ ack, command, client }) => {
  await ack()
  const [, ...target] = command.text.split(' ')
  await client.chat.postMessage({
    channel: environment.SLACK_CHANNEL,
    text: command.text,
    blocks: [
      {
        type: 'actions',
        elements: [
          {
            type: 'button',
            action_id: 'approve',
            text: { type: 'plain_text', text: 'Approve' },
            value: target.join(' '),
          },
        ],
      },
    ],
  })
})

const clickSchema = z.object({
  user: z.object({ id: z.string() }),
  actions: z.tuple([z.object({ value: z.string() })]),
})

app.action('approve', async ({ ack, body, client }) => {
  await ack()
  const { user, actions } = clickSchema.parse(body)
  const [region = '', instanceId = '', snapshotId = ''] = actions[0].value.split(' ')
  await client.users.info({ user: user.id })
  const cloud = createCloudClient(cloudAccess, region)
  await Promise.all([
    cloud.DescribeInstances({ InstanceIds: [instanceId] }),
    cloud.DescribeSnapshots({ Filters: [{ Name: 'instance-id', Values: [instanceId] }], Limit: 100 }),
    cloud.DescribeInstancesDeniedActions({ InstanceIds: [instanceId] }),
    cloud.DescribeSnapshotsDeniedActions({ SnapshotIds: [snapshotId] }),
  ])
  await cloud.ApplyInstanceSnapshot({ InstanceId: instanceId, SnapshotId: snapshotId })
})

await app.start()
console.log(JSON.stringify({ msg: 'ready' }))
