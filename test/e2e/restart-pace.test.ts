import { expect, test } from 'vitest'
import { metadataOf } from './referee.ts'
import { SHOP_WEB_1, SHOP_WEB_2 } from './request.ts'
import { LIMIT } from './restart-acts.ts'
import { createScene } from './restart-scene.ts'

/** Instances in three regions, each with a snapshot to go back to. */
const INSTANCES = [SHOP_WEB_1, SHOP_WEB_2, 'lhins-3b9w6t1s', 'lhins-7k1p4z8n', 'lhins-2d6r9v3y', 'lhins-5q8j1g4f']

test('many rollbacks at once keep to Slack’s limits, real pace against real limits', {
  timeout: LIMIT,
}, async (context) => {
  const scene = await createScene(context, { LIGHTHOUSE_REGIONS: 'ap-singapore,ap-hongkong,ap-guangzhou' })
  await scene.bot.start()
  const cards = []
  for (const instance of INSTANCES) cards.push(await scene.request(instance))

  await Promise.all(cards.map(scene.approve))
  await scene.ended()

  expect(scene.slack.calls().filter(({ status }) => status === 429)).toEqual([])
  expect(scene.records().map(({ request }) => request?.end?.name)).toEqual(INSTANCES.map(() => 'succeeded'))
  expect(scene.slack.channel().map((card) => metadataOf(card)?.state)).toEqual(INSTANCES.map(() => 'succeeded'))
  expect(scene.lighthouse.control.executed()).toHaveLength(INSTANCES.length)
})
