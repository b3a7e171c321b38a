/**
 * The floor of the framework: a Bolt app, set up as Bolt's own guide does, that acknowledges the command and opens a
 * fixed modal, and answers its picker with a constant list (BENCH_OPTIONS_FILE). It loads both SDKs and uses one.
 */
import { readFileSync } from 'node:fs'
import { App, LogLevel } from '@slack/bolt'
import sdk from 'tencentcloud-sdk-nodejs-lighthouse/tencentcloud/services/lighthouse/index.js'
import { z } from 'zod'
import { environment } from './environment.ts'
import { fixedModal } from './modal.ts'

const plainText = z.object({ type: z.literal('plain_text'), text: z.string(), emoji: z.boolean() })
/** To the letter what the product answers, so that both send the same number of bytes. */
const optionGroups = z.array(
  z.strictObject({
    label: plainText,
    options: z.array(z.strictObject({ text: plainText, value: z.string(), description: plainText })),
  }),
)
const file = process.env['BENCH_OPTIONS_FILE']
const constantList = file === undefined ? [] : optionGroups.parse(JSON.parse(readFileSync(file, 'utf8')))

const app = new App({
  token: environment.SLACK_BOT_TOKEN,
  appToken: environment.SLACK_APP_TOKEN,
  socketMode: true,
  logLevel: LogLevel.ERROR,
  clientOptions: { slackApiUrl: environment.SLACK_API_URL },
})
// Loaded and made ready as the product has it; the floor of the memory.
const cloud = new sdk.lighthouse.v20200324.Client({
  credential: { secretId: environment.TENCENTCLOUD_SECRET_ID, secretKey: environment.TENCENTCLOUD_SECRET_KEY },
  region: 'ap-singapore',
})

app.command('/lighthouse', async ({ ack, body, client }) => {
  await ack()
  await client.views.open({ trigger_id: body.trigger_id, view: fixedModal })
})
app.options(/.*/, async ({ ack }) => {
  await ack({ option_groups: constantList })
})

await app.start()
console.log(JSON.stringify({ msg: 'ready', cloud: cloud.sdkVersion }))
