import { describe, expect, test } from 'vitest'
import { begin, expectOneRollback, LIMIT } from './restart-acts.ts'
import type { Scene } from './restart-scene.ts'

const replies = ({ slack }: Scene, ts: string) => slack.thread(ts).length

describe.concurrent('kill -9, then start: one rollback, told once', () => {
  test('while Slack’s answer to a post is on its way', { timeout: LIMIT }, async (context) => {
    const { scene, card } = await begin(context)
    const { slack, bot } = scene
    const fault = slack.faults.add({
      method: 'chat.postMessage',
      fault: { kind: 'delay', milliseconds: 8_000 },
      times: 1,
    })
    await scene.approve(card)
    await scene.killWhen('the message without its answer', () => replies(scene, card.ts) === 1)
    slack.faults.clear(fault)

    await bot.start()

    expect(await expectOneRollback(scene)).toEqual(['opened', 'approved', 'succeeded'])
  })

  test('before a post has reached Slack', { timeout: LIMIT }, async (context) => {
    const { scene, card } = await begin(context)
    const { slack, bot } = scene
    const posts = () => slack.calls().filter(({ method }) => method === 'chat.postMessage').length
    const before = posts()
    slack.faults.add({ method: 'chat.postMessage', fault: { kind: 'request_lost' }, times: 1 })
    await scene.approve(card)
    await scene.killWhen('the lost post', () => posts() > before)

    await bot.start()

    expect(await expectOneRollback(scene)).toEqual(['opened', 'approved', 'succeeded'])
  })

  test('while the answer to the post of the end is on its way', { timeout: LIMIT }, async (context) => {
    const { scene, card } = await begin(context)
    const { slack, bot } = scene
    await scene.approve(card)
    await scene.killWhen('the run message', () => replies(scene, card.ts) === 2)
    slack.faults.add({ method: 'chat.postMessage', fault: { kind: 'answer_lost' }, times: 1 })
    await bot.start()
    await scene.killWhen('the end without its answer', () => replies(scene, card.ts) === 3)

    await bot.start()

    const events = await expectOneRollback(scene)
    expect(events).toEqual(['opened', 'approved', 'apply_accepted', 'succeeded'])
  })
})
