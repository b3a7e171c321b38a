import { expect, type TestContext } from 'vitest'
import type { StoredMessage } from '../../sandbox/slack/messages.ts'
import { SHOP_WEB_1 } from './request.ts'
import { createScene, type Scene } from './restart-scene.ts'

/** The most that a test in real time may take where the machine is busy. */
export const LIMIT = 120_000

/** A running bot and a card that waits for its decision. */
export const begin = async (context: TestContext): Promise<{ readonly scene: Scene; readonly card: StoredMessage }> => {
  const scene = await createScene(context)
  await scene.bot.start()
  return { scene, card: await scene.request() }
}

/** One call had an effect, the end is *succeeded*, and everything was told once, in order. @returns the events told */
export const expectOneRollback = async (scene: Scene): Promise<readonly string[]> => {
  const events = await scene.ended()
  expect(scene.record()?.request?.end?.name).toBe('succeeded')
  expect(scene.lighthouse.control.executed().map(({ instanceIds }) => instanceIds)).toEqual([[SHOP_WEB_1]])
  expect(events[0]).toBe('opened')
  expect(events.at(-1)).toBe('succeeded')
  expect(new Set(events).size).toBe(events.length)
  expect(await scene.bot.stop()).toBe(0)
  return events
}
