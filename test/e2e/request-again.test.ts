import { expect, test } from 'vitest'
import { buttonsIn, wordsIn } from './reading.ts'
import { metadataOf } from './referee.ts'
import { ANA, BEN, CHEN, GUEST, wantSafety } from './request.ts'
import { createStage, type Stage } from './stage.ts'

/** A request whose call the cloud refuses with this code. @returns its card and the message of its end */
const refusedWith = async (stage: Stage, code: string) => {
  stage.lighthouse.control.addFault({ action: 'ApplyInstanceSnapshot', effect: { kind: 'error', code }, times: 1 })
  const card = await stage.request({ reason: 'The checkout is broken' })
  await stage.person(BEN).click(card.ts, 'Approve')
  const end = (await stage.ended(card)).at(-1)
  if (end === undefined) throw new Error('no end was told')
  return { card, end }
}

test('after a refusal that passes the form opens again as it was, and is a new request with a new approval', async () => {
  const stage = await createStage()
  const { card, end } = await refusedWith(stage, 'OperationDenied.InstanceOperationInProgress')
  expect(buttonsIn(end.blocks)).toEqual(['Request again'])

  await stage.person(ANA).click(end.ts, 'Request again')
  await stage.until('the checks in the form', () =>
    wordsIn(stage.person(ANA).modal()?.modal.blocks).includes('The checks found nothing'),
  )
  await wantSafety(stage.person(ANA), false)
  expect(await stage.person(ANA).submit()).toEqual({ kind: 'done' })
  const second = await stage.until('a second card', () =>
    stage.slack.channel().find((message) => metadataOf(message) !== null && message.ts !== card.ts),
  )
  const requests = stage.ledger().map(({ request }) => request)
  expect(requests[1]?.submission).toMatchObject({
    instanceId: requests[0]?.submission.instanceId,
    snapshotId: requests[0]?.submission.snapshotId,
    reason: 'The checkout is broken',
  })
  expect(requests[1]?.approvals).toEqual([])

  await stage.person(BEN).click(second.ts, 'Approve')
  await stage.ended(second)
  expect(stage.lighthouse.control.executed()).toHaveLength(1)
})

test('after a refusal that stays so there is nothing to press', async () => {
  const stage = await createStage()
  const { end } = await refusedWith(stage, 'InvalidParameterValue.DiskSizeNotMatch')
  expect(buttonsIn(end.blocks)).toEqual([])
})

test('after an expiry anybody who may request can take it up, in their own language', async () => {
  const stage = await createStage({ requestTtl: 60_000 })
  const card = await stage.request()
  const end = (await stage.ended(card)).at(-1)
  expect(await stage.person(CHEN).click(end?.ts ?? '', 'Request again')).toEqual({ kind: 'done' })
  const modal = await stage.until('the form', () => stage.person(CHEN).modal())
  expect(modal.modal.title.text).toBe('回滚实例')
  await stage.until('the checks', () => wordsIn(stage.person(CHEN).modal()?.modal.blocks).includes('检查未发现问题'))
})

test('a guest who presses it is told that guests cannot request', async () => {
  const stage = await createStage({ requestTtl: 60_000 })
  const card = await stage.request()
  const end = (await stage.ended(card)).at(-1)
  await stage.person(GUEST).click(end?.ts ?? '', 'Request again')
  await stage.until('the refusal', () => stage.person(GUEST).modal()?.modal.title.text === 'Not possible')
})
