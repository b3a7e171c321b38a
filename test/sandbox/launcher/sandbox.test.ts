import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, onTestFinished, test } from 'vitest'
import { z } from 'zod'
import { botSettingsSchema } from '../../../sandbox/launcher/bot-settings.ts'
import { sandboxEnvironment } from '../../../sandbox/launcher/environment.ts'
import { type Sandbox, startSandbox } from '../../../sandbox/launcher/sandbox.ts'
import { until } from '../../support/until.ts'

const botSchema = z.object({
  running: z.boolean(),
  frozen: z.boolean(),
  pid: z.number().nullable(),
  restarts: z.number(),
  lastExit: z.object({ code: z.number().nullable(), signal: z.string().nullable() }).nullable(),
  log: z.array(z.string()),
  settings: botSettingsSchema,
})

/** Whether a process with this id lives. */
const lives = (pid: number): boolean => {
  try {
    return process.kill(pid, 0)
  } catch {
    return false
  }
}

describe('the sandbox', () => {
  let sandbox: Sandbox
  let told: string[]
  beforeEach(async () => {
    told = []
    // At this level the bot says nothing while all is well.
    const environment = { LOG_LEVEL: 'error' }
    sandbox = await startSandbox({ port: 3460, environment, tell: (sentence) => told.push(sentence) })
  })
  afterEach(() => sandbox.stop())

  const bot = async (command?: string, body?: object) => {
    const options = command === undefined ? {} : { method: 'POST', ...(body && { body: JSON.stringify(body) }) }
    const answer = await fetch(`${sandbox.pageUrl}panel/bot${command === undefined ? '' : `/${command}`}`, options)
    return { status: answer.status, state: botSchema.safeParse(await answer.json()).data }
  }

  test('serves its page and reaches the local Lighthouse behind its panel', async () => {
    expect(await (await fetch(sandbox.pageUrl)).text()).toContain('Lighthouse Keeper sandbox')
    const state = z
      .object({ fleet: z.unknown() })
      .parse(await (await fetch(`${sandbox.pageUrl}panel/lighthouse/state`)).json())
    expect(JSON.stringify(state.fleet)).toContain('lhins-4f7h2k9q')
  })

  test('kills, freezes and starts the bot from the panel, and never starts it by itself', async () => {
    const first = (await bot()).state
    expect(first).toMatchObject({ running: true, restarts: 0 })
    await bot('kill')
    const dead = await until('the end of the bot', async () => {
      const { state } = await bot()
      return state?.running === false && state
    })
    expect(dead.lastExit).toEqual({ code: null, signal: 'SIGKILL' })
    await until('the word of its end', () => told.length > 0)
    expect(told).toEqual([expect.stringContaining('The bot ended (SIGKILL). It stays down')])
    expect((await bot('freeze')).status).toBe(409)
    await bot('start')
    expect((await bot('start')).status).toBe(409)
    expect((await bot('freeze')).state).toMatchObject({ running: true, frozen: true, restarts: 1 })
    expect((await bot('thaw')).state).toMatchObject({ frozen: false })
  })

  test('starts the bot anew with other settings, and keeps those that were made before', async () => {
    expect((await bot()).state?.settings).toEqual({ language: 'en', endpoint: 'local', key: 'right' })
    const chinese = (await bot('configure', { language: 'zh-CN' })).state
    expect(chinese).toMatchObject({ running: true, restarts: 1, settings: { language: 'zh-CN' } })
    await until('a new connection', async () => {
      const { sockets } = z
        .object({ sockets: z.number() })
        .parse(await (await fetch(`${sandbox.pageUrl}panel/slack`)).json())
      return sockets > 0
    })
    await bot('freeze')
    expect((await bot('configure', { key: 'none' })).state?.settings).toMatchObject({ language: 'zh-CN', key: 'none' })
    const ended = await until('the end of the bot', async () => {
      const { state } = await bot()
      return state?.running === false && state
    })
    expect(ended.lastExit).toEqual({ code: 1, signal: null })
    expect(ended.log.join('\n')).toContain('TENCENTCLOUD_SECRET_ID')
    expect((await bot('configure', { language: 'fr' })).status).toBe(400)
    expect((await bot('configure', { key: 'right' })).state).toMatchObject({ running: true })
    // Only the end that nobody asked for is told.
    expect(told).toEqual([expect.stringContaining('The bot ended (exit code 1)')])
  })
})

test.each(['running', 'frozen'])('a sandbox that is killed takes everything with it: the bot is %s', async (how) => {
  const launcher = spawn(process.execPath, [join(import.meta.dirname, '../../../sandbox/main.ts')], {
    env: { ...process.env, SANDBOX_PORT: '3480' },
    stdio: ['ignore', 'pipe', 'ignore'],
  })
  let said = ''
  launcher.stdout.on('data', (chunk: Buffer) => {
    said += chunk.toString()
  })
  const page = await until('the address', () => /http:\S+/.exec(said)?.[0])
  if (how === 'frozen') await fetch(`${page}panel/bot/freeze`, { method: 'POST' })
  const { pid, frozen } = botSchema.parse(await (await fetch(`${page}panel/bot`)).json())
  expect(frozen).toBe(how === 'frozen')
  if (pid === null) throw new Error('the bot does not run')
  launcher.kill('SIGKILL')
  await once(launcher, 'exit')
  await until('the end of the bot', () => !lives(pid))
  await until('the end of the page', () =>
    fetch(page).then(
      () => false,
      () => true,
    ),
  )
})

test('a real installation’s settings stay outside the sandbox', () => {
  const caller = {
    PATH: '/usr/bin',
    APPROVALS_REQUIRED: '2',
    SLACK_BOT_TOKEN: 'xoxb-real',
    SLACK_SIGNING_SECRET: 'real',
    TENCENTCLOUD_SESSION_TOKEN: 'real',
    LIGHTHOUSE_REGIONS: 'ap-tokyo',
    DATABASE_URL: 'postgres://real',
    DATA_DIR: '/var/lib/real',
    PORT: '80',
    http_proxy: 'http://proxy',
    HTTPS_PROXY: 'http://proxy',
  }
  expect(sandboxEnvironment(caller, { SLACK_BOT_TOKEN: 'xoxb-sandbox' })).toEqual({
    PATH: '/usr/bin',
    APPROVALS_REQUIRED: '2',
    SLACK_BOT_TOKEN: 'xoxb-sandbox',
  })
})

test('a .env where the sandbox is started does not reach its bot', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'with-dotenv-'))
  onTestFinished(() => rmSync(folder, { recursive: true }))
  writeFileSync(join(folder, '.env'), 'TENCENTCLOUD_SESSION_TOKEN=real\nLOG_LEVEL=nonsense\n')
  const launcher = spawn(process.execPath, [join(import.meta.dirname, '../../../sandbox/main.ts')], {
    cwd: folder,
    env: { ...process.env, SANDBOX_PORT: '3490' },
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  let said = ''
  for (const stream of [launcher.stdout, launcher.stderr]) {
    stream.on('data', (chunk: Buffer) => {
      said += chunk.toString()
    })
  }
  await until('the address', () => /Open it in a browser/.test(said))
  launcher.kill('SIGTERM')
  expect(await once(launcher, 'exit')).toEqual([0, null])
})

test('a sandbox whose npm is ended ends too', async () => {
  const main = join(import.meta.dirname, '../../../sandbox/main.ts')
  const shell = spawn('sh', ['-c', `"${process.execPath}" "${main}"; true`], {
    env: { ...process.env, SANDBOX_PORT: '3495', npm_lifecycle_event: 'sandbox' },
    stdio: ['ignore', 'pipe', 'ignore'],
  })
  let said = ''
  shell.stdout.on('data', (chunk: Buffer) => {
    said += chunk.toString()
  })
  const page = await until('the address', () => /http:\S+/.exec(said)?.[0])
  shell.kill('SIGTERM')
  await until('the end of the page', () =>
    fetch(page).then(
      () => false,
      () => true,
    ),
  )
})
