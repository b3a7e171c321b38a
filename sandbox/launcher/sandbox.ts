import { mkdir, mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { z } from 'zod'
import { type Bot, createBot } from './bot.ts'
import { startControlServer } from './control-server.ts'
import { freePort } from './free-port.ts'
import { type Program, startProgram } from './program.ts'

export type SandboxOptions = {
  /** Port of the page; the next free one where it is taken. */
  readonly port: number
  /** Folder of the bot's store; absent: a fresh one that goes with the sandbox. */
  readonly dataDir?: string | undefined
  /** Variables of the bot that differ from the sandbox's. */
  readonly environment?: Readonly<Record<string, string>>
  /** Hears what people should know of afterwards: that the bot ended. */
  readonly tell?: (sentence: string) => void
}

export type Sandbox = {
  readonly pageUrl: string
  readonly bot: Bot
  readonly stop: () => Promise<void>
  /** Resolves when an emulator ends though nobody stopped it, with a sentence that says so. */
  readonly broken: Promise<string>
}

const ROOT = join(import.meta.dirname, '../..')
const KEY = { TENCENTCLOUD_SECRET_ID: 'AKIDSANDBOXKEEPER', TENCENTCLOUD_SECRET_KEY: 'sandbox-secret-key-not-real' }
const READY_PATIENCE = 30_000
const LOOK_EVERY = 50
const LINES_TOLD = 8

/**
 * The whole product on this machine: a local Lighthouse, a local Slack, and the bot between them, each a program of
 * its own that the others reach over the wire only.
 *
 * @throws where one of them does not get ready; what was started is stopped
 */
export const startSandbox = async (options: SandboxOptions): Promise<Sandbox> => {
  const { tell = () => undefined } = options
  const stops: (() => Promise<void>)[] = []
  const stop = async (): Promise<void> => {
    for (const end of stops.splice(0).reverse()) await end()
  }
  try {
    const lighthouse = await startProgram(join(ROOT, 'sandbox/lighthouse/main.ts'), [], KEY)
    stops.push(lighthouse.stop)
    let bot: Bot | null = null
    const control = await startControlServer(() => bot)
    stops.push(control.close)
    const slack = await startProgram(
      join(ROOT, 'sandbox/slack/main.ts'),
      ['--port', String(await freePort(options.port))],
      { SANDBOX_CONTROL_URL: control.url, LIGHTHOUSE_CONTROL_URL: lighthouse.url },
    )
    stops.push(slack.stop)

    const temporary = await mkdtemp(join(tmpdir(), 'lighthouse-keeper-'))
    stops.push(() => rm(temporary, { recursive: true, force: true }))
    const dataDir = options.dataDir === undefined ? join(temporary, 'data') : resolve(options.dataDir)
    await mkdir(dataDir, { recursive: true })
    // What `npm start` runs, of the sources as they are now.
    await import('../../scripts/build.mjs')
    const started = createBot({
      file: join(ROOT, 'dist/start.js'),
      folder: temporary,
      environment: {
        SLACK_BOT_TOKEN: 'xoxb-sandbox-keeper',
        SLACK_APP_TOKEN: 'xapp-sandbox-keeper',
        SLACK_CHANNEL: 'C0LIGHTHSE',
        SLACK_API_URL: `${slack.url}/api/`,
        ...KEY,
        LIGHTHOUSE_ENDPOINT: lighthouse.url,
        DATA_DIR: dataDir,
        PORT: '0',
        ...options.environment,
      },
      onEnd: (how, log) => tell(wordsForEnd(how, log)),
    })
    bot = started
    stops.push(started.close)
    started.start()
    await untilConnected(slack, started)
    return { pageUrl: `${slack.url}/`, bot: started, stop, broken: firstEnd({ lighthouse, slack }) }
  } catch (error) {
    await stop()
    throw error
  }
}

const socketsSchema = z.object({ sockets: z.number() })

/** The last thing that the bot does at its start is to open its socket, whatever its log level lets it say. */
const untilConnected = async (slack: Program, bot: Bot): Promise<void> => {
  const end = performance.now() + READY_PATIENCE
  for (;;) {
    const { sockets } = socketsSchema.parse(await (await fetch(`${slack.url}/panel/slack`)).json())
    if (sockets > 0) return
    const { running, lastExit, log } = bot.state()
    if (!running && lastExit !== null) throw new Error(['The bot ended before it was ready:', ...log].join('\n'))
    if (performance.now() > end) throw new Error(['The bot does not get ready:', ...log].join('\n'))
    await new Promise((next) => setTimeout(next, LOOK_EVERY))
  }
}

const wordsForEnd = (how: string, log: readonly string[]): string =>
  [
    `The bot ended (${how}). It stays down until somebody starts it under “Break things” on the page. Its last lines:`,
    ...log.slice(-LINES_TOLD).map((line) => `  ${line}`),
  ].join('\n')

const firstEnd = ({ lighthouse, slack }: { readonly lighthouse: Program; readonly slack: Program }): Promise<string> =>
  Promise.race([
    lighthouse.ended.then((how) => `The local Lighthouse ended (${how}).`),
    slack.ended.then((how) => `The local Slack ended (${how}).`),
  ])
