import { expect, test } from 'vitest'
import { carriedBy, hear, rolledBack, sendClick } from './acts.ts'
import { buttonsIn, wordsIn } from './reading.ts'
import { metadataOf } from './referee.ts'
import { ANA, BEN, CHEN } from './request.ts'
import { createStage, type Stage } from './stage.ts'

const MINUTE = 60_000

const stateOf = (stage: Stage, card: Parameters<Stage['card']>[0]) => metadataOf(stage.card(card))?.state

test('an undecided request expires by itself, and its card shows it within 30 s', async () => {
  const stage = await createStage({ requestTtl: 2 * MINUTE })
  const card = await stage.request()
  const decideBy = stage.record(card).request?.opened?.decideBy ?? 0
  expect(decideBy - (stage.record(card).request?.opened?.at ?? 0)).toBe(2 * MINUTE)

  await stage.wait(decideBy - stage.now() - 1_000)
  expect(stateOf(stage, card)).toBe('awaiting_decision')
  await stage.until('the expired card', () => stateOf(stage, card) === 'expired', 31_000)

  const [shown, end] = await stage.ended(card)
  expect(buttonsIn(shown?.blocks)).toEqual([])
  expect(shown?.text).toContain('expired')
  expect(metadataOf(end ?? card)?.event).toBe('expired')
  expect(wordsIn(end?.blocks)).toContain('Not enough people approved it in time.')
  expect(wordsIn(end?.blocks)).toContain(`<@${ANA}>`)
  expect(rolledBack(stage)).toEqual([])
})

test('a request whose time ran out while the bot was down expires at the next start, and an Approve never counts', async () => {
  const stage = await createStage({ requestTtl: MINUTE })
  const card = await stage.request()
  const value = carriedBy(card, 'Approve')
  await stage.stop()
  await stage.wait(2 * MINUTE)

  await stage.start()
  const said = await hear(stage, BEN, () => sendClick(stage, { by: BEN, button: 'Approve', value }))
  await stage.until('the expired card', () => stateOf(stage, card) === 'expired', 30_000)
  await stage.ended(card)

  expect(said).toMatch(/has already expired|The time for a decision ended/)
  expect(stage.record(card).request?.approvals).toEqual([])
  expect(rolledBack(stage)).toEqual([])
})

test('a late Approve, Deny or Cancel on an expired request is answered', async () => {
  const stage = await createStage({ requestTtl: MINUTE })
  const card = await stage.request()
  await stage.ended(card, 3 * MINUTE)

  for (const [by, button] of [
    [BEN, 'Approve'],
    [BEN, 'Deny'],
    [ANA, 'Cancel'],
  ] as const) {
    const said = await hear(stage, by, () => sendClick(stage, { by, button, value: carriedBy(card, button) }))
    expect(said).toContain('The request has already expired.')
  }
})

test('of two required approvals one does not keep the request from expiring', async () => {
  const stage = await createStage({ requestTtl: MINUTE, approvalsRequired: 2 })
  const card = await stage.request()
  await stage.person(BEN).click(card.ts, 'Approve')

  const [, , end] = await stage.ended(card, 3 * MINUTE)

  expect(metadataOf(end ?? card)?.event).toBe('expired')
  expect(wordsIn(end?.blocks)).toContain(`<@${BEN}>`)
  expect(rolledBack(stage)).toEqual([])
})

test('an approval does not keep while the cloud cannot be read: nothing runs once it can be again', async () => {
  const stage = await createStage({ approvalTtl: MINUTE })
  const card = await stage.request()
  stage.lighthouse.control.addFault({ effect: { kind: 'error', code: 'InternalError' }, times: null })
  await stage.person(BEN).click(card.ts, 'Approve')

  const [shown, ...thread] = await stage.ended(card, 5 * MINUTE)
  stage.lighthouse.control.clearFaults()
  await stage.wait(MINUTE)

  expect(thread.map((message) => metadataOf(message)?.event)).toEqual(['approved', 'cloud_unreadable', 'expired'])
  expect(wordsIn(thread.at(-1)?.blocks)).toContain('approved but not begun in time, and an approval does not keep.')
  expect(metadataOf(shown ?? card)?.state).toBe('expired')
  expect(rolledBack(stage)).toEqual([])
})

test('an approval does not keep while the bot is down', async () => {
  const stage = await createStage({ approvalTtl: MINUTE })
  const card = await stage.request()
  // Long enough unreadable that the bot is stopped between approval and call.
  stage.lighthouse.control.addFault({ effect: { kind: 'error', code: 'InternalError' }, times: null })
  await stage.person(BEN).click(card.ts, 'Approve')
  await stage.until('the approval', () => stage.record(card).request?.phase === 'approved')
  await stage.stop()
  stage.lighthouse.control.clearFaults()
  await stage.wait(2 * MINUTE)

  await stage.start()
  await stage.ended(card)

  expect(stage.record(card).request?.end).toMatchObject({ name: 'expired', waitedFor: 'start' })
  expect(rolledBack(stage)).toEqual([])
})

test('a cloud that comes back within the approval’s time is used', async () => {
  const stage = await createStage({ approvalTtl: 5 * MINUTE })
  const card = await stage.request()
  stage.lighthouse.control.addFault({ effect: { kind: 'error', code: 'InternalError' }, times: null })
  await stage.person(CHEN).click(card.ts, 'Approve')
  await stage.until('the outage being told', () =>
    stage.slack.thread(card.ts).some((message) => metadataOf(message)?.event === 'cloud_unreadable'),
  )
  stage.lighthouse.control.clearFaults()

  const [, ...thread] = await stage.ended(card)

  expect(thread.map((message) => metadataOf(message)?.event)).toEqual([
    'approved',
    'cloud_unreadable',
    'cloud_readable',
    'apply_accepted',
    'succeeded',
  ])
})
