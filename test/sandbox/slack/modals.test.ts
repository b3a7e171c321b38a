import { describe, expect, test } from 'vitest'
import { ANA, BEN, codeOf, plain, section, times } from './given.ts'
import { givenModal, reason, viewOf } from './given-modal.ts'

describe('changes of a view', () => {
  test('the hash of a view that has changed since is refused', async () => {
    const { slack, client } = await givenModal(viewOf())
    const { id = '', hash = '' } = slack.person(ANA).modal() ?? {}
    const update = (old: string) => codeOf(client.views.update({ view_id: id, hash: old, view: viewOf() }))

    expect(await update(hash)).toBe('ok')
    expect(await update(hash)).toBe('hash_conflict')
    expect(await codeOf(client.views.update({ view_id: id, view: viewOf() }))).toBe('ok')
  })

  test('what a person has typed stays where block id and action id are equal', async () => {
    const { slack, client } = await givenModal(viewOf())
    const ana = slack.person(ANA)
    await ana.fill('Reason', 'typed')
    const view_id = ana.modal()?.id ?? ''
    await client.views.update({ view_id, view: viewOf({ blocks: [section('more'), reason] }) })
    expect(ana.modal()?.values).toEqual({ reason: { text: { type: 'plain_text_input', value: 'typed' } } })
    await client.views.update({ view_id, view: viewOf({ blocks: [{ ...reason, block_id: 'reason-2' }] }) })

    expect(ana.modal()?.values).toEqual({ 'reason-2': { text: { type: 'plain_text_input', value: null } } })
  })

  test('initial values stand in a view before anybody types', async () => {
    const element = { type: 'plain_text_input', action_id: 'text', initial_value: 'as before' } as const
    const { slack, heard } = await givenModal(viewOf({ blocks: [{ ...reason, element }] }))
    await slack.person(ANA).submit()

    expect(heard).toMatchObject([{ view: { state: { values: { reason: { text: { value: 'as before' } } } } } }])
  })

  test('a view that is closed is not found, by id or external id', async () => {
    const { slack, client } = await givenModal(viewOf({ external_id: 'mine' }))
    const update = () => codeOf(client.views.update({ external_id: 'mine', view: viewOf({ external_id: 'mine' }) }))
    expect(await update()).toBe('ok')
    await slack.person(ANA).closeModal()

    expect(await update()).toBe('not_found')
    expect(await codeOf(client.apiCall('views.update', { view: viewOf() }))).toBe('invalid_arguments')
  })

  test('an external id belongs to one open view', async () => {
    const { slack } = await givenModal(viewOf({ external_id: 'mine' }))
    await slack.person(BEN).command('/lighthouse', 'the same view again')

    await expect.poll(() => slack.calls().map(({ error }) => error)).toContain('duplicate_external_id')
    expect(slack.person(BEN).modal()).toBeUndefined()
  })
})

describe('closing', () => {
  test('the app hears of it where it asked to', async () => {
    const { slack, heard } = await givenModal(viewOf({ notify_on_close: true }))
    await slack.person(ANA).closeModal()

    await expect.poll(() => heard).toMatchObject([{ type: 'view_closed', user: { id: ANA }, is_cleared: false }])
    expect(slack.person(ANA).modal()).toBeUndefined()
  })

  test('and hears nothing where it did not', async () => {
    const { slack, heard } = await givenModal(viewOf())
    await slack.person(ANA).closeModal()

    expect(slack.quiet()).toBe(true)
    expect(heard).toEqual([])
  })

  test('clear_on_close takes the whole stack away', async () => {
    const next = viewOf({ clear_on_close: true, blocks: [section('next')] })
    const { slack } = await givenModal(viewOf({ blocks: [section('first')] }), () => ({
      response_action: 'push',
      view: next,
    }))
    await slack.person(ANA).submit()
    await slack.person(ANA).closeModal()

    expect(slack.person(ANA).modal()).toBeUndefined()
  })
})

test('views.push adds up to three views', async () => {
  const codes: string[] = []
  const button = { type: 'actions', elements: [{ type: 'button', action_id: 'more', text: plain('More') }] } as const
  const { slack } = await givenModal(viewOf({ blocks: [button] }), undefined, (app) => {
    app.action('more', async ({ ack, body, client }) => {
      await ack()
      if (body.type !== 'block_actions') return
      codes.push(await codeOf(client.views.push({ trigger_id: body.trigger_id, view: viewOf({ blocks: [button] }) })))
    })
  })
  for (const index of times(3, (count) => count + 1)) {
    await slack.person(ANA).pressInModal('More')
    await expect.poll(() => codes.length).toBe(index)
  }

  expect(codes).toEqual(['ok', 'ok', 'push_limit_reached'])
})
