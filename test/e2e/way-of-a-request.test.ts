import { expect, test } from 'vitest'
import { buttonsIn, wordsIn } from './reading.ts'
import { metadataOf } from './referee.ts'
import { ANA, BEN } from './request.ts'
import { createStage } from './stage.ts'

test('a request is approved by a second person and ends succeeded, told step by step', async () => {
  const stage = await createStage()
  const card = await stage.request()
  expect(buttonsIn(card.blocks)).toEqual(['Approve', 'Deny', 'Cancel'])

  expect(await stage.person(BEN).click(card.ts, 'Approve')).toEqual({ kind: 'done' })
  const [shown, ...thread] = await stage.ended(card)

  expect(thread.flatMap((message) => metadataOf(message)?.event ?? [])).toEqual([
    'approved',
    'apply_accepted',
    'succeeded',
  ])
  expect(metadataOf(shown ?? card)).toMatchObject({ state: 'succeeded', seq: 2, event: 'opened' })
  expect(wordsIn(thread.at(-1)?.blocks)).toContain(`<@${ANA}>`)
})
