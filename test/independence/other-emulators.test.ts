import { afterAll, beforeAll, expect, test } from 'vitest'
import { z } from 'zod'
import { type BotProcess, createBotProcess } from '../support/bot-process.ts'
import { until } from '../support/until.ts'
import { INSTANCE, type OtherLighthouse, REGION, SNAPSHOT, startOtherLighthouse } from './other-lighthouse.ts'
import { ANA, BEN, CHANNEL, type OtherSlack, startOtherSlack, TEAM } from './other-slack.ts'

let slack: OtherSlack
let lighthouse: OtherLighthouse
let bot: BotProcess

beforeAll(async () => {
  slack = await startOtherSlack()
  lighthouse = await startOtherLighthouse()
  bot = createBotProcess({
    SLACK_BOT_TOKEN: 'xoxb-other-token',
    SLACK_APP_TOKEN: 'xapp-other-token',
    SLACK_CHANNEL: CHANNEL,
    SLACK_API_URL: slack.apiUrl,
    TENCENTCLOUD_SECRET_ID: 'AKIDOTHER',
    TENCENTCLOUD_SECRET_KEY: 'secret-of-the-other',
    LIGHTHOUSE_ENDPOINT: lighthouse.url,
  })
  await bot.start()
})

afterAll(async () => {
  await bot.dispose()
  await Promise.all([slack.close(), lighthouse.close()])
})

const viewSchema = z.object({
  private_metadata: z.string(),
  blocks: z.array(
    z.object({
      type: z.string(),
      block_id: z.string().optional(),
      label: z.object({ text: z.string() }).optional(),
      element: z.object({ action_id: z.string() }).optional(),
    }),
  ),
})

const person = (id: string) => ({ team: { id: TEAM }, user: { id, team_id: TEAM }, trigger_id: 'trigger' })

test('the way of a request, against a Slack and a Lighthouse that this project did not write', async () => {
  await slack.send('slash_commands', {
    command: '/lighthouse',
    text: 'rollback',
    team_id: TEAM,
    user_id: ANA,
    channel_id: CHANNEL,
    trigger_id: 'trigger',
  })
  const opened = await until('the modal', () => slack.views[0])
  const view = {
    id: 'V0OTHER',
    hash: '1',
    callback_id: opened['callback_id'],
    private_metadata: opened['private_metadata'],
  }
  const inputs = viewSchema.parse(opened).blocks.filter(({ type }) => type === 'input')
  expect(inputs.map(({ label }) => label?.text)).toEqual(['Instance', 'Snapshot', 'Reason'])
  const [instance, snapshot, reason] = inputs
  const fieldOf = (input: typeof instance) => ({
    block: input?.block_id ?? '',
    action: input?.element?.action_id ?? '',
  })

  const offered = await slack.send('interactive', {
    type: 'block_suggestion',
    ...person(ANA),
    action_id: fieldOf(instance).action,
    block_id: fieldOf(instance).block,
    value: '',
    view: { ...view, state: { values: {} } },
  })
  expect(JSON.stringify(offered)).toContain(`${REGION}/${INSTANCE}`)

  const field = (input: typeof instance, value: object) => ({
    [fieldOf(input).block]: { [fieldOf(input).action]: value },
  })
  const values = {
    ...field(instance, { type: 'external_select', selected_option: { value: `${REGION}/${INSTANCE}` } }),
    ...field(snapshot, { type: 'external_select', selected_option: { value: SNAPSHOT } }),
    ...field(reason, { type: 'plain_text_input', value: 'The upgrade broke the shop' }),
  }
  const submitted = await slack.send('interactive', {
    type: 'view_submission',
    ...person(ANA),
    view: { ...view, type: 'modal', state: { values } },
  })
  expect(submitted).toMatchObject({ response_action: 'update' })

  const card = await until('the card', () => slack.messages.find(({ thread_ts }) => thread_ts === undefined))
  expect(card.metadata).toMatchObject({
    event_type: 'lighthouse_rollback',
    event_payload: { state: 'awaiting_decision' },
  })
  const press = (who: string, label: string) => {
    const button = z
      .array(
        z.object({
          elements: z
            .array(
              z.object({
                text: z.unknown().optional(),
                action_id: z.string().optional(),
                value: z.string().optional(),
              }),
            )
            .optional(),
        }),
      )
      .parse(card.blocks)
      .flatMap(({ elements }) => elements ?? [])
      .find(({ text }) => JSON.stringify(text ?? '').includes(`"${label}"`))
    return slack.send('interactive', {
      type: 'block_actions',
      ...person(who),
      channel: { id: CHANNEL },
      container: { type: 'message', message_ts: card.ts, channel_id: CHANNEL },
      message: { ts: card.ts },
      actions: [{ type: 'button', action_id: button?.action_id, value: button?.value }],
    })
  }

  await press(ANA, 'Approve')
  await until('the refusal of the requester', () => slack.ephemerals.find(({ user }) => user === ANA))
  expect(lighthouse.applied()).toBe(0)
  await press(BEN, 'Approve')

  const end = await until('the end', () =>
    slack.messages.find(({ metadata }) => metadata.event_payload['event'] === 'succeeded'),
  )
  expect(end.thread_ts).toBe(card.ts)
  expect(end.text).toContain(`<@${ANA}>`)
  expect(end.text).toContain(`<@${BEN}>`)
  expect(lighthouse.applied()).toBe(1)
  await until('the card shows the end', () =>
    slack.messages.find(({ ts, metadata }) => ts === card.ts && metadata.event_payload['state'] === 'succeeded'),
  )
  expect(await bot.stop()).toBe(0)
}, 60_000)
