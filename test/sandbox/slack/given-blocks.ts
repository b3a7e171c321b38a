import { expect } from 'vitest'
import { ANA, codeOf, givenApp, givenSlack, plain, section } from './given.ts'

export type Json = Readonly<Record<string, unknown>>

export const button = (index: number, more: Json = {}) => ({
  type: 'button',
  action_id: `b${index}`,
  text: plain('Press'),
  ...more,
})
export const actions = (...elements: readonly Json[]) => ({ type: 'actions', elements })
export const option = (index: number, more: Json = {}) => ({
  text: plain(`Option ${index}`),
  value: `${index}`,
  ...more,
})
export const select = (more: Json) =>
  actions({ type: 'static_select', action_id: 'pick', placeholder: plain('Pick'), ...more })
export const confirm = (more: Json) =>
  actions(
    button(0, { confirm: { title: plain('T'), text: plain('T'), confirm: plain('Y'), deny: plain('N'), ...more } }),
  )
export const input = (element: Json, more: Json = {}) => ({ type: 'input', label: plain('Label'), element, ...more })
export const textInput = { type: 'plain_text_input', action_id: 'text' }
export const image = { type: 'image', image_url: 'https://example.com/a.png', alt_text: 'a' }

export const task = { type: 'task_card', task_id: '1', title: 'T', status: 'complete' }

/** Opens modals with these blocks and tells what Slack says to each. */
export const openings = async (views: readonly Json[]): Promise<readonly string[]> => {
  const { slack } = await givenSlack()
  const codes: string[] = []
  await givenApp(slack, (app) => {
    app.command('/lighthouse', async ({ ack, body, client, command }) => {
      await ack()
      const view = views[Number(command.text)]
      codes.push(await codeOf(client.apiCall('views.open', { trigger_id: body.trigger_id, view })))
    })
  })
  for (const [index] of views.entries()) await slack.person(ANA).command('/lighthouse', `${index}`)
  await expect.poll(() => codes.length).toBe(views.length)
  return codes
}

export const modal = (more: Json = {}): Json => ({
  type: 'modal',
  title: plain('Title'),
  submit: plain('Send'),
  blocks: [section('x')],
  ...more,
})
