import { expect, test } from 'vitest'
import { rolledBack, untilModalSays } from './acts.ts'
import { buttonsIn, linksIn, wordsIn } from './reading.ts'
import { metadataOf } from './referee.ts'
import { ANA, BEN, fillIn, SHOP_WEB_1, SHOP_WEB_2 } from './request.ts'
import { createStage } from './stage.ts'

test('the card says what would run and what would be lost, and waits for a second person', async () => {
  const stage = await createStage()

  const card = await stage.request({ reason: 'Checkout fails since 4.12' })

  const words = wordsIn(card.blocks)
  expect(words).toContain('Rollback requested')
  expect(words).toContain('shop-web-1')
  expect(words).toContain(SHOP_WEB_1)
  expect(words).toContain('Singapore')
  expect(words).toContain('before-release-4.12')
  expect(words).toContain('Checkout fails since 4.12')
  expect(words).toContain(`<@${ANA}>`)
  expect(words).toContain('What will be lost')
  expect(words).toContain('shut down by force')
  expect(words).toContain('0 of 1')
  expect(words).toContain('Decide by')
  expect(buttonsIn(card.blocks)).toEqual(['Approve', 'Deny', 'Cancel'])
  const { entries, request } = stage.record(card)
  expect(words).toContain(request?.opened?.digest.slice(0, 8))
  expect(card.metadata).toEqual({
    event_type: 'lighthouse_rollback',
    event_payload: {
      request_id: request?.requestId,
      seq: 2,
      event: 'opened',
      hash: entries[1]?.hash,
      state: 'awaiting_decision',
    },
  })
  expect(rolledBack(stage)).toEqual([])
})

test('the requester is led to the card', async () => {
  const stage = await createStage()
  await fillIn(stage)
  const ana = stage.person(ANA)

  await ana.submit()

  expect(ana.modal()?.modal.title.text).toBe('Checking…')
  await untilModalSays(stage, ANA, 'Request posted')
  const [card] = stage.slack.channel()
  expect(linksIn(ana.modal()?.modal.blocks)).toEqual([expect.stringContaining(`p${card?.ts.replace('.', '')}`)])
})

test('a requester who has closed the modal hears privately that the request is posted', async () => {
  const stage = await createStage()
  await fillIn(stage)
  const ana = stage.person(ANA)
  await ana.submit()
  await ana.closeModal()

  const told = await stage.until('a private message', () => ana.ephemerals()[0])

  expect(wordsIn(told.blocks)).toContain('Request posted')
})

test('once approved, the rollback runs once and the thread tells how it went', async () => {
  const stage = await createStage()
  const card = await stage.request()

  expect(await stage.person(BEN).click(card.ts, 'Approve')).toEqual({ kind: 'done' })
  const [shown, ...thread] = await stage.ended(card)

  expect(thread.map((message) => metadataOf(message)?.event)).toEqual(['approved', 'apply_accepted', 'succeeded'])
  const [approved = '', run = '', end = ''] = thread.map(({ blocks }) => wordsIn(blocks))
  expect(approved).toContain(`Approved by <@${BEN}> (1 of 1)`)
  const [call] = stage.lighthouse.control.executed()
  expect(run).toContain('Rollback succeeded')
  expect(run).toContain('Checks passed')
  expect(run).toContain(`RequestId ${call?.requestId}`)
  expect(run).toContain('Instance now running')
  expect(end).toContain('Rollback succeeded')
  expect(end).toContain('The instance is running.')
  expect(end).toMatch(/back at the snapshot after \d+ seconds/)
  expect(end).toContain(`<@${ANA}> <@${BEN}>`)
  expect(rolledBack(stage)).toEqual([SHOP_WEB_1])

  const words = wordsIn(shown?.blocks)
  expect(words).toContain('Rollback succeeded')
  expect(words).toContain(`1 of 1 · <@${BEN}>`)
  expect(buttonsIn(shown?.blocks)).toEqual([])
  expect(shown?.text).toContain('succeeded')
})

test('while it runs, one message shows percent, time so far and time left', async () => {
  const stage = await createStage()
  const card = await stage.request()
  await stage.person(BEN).click(card.ts, 'Approve')
  await stage.ended(card)

  const run = stage.slack.thread(card.ts).find((message) => metadataOf(message)?.event === 'apply_accepted')
  const shown = (run?.history ?? []).map(({ blocks }) => wordsIn(blocks))
  const percents = shown.flatMap((words) => /(\d+) ?%/.exec(words)?.[1] ?? []).map(Number)

  expect(run?.blocks.map(({ type }) => type)).toContain('plan')
  expect(new Set(percents).size).toBeGreaterThan(2)
  expect(percents).toEqual(percents.toSorted((one, other) => one - other))
  expect(shown.join('\n')).toMatch(/so far/)
  expect(shown.join('\n')).toMatch(/about .+ left/)
})

test('the card shows the current state at every stage', async () => {
  const stage = await createStage()
  const card = await stage.request()
  await stage.person(BEN).click(card.ts, 'Approve')
  await stage.until('the card running', () => metadataOf(stage.card(card))?.state === 'rolling_back')

  expect(wordsIn(stage.card(card).blocks)).toContain('Rollback running')
  expect(buttonsIn(stage.card(card).blocks)).toEqual([])
})

test('an instance that stays stopped afterwards is named so, with what to do', async () => {
  const stage = await createStage({ lighthouse: { settings: { rollback: { powerAfter: 'left-stopped' } } } })
  const card = await stage.request()
  await stage.person(BEN).click(card.ts, 'Approve')

  const [, , , end] = await stage.ended(card)

  expect(wordsIn(end?.blocks)).toContain('The instance is stopped. It was running before the rollback')
  expect(metadataOf(stage.card(card))?.state).toBe('succeeded')
})

test('two requests for two instances run side by side and are told apart', async () => {
  const stage = await createStage()
  const first = await stage.request()
  const second = await stage.request({ by: BEN, instance: SHOP_WEB_2 })

  await stage.person(BEN).click(first.ts, 'Approve')
  await stage.person(ANA).click(second.ts, 'Approve')
  await stage.ended(first)
  await stage.ended(second)

  expect(rolledBack(stage).toSorted()).toEqual([SHOP_WEB_1, SHOP_WEB_2])
})

test('a message that Slack delivers twice makes one request', async () => {
  const stage = await createStage()
  await fillIn(stage)
  stage.slack.faults.redeliver(1)
  await stage.person(ANA).submit()

  await untilModalSays(stage, ANA, 'Request posted')
  await stage.wait(5_000)

  expect(stage.ledger()).toHaveLength(1)
  expect(stage.slack.channel()).toHaveLength(1)
})

test('an approval that Slack delivers twice counts once', async () => {
  const stage = await createStage({ approvalsRequired: 2 })
  const card = await stage.request()
  stage.slack.faults.redeliver(1)

  await stage.person(BEN).click(card.ts, 'Approve')
  await stage.wait(2_000)

  expect(stage.record(card).entries.map(({ kind }) => kind)).toEqual(['submitted', 'opened', 'approved'])
  expect(rolledBack(stage)).toEqual([])
})
