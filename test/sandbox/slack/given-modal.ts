import type { App, ViewResponseAction } from '@slack/bolt'
import type { InputBlock, ModalView } from '@slack/types'
import { expect } from 'vitest'
import type { LocalSlack } from '../../../sandbox/slack/server.ts'
import { ANA, type Given, givenApp, givenSlack, plain } from './given.ts'

export const reason: InputBlock = {
  type: 'input',
  block_id: 'reason',
  label: plain('Reason'),
  element: { type: 'plain_text_input', action_id: 'text' },
}
/** A modal with one required input, Reason. */
export const viewOf = (more: Partial<ModalView> = {}): ModalView => ({
  type: 'modal',
  callback_id: 'request',
  title: plain('Request'),
  submit: plain('Send'),
  blocks: [reason],
  ...more,
})

/** A command opens the modal; what the app answers to its submission, and what it heard. */
export const givenModal = async (
  view: ModalView,
  answer: () => ViewResponseAction | undefined = () => undefined,
  listen: (app: App) => void = () => undefined,
): Promise<Given & { readonly heard: readonly unknown[] }> => {
  const given = await givenSlack()
  const heard: unknown[] = []
  await givenApp(given.slack, (app) => {
    app.command('/lighthouse', async ({ ack, body, client }) => {
      await ack()
      await client.views.open({ trigger_id: body.trigger_id, view })
    })
    app.view('request', async ({ ack, body }) => {
      heard.push(body)
      const action = answer()
      await (action === undefined ? ack() : ack(action))
    })
    app.view({ callback_id: 'request', type: 'view_closed' }, async ({ ack, body }) => {
      await ack()
      heard.push(body)
    })
    listen(app)
  })
  await open(given.slack)
  return { ...given, heard }
}

const open = async (slack: LocalSlack): Promise<void> => {
  await slack.person(ANA).command('/lighthouse', 'rollback')
  await expect.poll(() => slack.person(ANA).modal()).toBeDefined()
}
