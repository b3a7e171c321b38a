import type { ViewResponseAction } from '@slack/bolt'
import { describe, expect, test } from 'vitest'
import { ANA, plain, section } from './given.ts'
import { givenModal, reason, viewOf } from './given-modal.ts'

describe('a submission', () => {
  test('tells the app who sent what, and an acknowledgement without a word closes the modal', async () => {
    const { slack, heard } = await givenModal(viewOf({ private_metadata: 'kept' }))
    await slack.person(ANA).fill('Reason', 'bad deploy')
    expect(await slack.person(ANA).submit()).toEqual({ kind: 'done' })

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
