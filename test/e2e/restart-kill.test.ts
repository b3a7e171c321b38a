import { describe, expect, test } from 'vitest'
import { wordsIn } from './reading.ts'
import { begin, expectOneRollback, LIMIT } from './restart-acts.ts'

/** Deaths in the middle of somebody else's work; those between two effects are in `faults/storm-*.test.ts`. */

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
})
