import { expect, test } from 'vitest'
import { carriedBy, hear, rolledBack, sendClick } from './acts.ts'
import { buttonsIn, wordsIn } from './reading.ts'
import { metadataOf } from './referee.ts'
import { ANA, BEN, CHEN, SHOP_WEB_1 } from './request.ts'
import { createStage, type Stage } from './stage.ts'

/** Presses Deny and gives the reason. */
const deny = async (stage: Stage, userId: string, ts: string, reason: string): Promise<void> => {
  await openDenial(stage, userId, ts, reason)
  await stage.person(userId).submit()
}

const openDenial = async (stage: Stage, userId: string, ts: string, reason: string): Promise<void> => {
  const person = stage.person(userId)
  await person.click(ts, 'Deny')
  await stage.until('the modal that asks why', () => person.modal())
  await person.fill('Reason', reason)
}

test('a denial asks for the reason, ends the request and tells both', async () => {
  const stage = await createStage()
  const card = await stage.request()

  await deny(stage, BEN, card.ts, 'We are in the middle of a sale')
  const [shown, end] = await stage.ended(card)

  expect(metadataOf(end ?? card)).toMatchObject({ event: 'denied' })
  const told = wordsIn(end?.blocks)
  expect(told).toContain('Rollback denied')
  expect(told).toContain(`<@${BEN}> denied the request.`)
  expect(told).toContain('We are in the middle of a sale')
  expect(told).toContain(`<@${ANA}>`)
  expect(wordsIn(shown?.blocks)).toContain(`Denied by <@${BEN}>`)
  expect(shown?.text).toContain('denied')
  expect(buttonsIn(shown?.blocks)).toEqual([])
  expect(rolledBack(stage)).toEqual([])
})

test('a denial whose modal is closed changes nothing', async () => {
  const stage = await createStage()
  const card = await stage.request()
  await openDenial(stage, BEN, card.ts, 'hm')

  await stage.person(BEN).closeModal()
  await stage.wait(5_000)

  expect(stage.record(card).request?.phase).toBe('awaiting_decision')
})

test('a denial that comes after somebody else’s approval is answered and changes nothing', async () => {
  const stage = await createStage()
  const card = await stage.request()
  await openDenial(stage, BEN, card.ts, 'Too risky')
  await stage.person(CHEN).click(card.ts, 'Approve')
  await stage.until('the approval', () => stage.record(card).request?.phase !== 'awaiting_decision')

  const said = await hear(stage, BEN, () => stage.person(BEN).submit())

  expect(said).toContain('Your click changed nothing')
  expect(said).toContain(`already been approved, by <@${CHEN}>`)
  await stage.ended(card)
  expect(rolledBack(stage)).toEqual([SHOP_WEB_1])
})

test('the requester cancels, and nobody else can', async () => {
  const stage = await createStage()
  const card = await stage.request()
  expect(await hear(stage, BEN, () => stage.person(BEN).click(card.ts, 'Cancel'))).toContain(
    `Only <@${ANA}>, who asked for it, can cancel it.`,
  )
  expect(stage.record(card).request?.phase).toBe('awaiting_decision')

  await stage.person(ANA).click(card.ts, 'Cancel')
  const [shown, end] = await stage.ended(card)

  expect(wordsIn(end?.blocks)).toContain(`<@${ANA}> cancelled the request.`)
  expect(metadataOf(end ?? card)?.event).toBe('cancelled')
  expect(wordsIn(shown?.blocks)).toContain('Rollback cancelled')
  expect(rolledBack(stage)).toEqual([])
})

test('an instance is free again after a request has ended', async () => {
  const stage = await createStage()
  const card = await stage.request()
  await stage.person(ANA).click(card.ts, 'Cancel')
  await stage.ended(card)

  await expect(stage.request()).resolves.toBeDefined()
})

test('a double click on Approve counts once', async () => {
  const stage = await createStage()
  const card = await stage.request()
  const ben = stage.person(BEN)

  await Promise.all([ben.click(card.ts, 'Approve'), ben.click(card.ts, 'Approve')])

  const messages = await stage.ended(card)
  expect(messages.filter((message) => metadataOf(message)?.event === 'approved')).toHaveLength(1)
  expect(rolledBack(stage)).toEqual([SHOP_WEB_1])
  expect(ben.ephemerals().map(({ blocks }) => wordsIn(blocks))).toEqual([
    expect.stringContaining(`already been approved, by <@${BEN}>`),
  ])
})

test('of two people who approve at once one decides, and the other hears who', async () => {
  const stage = await createStage()
  const card = await stage.request()

  await Promise.all([stage.person(BEN).click(card.ts, 'Approve'), stage.person(CHEN).click(card.ts, 'Approve')])
  await stage.ended(card)

  const by = stage.record(card).request?.approvals.map((approval) => approval.by) ?? []
  expect(by).toHaveLength(1)
  const other = by[0] === BEN ? CHEN : BEN
  expect(stage.person(other).ephemerals()).toHaveLength(1)
  expect(wordsIn(stage.person(other).ephemerals()[0]?.blocks)).toContain(`<@${by[0]}>`)
  expect(rolledBack(stage)).toEqual([SHOP_WEB_1])
})

test('an approval and a cancellation at once: one of them counts, the other is answered', async () => {
  const stage = await createStage()
  const card = await stage.request()

  await Promise.all([stage.person(BEN).click(card.ts, 'Approve'), stage.person(ANA).click(card.ts, 'Cancel')])
  await stage.ended(card)

  const { request } = stage.record(card)
  const answered = [...stage.person(BEN).ephemerals(), ...stage.person(ANA).ephemerals()]
  expect(answered).toHaveLength(1)
  expect(rolledBack(stage)).toHaveLength(request?.end?.name === 'cancelled' ? 0 : 1)
})

test.each(['Approve', 'Deny', 'Cancel'] as const)(
  'a late %s on an ended request is answered with what happened',
  async (button) => {
    const stage = await createStage()
    const card = await stage.request()
    const value = carriedBy(card, button)
    await deny(stage, BEN, card.ts, 'No')
    await stage.ended(card)
    const by = button === 'Cancel' ? ANA : CHEN

    const said = await hear(stage, by, () => sendClick(stage, { by, button, value }))

    expect(said).toContain(`<@${BEN}>`)
    if (button === 'Cancel') expect(said).toContain(`<@${BEN}> has already denied the request.`)
    expect(stage.record(card).request?.end?.name).toBe('denied')
    expect(rolledBack(stage)).toEqual([])
  },
)

test('a late click on a request that was rolled back long ago says how it ended', async () => {
  const stage = await createStage()
  const card = await stage.request()
  const value = carriedBy(card, 'Approve')
  await stage.person(BEN).click(card.ts, 'Approve')
  await stage.ended(card)

  const said = await hear(stage, BEN, () => sendClick(stage, { by: BEN, button: 'Approve', value }))

  expect(said).toContain('The request has ended: Rollback succeeded.')
  await stage.wait(30_000)
  expect(rolledBack(stage)).toEqual([SHOP_WEB_1])
})
