import { describe, expect, test } from 'vitest'
import type { StoredMessage } from '../../sandbox/slack/messages.ts'
import { buttonsIn, wordsIn } from './reading.ts'
import { metadataOf } from './referee.ts'
import { ANA, BEN, CHEN, GUEST, SHOP_WEB_1 } from './request.ts'
import { createStage, type Stage } from './stage.ts'

/** A rollback that leaves its instance stopped. @returns its card and the message of its end */
const leftStopped = async (stage: Stage) => {
  const plan = { powerAfter: 'left-stopped' } as const
  stage.lighthouse.control.configure({ rollback: plan })
  const card = await stage.request()
  await stage.person(BEN).click(card.ts, 'Approve')
  const end = (await stage.ended(card)).at(-1)
  if (end === undefined) throw new Error('no end was told')
  return { card, end }
}

const starts = (stage: Stage) => stage.lighthouse.control.executed().filter(({ action }) => action === 'StartInstances')

const startEnded = (stage: Stage, card: StoredMessage) =>
  stage.until(
    'the end of the start',
    () => stage.messages(card).find((message) => metadataOf(message)?.event === 'start_ended'),
    600_000,
  )

describe('given an instance that was running and is stopped after its rollback', () => {
  test('an approver starts it, once, and the thread says how long it was down', async () => {
    const stage = await createStage()
    const { card, end } = await leftStopped(stage)
    expect(wordsIn(end.blocks)).toContain('was running before the rollback and has not started again')
    expect(buttonsIn(end.blocks)).toEqual(['Start instance'])

    await stage.person(BEN).click(end.ts, 'Start instance')
    expect(wordsIn((await startEnded(stage, card)).blocks)).toMatch(/runs again; it was down for about/)
    expect(starts(stage)).toHaveLength(1)
    await stage.until('the end without how the rollback left the instance', () => {
      const shown = stage.messages(card).find(({ ts }) => ts === end.ts)
      const words = wordsIn(shown?.blocks)
      return words.includes('runs again') && !words.includes('The instance is stopped')
    })
    await stage.until(
      'the button being gone',
      () => buttonsIn(stage.messages(card).map(({ blocks }) => blocks)).length === 0,
    )
  })

  test('two clicks at once start it once, and the second is answered', async () => {
    const stage = await createStage()
    const { card, end } = await leftStopped(stage)
    await Promise.all([
      stage.person(BEN).click(end.ts, 'Start instance'),
      stage.person(CHEN).click(end.ts, 'Start instance'),
    ])
    await startEnded(stage, card)
    expect(starts(stage)).toHaveLength(1)
    const told = [BEN, CHEN].flatMap((id) => stage.person(id).ephemerals())
    expect(told).toHaveLength(1)
  })

  test('a guest may not start it', async () => {
    const stage = await createStage()
    const { end } = await leftStopped(stage)
    await stage.person(GUEST).click(end.ts, 'Start instance')
    await stage.until('the answer', () => stage.person(GUEST).ephemerals().at(-1)?.text.includes('cannot start'))
    expect(starts(stage)).toHaveLength(0)
  })

  test('a start whose answer is lost is never sent again, and what became of it is seen', async () => {
    const stage = await createStage()
    const { card, end } = await leftStopped(stage)
    stage.lighthouse.control.addFault({ action: 'StartInstances', effect: { kind: 'drop', work: 'done' }, times: 1 })
    await stage.person(BEN).click(end.ts, 'Start instance')
    expect(wordsIn((await startEnded(stage, card)).blocks)).toContain('runs again')
    expect(stage.record(card).entries.map(({ kind }) => kind)).toContain('start_lost')
    expect(stage.lighthouse.control.calls().filter(({ action }) => action === 'StartInstances')).toHaveLength(1)
  })

  test('a start that the cloud refuses is told with what to do, and not tried again', async () => {
    const stage = await createStage()
    const { card, end } = await leftStopped(stage)
    const effect = { kind: 'error', code: 'OperationDenied.InstanceOperationInProgress' } as const
    stage.lighthouse.control.addFault({ action: 'StartInstances', effect, times: 1 })
    await stage.person(BEN).click(end.ts, 'Start instance')
    const refused = await stage.until('the refusal', () =>
      stage.messages(card).find((message) => metadataOf(message)?.event === 'start_refused'),
    )
    expect(wordsIn(refused.blocks)).toContain('OperationDenied.InstanceOperationInProgress')
    await stage.wait(60_000)
    expect(stage.lighthouse.control.calls().filter(({ action }) => action === 'StartInstances')).toHaveLength(1)
  })

  test('nothing is sent where another request for the instance was opened meanwhile', async () => {
    const stage = await createStage()
    const { end } = await leftStopped(stage)
    await stage.request({ by: ANA, instance: SHOP_WEB_1, snapshot: { text: 'nightly-1' } })
    await stage.person(BEN).click(end.ts, 'Start instance')
    await stage.until('the answer', () => stage.person(BEN).ephemerals().at(-1)?.text.includes('changed nothing'))
    expect(starts(stage)).toHaveLength(0)
  })
})

test('an instance that runs again is told with how long it was down, and nothing is offered', async () => {
  const stage = await createStage()
  const card = await stage.request()
  await stage.person(BEN).click(card.ts, 'Approve')
  const end = (await stage.ended(card)).at(-1)
  expect(wordsIn(end?.blocks)).toMatch(/It was down for about [23]\d seconds/)
  expect(wordsIn(end?.blocks)).toContain('Check next')
  expect(buttonsIn(end?.blocks)).toEqual([])
})
