import { expect, test } from 'vitest'
import { carriedBy, hear, rolledBack, send, sendClick } from './acts.ts'
import { BEN } from './request.ts'
import { createStage } from './stage.ts'

const ACKNOWLEDGED = { kind: 'acknowledged', payload: {} }

test('a button with another digest than the request’s changes nothing, and its presser hears so', async () => {
  const stage = await createStage()
  const card = await stage.request()
  const target: unknown = JSON.parse(carriedBy(card, 'Approve'))
  const value = JSON.stringify(Object.assign({}, target, { digest: 'a'.repeat(64) }))

  const said = await hear(stage, BEN, () => sendClick(stage, { by: BEN, button: 'Approve', value }))

  expect(said).toContain('What this button stood for is not what the request holds.')
  expect(stage.record(card).request?.phase).toBe('awaiting_decision')
})

test.each([
  ['a request that is not there', JSON.stringify({ requestId: 'rb-aaaaaaaaaa', digest: 'b'.repeat(64) })],
  ['nothing that the bot wrote', 'rb-aaaaaaaaaa'],
  ['a statement of SQL', JSON.stringify({ requestId: "x' OR '1'='1", digest: 'c' })],
])('a button that names %s changes nothing, and its presser hears so', async (_, value) => {
  const stage = await createStage()
  const card = await stage.request()

  const said = await hear(stage, BEN, () => sendClick(stage, { by: BEN, button: 'Approve', value }))

  expect(said).toContain('Unknown request')
  expect(stage.record(card).entries).toHaveLength(2)
})

test('what another workspace sends is acknowledged and changes nothing', async () => {
  const stage = await createStage()
  const card = await stage.request()
  const calls = stage.slack.calls().length
  const value = carriedBy(card, 'Approve')

  expect(await sendClick(stage, { by: BEN, button: 'Approve', value, teamId: 'T0PARTNER1' })).toEqual(ACKNOWLEDGED)
  const command = await stage.drive(
    stage.slack.sockets.deliver(
      'slash_commands',
      {
        command: '/lighthouse',
        text: 'rollback',
        team_id: 'T0PARTNER1',
        user_id: BEN,
        channel_id: stage.slack.channelId,
        trigger_id: '1.2.x',
      },
      true,
    ),
  )
  const denial = await send(stage, {
    type: 'view_submission',
    team: { id: 'T0PARTNER1' },
    user: { id: BEN },
    view: {
      id: 'V0FOREIGN',
      type: 'modal',
      callback_id: 'keeper_deny',
      private_metadata: value,
      state: { values: { keeper_deny_reason: { keeper_deny_reason: { value: 'no' } } } },
    },
  })
  await stage.wait(3_000)

  expect(command).toEqual(ACKNOWLEDGED)
  expect(denial).toEqual(ACKNOWLEDGED)
  expect(stage.record(card).entries).toHaveLength(2)
  expect(
    stage.slack
      .calls()
      .slice(calls)
      .map(({ method }) => method),
  ).toEqual([])
  expect(rolledBack(stage)).toEqual([])
})

test.each([
  [
    'a button',
    { type: 'block_actions', actions: [{ type: 'button', action_id: 'some_other_app', block_id: 'b', value: '1' }] },
  ],
  [
    'a button that opens a link',
    { type: 'block_actions', actions: [{ type: 'button', action_id: 'keeper_open', block_id: 'b' }] },
  ],
  [
    'a modal',
    {
      type: 'view_submission',
      view: { id: 'V1', type: 'modal', callback_id: 'some_other_modal', state: { values: {} } },
    },
  ],
  ['a closed modal', { type: 'view_closed', view: { id: 'V1', type: 'modal', callback_id: 'some_other_modal' } }],
  ['a shortcut', { type: 'shortcut', callback_id: 'some_shortcut' }],
])('%s that the bot does not know is acknowledged and changes nothing', async (_, payload) => {
  const stage = await createStage()
  const card = await stage.request()
  const who = {
    team: { id: 'T0HARBOUR1' },
    user: { id: BEN },
    trigger_id: '1.2.x',
    channel: { id: stage.slack.channelId },
  }

  expect(await send(stage, { ...who, ...payload })).toEqual(ACKNOWLEDGED)

  expect(stage.record(card).entries).toHaveLength(2)
})

test('an unknown picker is answered with nothing to choose', async () => {
  const stage = await createStage()

  const answer = await send(stage, {
    type: 'block_suggestion',
    team: { id: 'T0HARBOUR1' },
    user: { id: BEN },
    action_id: 'some_picker',
    block_id: 'b',
    value: 'shop',
  })

  expect(answer).toEqual({ kind: 'acknowledged', payload: { options: [] } })
})
