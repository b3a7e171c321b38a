import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { z } from 'zod'
import { type Sandbox, startSandbox } from '../../../sandbox/launcher/sandbox.ts'
import { until } from '../../support/until.ts'

const botSchema = z.object({
  running: z.boolean(),
  frozen: z.boolean(),
  pid: z.number().nullable(),
  restarts: z.number(),
  lastExit: z.object({ code: z.number().nullable(), signal: z.string().nullable() }).nullable(),
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
  beforeEach(async () => {
    sandbox = await startSandbox({ port: 3460 })
  })
  afterEach(() => sandbox.stop())

  const bot = async (command?: string) => {
    const options = command === undefined ? {} : { method: 'POST' }
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
    expect((await bot('freeze')).status).toBe(409)
    await bot('start')
    expect((await bot('start')).status).toBe(409)
    expect((await bot('freeze')).state).toMatchObject({ running: true, frozen: true, restarts: 1 })
    expect((await bot('thaw')).state).toMatchObject({ frozen: false })
  })
})

test('a sandbox that is killed takes everything it started with it', async () => {
  const launcher = spawn(process.execPath, [join(import.meta.dirname, '../../../sandbox/main.ts')], {
    env: { ...process.env, SANDBOX_PORT: '3480' },
    stdio: ['ignore', 'pipe', 'ignore'],
  })
  let said = ''
  launcher.stdout.on('data', (chunk: Buffer) => {
    said += chunk.toString()
  })
  const page = await until('the address', () => /http:\S+/.exec(said)?.[0])
  const { pid } = botSchema.parse(await (await fetch(`${page}panel/bot`)).json())
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
