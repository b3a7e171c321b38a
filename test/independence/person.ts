import { z } from 'zod'
import { until } from '../support/until.ts'
import { INSTANCE, REGION, SNAPSHOT } from './other-lighthouse.ts'
import { CHANNEL, type OtherMessage, type OtherSlack, TEAM } from './other-slack.ts'

/** What people do in the other Slack, envelope by envelope. */

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

const buttonRows = z.array(
  z.object({
    elements: z
      .array(z.object({ text: z.unknown().optional(), action_id: z.string().optional(), value: z.string().optional() }))
      .optional(),
  }),
)

const payloadOf = (id: string) => ({ team: { id: TEAM }, user: { id, team_id: TEAM }, trigger_id: 'trigger' })

/** The modal as a person sees it: opened by `/lighthouse rollback`. */
export type OpenModal = {
  readonly labels: readonly (string | undefined)[]
  /** What the picker *Instance* offers. */
  readonly offered: () => Promise<unknown>
  /** Presses **Request rollback** with the one instance and snapshot. @returns the acknowledgement */
  readonly submit: (reason: string) => Promise<unknown>
}

export const openModal = async (slack: OtherSlack, who: string): Promise<OpenModal> => {
  const before = slack.views.length
  await slack.send('slash_commands', {
    command: '/lighthouse',
    text: 'rollback',
    team_id: TEAM,
    user_id: who,
    channel_id: CHANNEL,
    trigger_id: 'trigger',
  })
  const opened = await until('the modal', () => slack.views[before])
  const view = {
    id: 'V0OTHER',
    hash: '1',
    callback_id: opened['callback_id'],
    private_metadata: opened['private_metadata'],
  }
  const inputs = viewSchema.parse(opened).blocks.filter(({ type }) => type === 'input')
  const [instance, snapshot, reason] = inputs
  const fieldOf = (input: typeof instance) => ({
    block: input?.block_id ?? '',
    action: input?.element?.action_id ?? '',
  })
  const field = (input: typeof instance, value: object) => ({
    [fieldOf(input).block]: { [fieldOf(input).action]: value },
  })
  return {
    labels: inputs.map(({ label }) => label?.text),
    offered: () =>
      slack.send('interactive', {
        type: 'block_suggestion',
        ...payloadOf(who),
        action_id: fieldOf(instance).action,
        block_id: fieldOf(instance).block,
        value: '',
        view: { ...view, state: { values: {} } },
      }),
    submit: (text) =>
      slack.send('interactive', {
        type: 'view_submission',
        ...payloadOf(who),
        view: {
          ...view,
          type: 'modal',
          state: {
            values: {
              ...field(instance, { type: 'external_select', selected_option: { value: `${REGION}/${INSTANCE}` } }),
              ...field(snapshot, { type: 'external_select', selected_option: { value: SNAPSHOT } }),
              ...field(reason, { type: 'plain_text_input', value: text }),
            },
          },
        },
      }),
  }
}

/** The first card of the channel, once it is there. */
export const theCard = (slack: OtherSlack): Promise<OtherMessage> =>
  until('the card', () => slack.messages.find(({ thread_ts }) => thread_ts === undefined))

/** Presses a button of the card, by its label. */
export const press = (slack: OtherSlack, card: OtherMessage, who: string, label: string): Promise<unknown> => {
  const button = buttonRows
    .parse(card.blocks)
    .flatMap(({ elements }) => elements ?? [])
    .find(({ text }) => JSON.stringify(text ?? '').includes(`"${label}"`))
  return slack.send('interactive', {
    type: 'block_actions',
    ...payloadOf(who),
    channel: { id: CHANNEL },
    container: { type: 'message', message_ts: card.ts, channel_id: CHANNEL },
    message: { ts: card.ts },
    actions: [{ type: 'button', action_id: button?.action_id, value: button?.value }],
  })
}
