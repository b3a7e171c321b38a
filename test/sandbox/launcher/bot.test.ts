import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, onTestFinished, test } from 'vitest'
import { createBot } from '../../../sandbox/launcher/bot.ts'
import { until } from '../../support/until.ts'

/** Ends when it is told to, while a child of its own holds its output open: what a slow machine does to the last lines. */
const SLOW_LINES = `
  process.once('SIGTERM', () => {
    require('node:child_process').spawn('sleep', ['0.5'], { stdio: 'inherit' })
    process.exit(0)
  })
  setInterval(() => undefined, 1000)
  console.log('ready')
`

test('an end that was asked for is not told, however late its last lines come', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'bot-'))
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }))
  const file = join(folder, 'bot.cjs')
  writeFileSync(file, SLOW_LINES)
  const told: string[] = []
  const bot = createBot({ file, folder, environment: {}, onEnd: (how) => told.push(how) })
  const ready = async (starts: number) =>
    until('the bot', () => bot.state().log.filter((line) => line === 'ready').length === starts)
  bot.start()
  await ready(1)
  await bot.configure({ language: 'zh-CN' })
  await ready(2)
  await until('all that is to say of the first', () => bot.state().log.includes('(the bot ended: exit code 0)'))
  expect(bot.state()).toMatchObject({ running: true, restarts: 1, lastExit: { code: 0, signal: null } })
  expect(told).toEqual([])
  bot.signal('SIGKILL')
  await until('its end', () => !bot.state().running)
  expect(told).toEqual(['SIGKILL'])
  await bot.close()
  expect(told).toEqual(['SIGKILL'])
})
