import type { ModalView } from '@slack/types'
import { describe, expect, test } from 'vitest'
import { ANA, codeOf, givenApp, givenSlack, plain, section } from './given.ts'

const view: ModalView = { type: 'modal', title: plain('Request'), blocks: [section('x')] }

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
      open: (trigger_id = trigger) => codeOf(all.client.views.open({ trigger_id, view })),
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
