import { expect, test } from 'vitest'
import { untilModalSays } from './acts.ts'
import { buttonsIn, wordsIn } from './reading.ts'
import { metadataOf } from './referee.ts'
import { ANA, BEN, fillIn } from './request.ts'
import { createStage } from './stage.ts'

const CHINESE = /[一-鿿]/

test('with BOT_LANGUAGE=zh-CN the channel reads Chinese, the metadata stays English', async () => {
  const stage = await createStage({ language: 'zh-CN' })
  const card = await stage.request()
  expect(card.text).toContain('回滚待审批')
  expect(buttonsIn(card.blocks)).toEqual(['批准', '拒绝', '取消'])

  await stage.person(BEN).click(card.ts, '批准')
  const [shown, ...thread] = await stage.ended(card)

  expect(thread.map((message) => metadataOf(message)?.event)).toEqual(['approved', 'apply_accepted', 'succeeded'])
  expect(metadataOf(shown ?? card)?.state).toBe('succeeded')
  for (const message of thread) expect(wordsIn(message.blocks)).toMatch(CHINESE)
  expect(wordsIn(shown?.blocks)).toContain('回滚成功')
})

test('somebody who reads English gets an English modal beside a Chinese channel', async () => {
  const stage = await createStage({ language: 'zh-CN' })
  await stage.person(ANA).command('/lighthouse', 'rollback')
  await untilModalSays(stage, ANA, 'Roll back an instance')
  await stage.person(ANA).closeModal()

  await fillIn(stage)
  await stage.person(ANA).submit()

  expect(await untilModalSays(stage, ANA, 'Request posted')).not.toMatch(CHINESE)
})
