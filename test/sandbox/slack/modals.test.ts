import type { App, ViewResponseAction } from '@slack/bolt'
import type { KnownBlock, ModalView } from '@slack/types'
import { describe, expect, test } from 'vitest'
import type { LocalSlack } from '../../../sandbox/slack/server.ts'
import { ANA, BEN, codeOf, type Given, givenApp, givenSlack, plain, section, times } from './given.ts'

const reason: KnownBlock = {
  type: 'input',
  block_id: 'reason',
  label: plain('Reason'),
  element: { type: 'plain_text_input', action_id: 'text' },
}
const viewOf = (more: Partial<ModalView> = {}): ModalView => ({
  type: 'modal',
  callback_id: 'request',
  title: plain('Request'),
  submit: plain('Send'),
  blocks: [reason],
  ...more,
})

/** A command opens the modal; what the app answers to its submission, and what it heard. */
const givenModal = async (
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

describe('a submission', () => {
  test('tells the app who sent what', async () => {
    const { slack, heard } = await givenModal(viewOf({ private_metadata: 'kept' }))
    await slack.person(ANA).fill('Reason', 'bad deploy')
    await slack.person(ANA).submit()

    expect(heard).toMatchObject([
      {
        type: 'view_submission',
        team: { id: 'T0HARBOUR1' },
        user: { id: ANA, team_id: 'T0HARBOUR1', name: 'ana.duarte' },
        api_app_id: 'A0KEEPER01',
        trigger_id: expect.any(String),
        response_urls: [],
        view: {
          callback_id: 'request',
          private_metadata: 'kept',
          hash: expect.any(String),
          state: { values: { reason: { text: { type: 'plain_text_input', value: 'bad deploy' } } } },
        },
      },
    ])
    expect(slack.person(ANA).modal()).toBeUndefined()
  })

  test('without a required input stays at the screen: the app hears nothing', async () => {
    const { slack, heard } = await givenModal(viewOf())

    expect(await slack.person(ANA).submit()).toMatchObject({ kind: 'refused' })
    expect(slack.person(ANA).modal()?.errors).toEqual({ reason: 'Please complete this required field.' })
    expect(heard).toEqual([])
  })

  test('an input that is optional may stay empty', async () => {
    const { slack } = await givenModal(viewOf({ blocks: [{ ...reason, optional: true }] }))

    expect(await slack.person(ANA).submit()).toEqual({ kind: 'done' })
  })

  test('errors of the app stand under the inputs until something is typed', async () => {
    const answer = () => ({ response_action: 'errors', errors: { reason: 'Say more.' } }) as const
    const { slack } = await givenModal(viewOf(), answer)
    const ana = slack.person(ANA)
    await ana.fill('Reason', 'x')
    await ana.submit()
    expect(ana.modal()?.errors).toEqual({ reason: 'Say more.' })
    await ana.fill('Reason', 'xyz')

    expect(ana.modal()?.errors).toEqual({})
  })

  test('errors for a block that is no input are a failure that the person sees', async () => {
    const { slack } = await givenModal(viewOf(), () => ({ response_action: 'errors', errors: { nowhere: 'x' } }))
    await slack.person(ANA).fill('Reason', 'x')

    expect(await slack.person(ANA).submit()).toMatchObject({ kind: 'failed' })
    expect(slack.person(ANA).modal()?.trouble).toBe('We had some trouble connecting. Try again?')
    expect(slack.complaints()).toMatchObject([expect.stringContaining('nowhere')])
  })

  test('an update puts another view in its place, a clear closes everything', async () => {
    const next = viewOf({ title: plain('Checking…'), blocks: [section('wait')] })
    let action: ViewResponseAction = { response_action: 'update', view: next }
    const { slack } = await givenModal(viewOf(), () => action)
    const ana = slack.person(ANA)
    await ana.fill('Reason', 'x')
    const before = ana.modal()
    await ana.submit()
    expect(ana.modal()).toMatchObject({ id: before?.id, submitting: false, modal: { title: { text: 'Checking…' } } })
    expect(ana.modal()?.hash).not.toBe(before?.hash)
    action = { response_action: 'clear' }
    await ana.submit()

    expect(ana.modal()).toBeUndefined()
  })

  test('an update with a view that Slack refuses is a failure that the person sees', async () => {
    const { slack } = await givenModal(viewOf(), () => ({
      response_action: 'update',
      view: viewOf({ title: plain('A title that is far longer than 24 characters') }),
    }))
    await slack.person(ANA).fill('Reason', 'x')

    expect(await slack.person(ANA).submit()).toMatchObject({ kind: 'failed' })
    expect(slack.complaints().join()).toContain('/view/title/text')
  })

  test('pushes stack up to three views, and an acknowledgement takes off one', async () => {
    let action: ViewResponseAction | undefined = {
      response_action: 'push',
      view: viewOf({ blocks: [section('next')] }),
    }
    const { slack } = await givenModal(viewOf({ blocks: [section('first')] }), () => action)
    const ana = slack.person(ANA)
    const root = ana.modal()
    await ana.submit()
    expect(ana.modal()).toMatchObject({ previousViewId: root?.id, rootViewId: root?.id })
    await ana.submit()
    expect(await ana.submit()).toMatchObject({ kind: 'failed' })
    action = undefined
    await ana.submit()
    await ana.submit()

    expect(ana.modal()?.id).toBe(root?.id)
  })
})

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

describe('trigger ids', () => {
  const given = async () => {
    const all = await givenSlack({ triggerClock: 'injected' })
    const triggers: string[] = []
    await givenApp(all.slack, (app) => {
      app.command('/lighthouse', async ({ ack, body }) => {
        triggers.push(body.trigger_id)
        await ack()
      })
    })
    await all.slack.person(ANA).command('/lighthouse', 'rollback')
    const [trigger = ''] = triggers
    return {
      ...all,
      trigger_id: trigger,
      open: (trigger_id = trigger) => codeOf(all.client.views.open({ trigger_id, view: viewOf() })),
    }
  }

  test('are good for three seconds', async () => {
    const { clock, open } = await given()
    clock.advance(3001)

    expect(await open()).toBe('expired_trigger_id')
  })

  test('are good at the end of the three seconds, and once', async () => {
    const { clock, open } = await given()
    clock.advance(3000)

    expect(await open()).toBe('ok')
    expect(await open()).toBe('exchanged_trigger_id')
  })

  test('cannot be made up', async () => {
    const { open } = await given()

    expect(await open('1.2.3')).toBe('invalid_trigger_id')
  })

  test('survive a view that was refused', async () => {
    const { client, open, trigger_id } = await given()
    const broken = client.apiCall('views.open', { trigger_id, view: { type: 'modal' } })

    expect(await codeOf(broken)).toBe('invalid_arguments')
    expect(await open()).toBe('ok')
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
