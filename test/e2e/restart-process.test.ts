import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { join } from 'node:path'
import { describe, expect, type TestContext, test } from 'vitest'
import { expectOneRollback, LIMIT } from './restart-acts.ts'
import { createScene, type Scene, until } from './restart-scene.ts'

const running = async (context: TestContext): Promise<Scene> => {
  const scene = await createScene(context)
  await scene.bot.start()
  return scene
}

const isReady = async ({ get }: Scene): Promise<boolean> => (await get('/readyz')).status === 200

describe.concurrent('a stop', () => {
  test('in the middle of a rollback exits 0 soon, and the next start goes on', { timeout: LIMIT }, async (context) => {
    const scene = await running(context)
    const { bot } = scene
    scene.lighthouse.control.configure({ rollback: { milliseconds: 8_000 } })
    await scene.approve(await scene.request())
    await until('the rollback', () => scene.has('apply_accepted'))
    const since = performance.now()

    expect(await bot.stop()).toBe(0)
    expect(performance.now() - since).toBeLessThan(10_000)
    expect(scene.has('succeeded')).toBe(false)
    await bot.start()

    await expectOneRollback(scene)
    expect(scene.has('answer_lost')).toBe(false)
  })

  test('while the call is on its way waits for its answer', { timeout: LIMIT }, async (context) => {
    const scene = await running(context)
    const { bot, lighthouse } = scene
    lighthouse.control.addFault({
      action: 'ApplyInstanceSnapshot',
      effect: { kind: 'delay', milliseconds: 2_000 },
    })
    await scene.approve(await scene.request())
    await until('the gate', () => scene.has('apply_intended'))

    expect(await bot.stop()).toBe(0)

    expect(scene.record()?.entries.at(-1)?.kind).toBe('apply_accepted')
    await bot.start()
    await expectOneRollback(scene)
    expect(scene.has('answer_lost')).toBe(false)
  })

  test('exits 0 within 10 s even where nobody answers', { timeout: LIMIT }, async (context) => {
    const scene = await running(context)
    const { bot, lighthouse, slack } = scene
    const card = await scene.request()
    lighthouse.control.addFault({ effect: { kind: 'no-answer', work: 'done' }, times: null })
    slack.faults.add({ method: 'chat.postMessage', fault: { kind: 'delay', milliseconds: 30_000 }, times: null })
    await scene.approve(card)
    await until('the reads before the call', () => lighthouse.control.calls().at(-1)?.outcome === 'no-answer')
    const since = performance.now()

    expect(await bot.stop()).toBe(0)
    expect(performance.now() - since).toBeLessThan(10_000)
  })
})

test('a promise that a library forgot is told in the log, and the bot goes on', { timeout: LIMIT }, async (context) => {
  const forgotten = "setTimeout(() => Promise.reject(new Error('forgotten by a library')), 1)"
  const scene = await createScene(context, {
    NODE_OPTIONS: `--import=data:text/javascript,${encodeURIComponent(forgotten)}`,
  })
  await scene.bot.start()

  await until('the line in the log', () => scene.bot.output().includes('forgotten by a library'))
  expect(scene.bot.output()).toContain('a promise was rejected and nobody listened')
  expect((await scene.get('/healthz')).status).toBe(200)
  await scene.approve(await scene.request())
  expect((await scene.ended()).at(-1)).toBe('succeeded')
})

describe.concurrent('npm start', () => {
  const ROOT = join(import.meta.dirname, '../..')

  const npmStart = (context: TestContext, environment: Readonly<Record<string, string>>) => {
    let output = ''
    // Without its `prestart`, which would install what somebody just added while all other tests run.
    const npm: ChildProcess = spawn('npm', ['start', '--ignore-scripts'], {
      cwd: ROOT,
      env: { PATH: process.env['PATH'], HOME: process.env['HOME'], PORT: '0', ...environment },
      stdio: ['ignore', 'pipe', 'pipe'],
    })
    const listen = (chunk: Buffer) => {
      output += chunk.toString()
    }
    npm.stdout?.on('data', listen)
    npm.stderr?.on('data', listen)
    const ended = once(npm, 'exit').then(([code]: unknown[]) => code)
    context.onTestFinished(async () => {
      npm.kill('SIGTERM')
      await ended
    })
    return { npm, ended, output: () => output }
  }

  test('passes SIGTERM on to the bot and ends with its exit code', { timeout: LIMIT }, async (context) => {
    const { environment, bot, slack } = await createScene(context)
    const { npm, ended, output } = npmStart(context, { ...environment, DATA_DIR: join(bot.dataDir, 'data') })
    await until('ready', () => output().includes('"msg":"ready"'))

    npm.kill('SIGTERM')

    expect(await ended).toBe(0)
    expect(output()).toContain('"signal":"SIGTERM"')
    await until('the socket closed', () => slack.sockets.count() === 0)
  })

  test('ends with 1 where the bot cannot start', { timeout: LIMIT }, async (context) => {
    const { environment, bot } = await createScene(context)
    const { ended, output } = npmStart(context, {
      ...environment,
      SLACK_BOT_TOKEN: 'xoxb-wrong-one',
      DATA_DIR: join(bot.dataDir, 'data'),
    })

    expect(await ended).toBe(1)
    expect(output()).toContain('SLACK_BOT_TOKEN')
  })
})

describe.concurrent('the connection to Slack', () => {
  test('is opened again after it broke; what was clicked then counts', { timeout: LIMIT }, async (context) => {
    const scene = await running(context)
    const card = await scene.request()
    scene.slack.faults.setOutage(true)
    scene.slack.sockets.drop()
    await until('not being ready', async () => !(await isReady(scene)))
    expect((await scene.get('/healthz')).status).toBe(200)
    expect(JSON.parse((await scene.get('/readyz')).text)).toEqual({ ready: false, slack: false, store: true })
    expect((await scene.get('/metrics')).text).toContain('keeper_part_ready{part="slack"} 0')

    scene.slack.faults.setOutage(false)
    await until('being ready again', () => isReady(scene))
    await scene.approve(card)

    expect((await scene.ended()).at(-1)).toBe('succeeded')
    expect((await scene.get('/metrics')).text).toContain('keeper_part_ready{part="slack"} 1')
  })

  test('is renewed when Slack asks for it, and no click is lost', { timeout: LIMIT }, async (context) => {
    const scene = await running(context)
    const card = await scene.request()

    scene.slack.sockets.refresh('refresh_requested')
    await until('another connection', () => (scene.bot.output().match(/connected to Slack/g) ?? []).length === 2)
    await until('the old one being gone', () => scene.slack.sockets.count() === 1)
    await scene.approve(card)

    expect((await scene.ended()).at(-1)).toBe('succeeded')
  })
})
