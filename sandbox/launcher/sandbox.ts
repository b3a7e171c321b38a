import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { type Bot, createBot } from './bot.ts'
import { startControlServer } from './control-server.ts'
import { freePort } from './free-port.ts'
import { startProgram } from './program.ts'

export type SandboxOptions = {
  /** Port of the page; the next free one where it is taken. */
  readonly port: number
  /** Folder of the bot's store; absent: a fresh one that goes with the sandbox. */
  readonly dataDir?: string | undefined
  /** Variables of the bot that differ from the sandbox's. */
  readonly environment?: Readonly<Record<string, string>>
}

export type Sandbox = { readonly pageUrl: string; readonly bot: Bot; readonly stop: () => Promise<void> }

const ROOT = join(import.meta.dirname, '../..')
const KEY = { TENCENTCLOUD_SECRET_ID: 'AKIDSANDBOXKEEPER', TENCENTCLOUD_SECRET_KEY: 'sandbox-secret-key-not-real' }

/**
 * The whole product on this machine: a local Lighthouse, a local Slack, and the bot between them, each a program of
 * its own that the others reach over the wire only.
 *
 * @throws where one of them does not get ready; what was started is stopped
 */
export const startSandbox = async (options: SandboxOptions): Promise<Sandbox> => {
  const stops: (() => Promise<void>)[] = []
  const stop = async (): Promise<void> => {
    for (const end of stops.splice(0).reverse()) await end()
  }
  try {
    const lighthouse = await startProgram(join(ROOT, 'sandbox/lighthouse/main.ts'), [], KEY)
    stops.push(lighthouse.stop)
    let bot: Bot | null = null
    const control = await startControlServer(() => bot ?? idleBot)
    stops.push(control.close)
    const slack = await startProgram(
      join(ROOT, 'sandbox/slack/main.ts'),
      ['--port', String(await freePort(options.port))],
      {
        SANDBOX_CONTROL_URL: control.url,
        LIGHTHOUSE_CONTROL_URL: lighthouse.url,
      },
    )
    stops.push(slack.stop)
    const folder = await mkdtemp(join(tmpdir(), 'lighthouse-keeper-'))
    stops.push(() => rm(folder, { recursive: true, force: true }))
    const started = createBot(join(ROOT, 'src/main.ts'), folder, {
      SLACK_BOT_TOKEN: 'xoxb-sandbox-keeper',
      SLACK_APP_TOKEN: 'xapp-sandbox-keeper',
      SLACK_CHANNEL: 'C0LIGHTHSE',
      SLACK_API_URL: `${slack.url}/api/`,
      ...KEY,
      LIGHTHOUSE_ENDPOINT: lighthouse.url,
      DATA_DIR: options.dataDir === undefined ? join(folder, 'data') : resolve(options.dataDir),
      PORT: '0',
      ...options.environment,
    })
    bot = started
    stops.push(started.close)
    started.start()
    await started.ready()
    return { pageUrl: `${slack.url}/`, bot: started, stop }
  } catch (error) {
    await stop()
    throw error
  }
}

/** What the panel sees before the bot was started for the first time. */
const idleBot: Bot = createBot('', '.', {})
