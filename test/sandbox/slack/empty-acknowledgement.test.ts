import { App } from '@slack/bolt'
import { expect, onTestFinished, test } from 'vitest'
import { startLocalSlack } from '../../../sandbox/slack/server.ts'
import { until } from '../../support/until.ts'

const ANA = 'U0ANADUART'

test('a submission that the app acknowledges without a word closes the modal', async () => {
  const slack = await startLocalSlack()
  const app = new App({
    token: slack.botToken,
    appToken: slack.appToken,
    socketMode: true,
    clientOptions: { slackApiUrl: slack.apiUrl },
    deferInitialization: true,
  })
  app.command('/lighthouse', async ({ ack, body, client }) => {
    await ack()
    await client.views.open({
      trigger_id: body.trigger_id,
      view: {
        type: 'modal',
        callback_id: 'request',
        title: { type: 'plain_text', text: 'Request' },
        submit: { type: 'plain_text', text: 'Send' },
        blocks: [
          {
            type: 'input',
            block_id: 'reason',
            label: { type: 'plain_text', text: 'Reason' },
            element: { type: 'plain_text_input', action_id: 'reason' },
          },
        ],
      },
    })
  })
  app.view('request', async ({ ack }) => ack())
  await app.init()
  await app.start()
  onTestFinished(async () => {
    await app.stop()
    await slack.close()
  })
  const ana = slack.person(ANA)
  await ana.command('/lighthouse', 'rollback')
  await until('the modal is open', () => ana.modal() !== undefined)
  await ana.fill('Reason', 'bad deploy')

  const outcome = await ana.submit()

  expect(outcome).toEqual({ kind: 'done' })
  expect(ana.modal()).toBeUndefined()
})
