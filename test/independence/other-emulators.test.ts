import { afterAll, beforeAll, expect, test } from 'vitest'
import { type BotProcess, createBotProcess } from '../support/bot-process.ts'
import { until } from '../support/until.ts'
import { otherEnvironment } from './other-environment.ts'
import { INSTANCE, type OtherLighthouse, REGION, startOtherLighthouse } from './other-lighthouse.ts'
import { ANA, BEN, type OtherSlack, startOtherSlack } from './other-slack.ts'
import { openModal, press, theCard } from './person.ts'

let slack: OtherSlack
let lighthouse: OtherLighthouse
let bot: BotProcess

beforeAll(async () => {
  slack = await startOtherSlack()
  lighthouse = await startOtherLighthouse()
  bot = createBotProcess(otherEnvironment(slack, lighthouse), 'the build')
  await bot.start()
})

afterAll(async () => {
  await bot.dispose()
  await Promise.all([slack.close(), lighthouse.close()])
})

test('the way of a request, against a Slack and a Lighthouse that this project did not write', async () => {
  const modal = await openModal(slack, ANA)
  expect(modal.labels.slice(0, 3)).toEqual(['Instance', 'Snapshot', 'Reason'])
  expect(JSON.stringify(await modal.offered())).toContain(`${REGION}/${INSTANCE}`)
  expect(await modal.submit('The upgrade broke the shop')).toMatchObject({ response_action: 'update' })

  const card = await theCard(slack)
  expect(card.metadata).toMatchObject({
    event_type: 'lighthouse_rollback',
    event_payload: { state: 'awaiting_decision' },
  })
  await press(slack, card, ANA, 'Approve')
  await until('the refusal of the requester', () => slack.ephemerals.find(({ user }) => user === ANA))
  expect(lighthouse.applied()).toBe(0)
  await press(slack, card, BEN, 'Approve')

  const end = await until('the end', () =>
    slack.messages.find(({ metadata }) => metadata.event_payload['event'] === 'succeeded'),
  )
  expect(end.thread_ts).toBe(card.ts)
  expect(end.text).toContain(`<@${ANA}>`)
  expect(end.text).toContain(`<@${BEN}>`)
  expect(lighthouse.applied()).toBe(1)
  await until('the card shows the end', () =>
    slack.messages.find(({ ts, metadata }) => ts === card.ts && metadata.event_payload['state'] === 'succeeded'),
  )
  expect(await bot.stop()).toBe(0)
})
