import { describe, expect, test } from 'vitest'
import { wordsIn } from './reading.ts'
import { metadataOf } from './referee.ts'
import { SHOP_WEB_1 } from './request.ts'
import { begin, expectOneRollback, LIMIT, rollbackShows } from './restart-acts.ts'
import { createScene } from './restart-scene.ts'

describe.concurrent('kill -9, then start: one rollback, told once', () => {
  test('right after Approve was acknowledged', { timeout: LIMIT }, async (context) => {
    const { scene, card } = await begin(context)
    await scene.approve(card)
    await scene.bot.kill()
    // A click whose decision did not reach the ledger changes nothing and is pressed again.
    await scene.bot.start()
    if (!scene.has('approved')) await scene.approve(card)

    await expectOneRollback(scene)
  })

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

  test('after the call took effect and before its answer', { timeout: LIMIT }, async (context) => {
    const { scene, card } = await begin(context)
    scene.lighthouse.control.addFault({
      action: 'ApplyInstanceSnapshot',
      effect: { kind: 'no-answer', work: 'done' },
    })
    await scene.approve(card)
    await scene.killWhen('the effect', () => scene.lighthouse.control.executed().length === 1)

    await scene.bot.start()

    await expectOneRollback(scene)
    expect(scene.has('answer_lost') && scene.has('rollback_found')).toBe(true)
  })

  test('as soon as the call was answered', { timeout: LIMIT }, async (context) => {
    const { scene, card } = await begin(context)
    await scene.approve(card)
    await scene.killWhen('the effect', () => scene.lighthouse.control.executed().length === 1)

    await scene.bot.start()

    await expectOneRollback(scene)
  })

  test('in the middle of the rollback', { timeout: LIMIT }, async (context) => {
    const { scene, card } = await begin(context)
    scene.lighthouse.control.configure({ rollback: { milliseconds: 8_000 } })
    await scene.approve(card)
    await scene.killWhen('the answer in the ledger', () => scene.has('apply_accepted'))
    expect(rollbackShows(scene, 'OPERATING')).toBe(true)

    await scene.bot.start()

    await expectOneRollback(scene)
    expect(scene.has('answer_lost')).toBe(false)
  })

  test('after the cloud has finished and before the bot knew', { timeout: LIMIT }, async (context) => {
    const { scene, card } = await begin(context)
    await scene.approve(card)
    await scene.killWhen('the answer in the ledger', () => scene.has('apply_accepted'))
    await scene.killWhen('the end of the rollback', () => rollbackShows(scene, 'SUCCESS'))

    await scene.bot.start()

    await expectOneRollback(scene)
  })

  test('as soon as the end stands in the ledger', { timeout: LIMIT }, async (context) => {
    const { scene, card } = await begin(context)
    await scene.approve(card)
    await scene.killWhen('the end', () => scene.has('succeeded'))

    await scene.bot.start()

    await expectOneRollback(scene)
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

  test('again and again until it has ended', { timeout: LIMIT }, async (context) => {
    const { scene, card } = await begin(context)
    await scene.approve(card)
    // Not before the call arrived: killed between the gate and the send, nobody could tell for two minutes.
    await scene.killWhen('the call', () => scene.lighthouse.control.executed().length > 0)
    for (const phase of ['apply_accepted', 'rolled_back', 'succeeded'] as const) {
      await scene.bot.start()
      await scene.killWhen(phase, () => scene.has(phase) || scene.has('answer_lost'))
    }

    await scene.bot.start()

    await expectOneRollback(scene)
    expect(metadataOf(scene.slack.channel()[0] ?? card)?.state).toBe('succeeded')
  })
})
