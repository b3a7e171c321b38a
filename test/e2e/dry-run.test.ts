import { describe, expect, test } from 'vitest'
import { wordsIn } from './reading.ts'
import { metadataOf } from './referee.ts'
import { BEN, SHOP_WEB_1, wantSafety } from './request.ts'
import { createStage } from './stage.ts'

describe('a dry run', () => {
  test('goes the whole way, approval included, and ends rehearsed without a call that changes anything', async () => {
    const stage = await createStage()
    const card = await stage.request({ dryRun: true })
    expect(wordsIn(card.blocks)).toContain('Dry run · Rollback requested')
    expect(wordsIn(card.blocks)).toContain('What a real rollback would take away')

    await stage.person(BEN).click(card.ts, 'Approve')
    const [shown, ...thread] = await stage.ended(card)

    expect(thread.map((message) => metadataOf(message)?.event)).toEqual(['approved', 'rehearsed'])
    expect(metadataOf(shown ?? card)?.state).toBe('rehearsed')
    const end = wordsIn(thread.at(-1)?.blocks)
    expect(end).toContain('Rollback rehearsed')
    expect(end).toContain(`Would have been called: ApplyInstanceSnapshot, for instance ${SHOP_WEB_1}`)
    for (const message of [shown, ...thread]) expect(wordsIn(message?.blocks)).toContain('Dry run')
    const sent = stage.lighthouse.control.calls().filter(({ action }) => !action.startsWith('Describe'))
    expect(sent).toEqual([])
  })

  test('neither occupies the instance nor waits for the request that does', async () => {
    const stage = await createStage()
    const rehearsal = await stage.request({ dryRun: true })
    const real = await stage.request()
    const another = await stage.request({ dryRun: true })

    await stage.person(BEN).click(real.ts, 'Approve')
    await stage.ended(real)
    for (const card of [rehearsal, another]) {
      await stage.person(BEN).click(card.ts, 'Approve')
      await stage.ended(card)
      expect(metadataOf(stage.card(card))?.state).toBe('rehearsed')
    }
    expect(stage.lighthouse.control.executed()).toHaveLength(1)
  })

  test('ends failed like a real one where a check forbids it, and what is tried again is a dry run again', async () => {
    const stage = await createStage()
    const card = await stage.request({ dryRun: true })
    stage.lighthouse.control.setInstanceState(SHOP_WEB_1, 'REBOOTING', true)
    await stage.person(BEN).click(card.ts, 'Approve')
    const end = (await stage.ended(card)).at(-1)
    expect(wordsIn(end?.blocks)).toContain('Dry run · Rollback failed')
    stage.lighthouse.control.setInstanceState(SHOP_WEB_1, 'RUNNING')

    await stage.person(BEN).click(end?.ts ?? '', 'Request again')
    await stage.until('the checks in the form', () =>
      wordsIn(stage.person(BEN).modal()?.modal.blocks).includes('The checks found nothing'),
    )
    await wantSafety(stage.person(BEN), false)
    await stage.person(BEN).submit()
    await stage.until('the second request', () => stage.ledger().length === 2)
    expect(stage.ledger()[1]?.request?.submission.options).toEqual({ dryRun: true, safetySnapshot: false })
  })

  test('with a safety snapshot names that call too, and makes neither', async () => {
    const stage = await createStage()
    const card = await stage.request({ dryRun: true, safety: true })
    await stage.person(BEN).click(card.ts, 'Approve')
    const end = wordsIn((await stage.ended(card)).at(-1)?.blocks)
    expect(end).toContain(`Would have been called: CreateInstanceSnapshot, for instance ${SHOP_WEB_1}`)
    expect(end).toContain(`Would have been called: ApplyInstanceSnapshot, for instance ${SHOP_WEB_1}`)
    expect(stage.lighthouse.control.executed()).toEqual([])
  })

  test('is understood with the long dash that some keyboards make of two hyphens', async () => {
    const stage = await createStage()
    await stage.person(BEN).command('/lighthouse', `rollback ${SHOP_WEB_1} —dry-run`)
    const modal = await stage.until('the form', () => stage.person(BEN).modal())
    expect(JSON.stringify(modal.modal.blocks)).toContain('"initial_options"')
  })

  test('is told in Chinese where the channel reads Chinese', async () => {
    const stage = await createStage({ language: 'zh-CN' })
    const card = await stage.request({ dryRun: true })
    await stage.person(BEN).click(card.ts, '批准')
    const end = (await stage.ended(card)).at(-1)
    expect(wordsIn(end?.blocks)).toContain('演练 · 回滚演练完成')
  })
})
