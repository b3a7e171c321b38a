import { expect, test } from 'vitest'
import { hear, untilModalSays } from './acts.ts'
import { approvedRequest, LONG, untilEntry } from './faults-acts.ts'
import { wordsIn } from './reading.ts'
import { metadataOf } from './referee.ts'
import { ANA, fillIn, SHOP_WEB_1 } from './request.ts'
import { createStage } from './stage.ts'

/** Slack's client waits in real time before it asks again, and driven time runs ahead of it. */
const A_DAY = 86_400_000

test('what happens while Slack is away is told once when it is back, the end first', { timeout: LONG }, async () => {
  const stage = await createStage()
  const card = await approvedRequest(stage)
  await untilEntry(stage, card, 'apply_accepted')
  await stage.until('the run message', () => stage.slack.thread(card.ts).length === 2)

  stage.slack.faults.setOutage(true)
  await untilEntry(stage, card, 'succeeded')
  await stage.wait(120_000)
  const before = stage.slack.calls().length
  stage.slack.faults.setOutage(false)
  await stage.ended(card)

  expect(stage.messages(card).map((message) => metadataOf(message)?.event)).toEqual([
    'opened',
    'approved',
    'apply_accepted',
    'succeeded',
  ])
  expect(stage.lighthouse.control.executed().map(({ instanceIds }) => instanceIds)).toEqual([[SHOP_WEB_1]])
  const told = stage.slack
    .calls()
    .slice(before)
    .filter(({ method, ok }) => ok && (method === 'chat.postMessage' || method === 'chat.update'))
  expect(told[0]?.method).toBe('chat.postMessage')
})

test('what happens from the decision on while Slack is away becomes one message: the end', {
  timeout: LONG,
}, async () => {
  const stage = await createStage()
  const card = await stage.request()
  stage.slack.faults.add({ method: 'chat.postMessage', fault: { kind: 'error', code: 'ratelimited' }, times: null })
  stage.slack.faults.add({ method: 'chat.update', fault: { kind: 'error', code: 'ratelimited' }, times: null })
  await stage.person('U0BENOKAFR').click(card.ts, 'Approve')
  await untilEntry(stage, card, 'succeeded')
  await stage.wait(60_000)

  stage.slack.faults.clearAll()
  const [, ...thread] = await stage.ended(card)

  expect(thread.map((message) => metadataOf(message)?.event)).toEqual(['succeeded'])
  const words = wordsIn(thread[0]?.blocks)
  expect(words).toContain('Approved by <@U0BENOKAFR>')
  expect(words).toContain('Rollback succeeded')
})

test('a private answer takes the other way where the first one is closed', async () => {
  const stage = await createStage()
  const card = await stage.request()
  stage.slack.faults.add({
    method: 'chat.postEphemeral',
    fault: { kind: 'error', code: 'user_not_in_channel' },
    times: null,
  })

  const heard = await hear(stage, ANA, () => stage.person(ANA).click(card.ts, 'Approve'))

  expect(heard).toContain('somebody else must decide')
})

test('a requester whose modal cannot be updated hears privately how it went', async () => {
  const stage = await createStage()
  await fillIn(stage)
  const ana = stage.person(ANA)
  stage.slack.faults.add({ method: 'views.update', fault: { kind: 'error', code: 'not_found' }, times: null })

  const heard = await hear(stage, ANA, () => ana.submit())

  expect(heard).toContain('Request posted')
})

test('a requester whose modal cannot be updated for now is led to the card later', async () => {
  const stage = await createStage()
  await fillIn(stage)
  const ana = stage.person(ANA)
  stage.slack.faults.add({ method: 'views.update', fault: { kind: 'server_error', status: 500 }, times: 5 })

  await ana.submit()

  await untilModalSays(stage, ANA, 'Request posted', A_DAY)
  expect(ana.ephemerals()).toEqual([])
})
