import { describe, expect, test } from 'vitest'
import { wordsIn } from './reading.ts'
import { SHOP_WEB_1 } from './request.ts'
import { begin, expectOneRollback, LIMIT } from './restart-acts.ts'
import { createScene, type Scene } from './restart-scene.ts'

/** Deaths in the middle of somebody else's work; those between two effects are in `faults/storm-*.test.ts`. */

const replies = ({ slack }: Scene, ts: string) => slack.thread(ts).length

describe.concurrent('kill -9, then start: one rollback, told once', () => {
  test('while the call is on its way and takes effect later', { timeout: LIMIT }, async (context) => {
    const { scene, card } = await begin(context)
    scene.lighthouse.control.addFault({
      action: 'ApplyInstanceSnapshot',
      effect: { kind: 'delay', milliseconds: 3_000 },
    })
    await scene.approve(card)
    await scene.killWhen('the call', () => scene.lighthouse.control.state().faults.length === 0)
    expect(scene.lighthouse.control.executed()).toEqual([])

    await scene.bot.start()

    await expectOneRollback(scene)
    expect(scene.has('answer_lost') && scene.has('rollback_found')).toBe(true)
    expect(wordsIn(scene.slack.thread(card.ts).at(-1)?.blocks)).toContain('could also have started it by hand')
  })

  test('while the safety snapshot is being made, and after its call took effect without an answer', {
    timeout: LIMIT,
  }, async (context) => {
    const scene = await createScene(context)
    await scene.bot.start()
    const card = await scene.request(SHOP_WEB_1, true)
    const { control } = scene.lighthouse
    const created = () => control.executed().filter(({ action }) => action === 'CreateInstanceSnapshot').length
    control.addFault({ action: 'CreateInstanceSnapshot', effect: { kind: 'no-answer', work: 'done' } })
    await scene.approve(card)
    await scene.killWhen('the effect', () => created() === 1)
    await scene.bot.start()
    await scene.killWhen('the snapshot found by its name', () => scene.has('safety_found'))
    await scene.bot.start()

    const events = await scene.ended()
    expect(scene.record()?.request?.end?.name).toBe('succeeded')
    expect(control.executed().map(({ action }) => action)).toEqual(['CreateInstanceSnapshot', 'ApplyInstanceSnapshot'])
    expect(events).toEqual(expect.arrayContaining(['safety_lost', 'safety_found', 'succeeded']))
    expect(await scene.bot.stop()).toBe(0)
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
