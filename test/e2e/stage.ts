import { rmSync } from 'node:fs'
import { pino } from 'pino'
import { expect, onTestFinished } from 'vitest'
import {
  type LocalLighthouse,
  type LocalLighthouseOptions,
  sandboxCredential,
  startLocalLighthouse,
} from '../../sandbox/lighthouse/server.ts'
import type { StoredMessage } from '../../sandbox/slack/messages.ts'
import type { SlackPerson } from '../../sandbox/slack/person.ts'
import { type LocalSlack, startLocalSlack } from '../../sandbox/slack/server.ts'
import { startKeeper } from '../../src/app.ts'
import type { Config } from '../../src/config.ts'
import type { Pace } from '../../src/services/announcer/lanes.ts'
import type { Keeper } from '../../src/start-parts.ts'
import { scratchFolder } from '../support/scratch-folder.ts'
import { createDriver, type Driver } from './driver.ts'
import { operatorCredential } from './operator.ts'
import { createRecordReader, type StoredRequest } from './records.ts'
import { errorsShown, findViolations, messagesOf, metadataOf } from './referee.ts'
import { makeRequest, type Wish } from './request.ts'
import { createStageClock } from './stage-clock.ts'

export type StageOptions = Partial<
  Pick<Config, 'approvers' | 'approvalsRequired' | 'requestTtl' | 'approvalTtl' | 'language'>
> & {
  /** The regions to offer; null: all. Few where it is left out, so that a minute of driven time costs few calls. */
  readonly regions?: readonly string[] | null
  /** The announcer's pace; as fast as can be where it is left out. */
  readonly pace?: Pace
  /** Whether Slack's rate limits hold; they do not where it is left out. */
  readonly slackRateLimits?: boolean
  readonly lighthouse?: Pick<LocalLighthouseOptions, 'fleet' | 'settings'>
  /** Whether the bot runs from the beginning; it does where it is left out. */
  readonly started?: boolean
}

/** The real bot between a local Slack and a local Lighthouse, over real HTTP and sockets, in one driven time. */
export type Stage = Driver & {
  readonly slack: LocalSlack
  readonly lighthouse: LocalLighthouse
  /** Milliseconds since the epoch. */
  readonly now: () => number
  /** Somebody in the workspace; time goes on while the bot owes them an answer. */
  readonly person: (userId: string) => SlackPerson
  /** @throws what `startKeeper` rejects with */
  readonly start: () => Promise<void>
  /** Stops the bot as SIGTERM does; does nothing where it does not run. */
  readonly stop: () => Promise<void>
  /** Another process on the same data. */
  readonly restart: () => Promise<void>
  /** Asks for a rollback as a person would. @returns the card, once it is in the channel and its requester was told */
  readonly request: (wish?: Wish) => Promise<StoredMessage>
  /** The card as it is now. */
  readonly card: (card: StoredMessage) => StoredMessage
  /** All messages of the card's request as they are now, the card first. */
  readonly messages: (card: StoredMessage) => readonly StoredMessage[]
  /** Every request in the store, oldest first. */
  readonly ledger: () => readonly StoredRequest[]
  /** The card's request in the store. */
  readonly record: (card: StoredMessage) => StoredRequest
  /** Waits until the request has ended and all of it is told. @returns the messages, the card first */
  readonly ended: (card: StoredMessage, limit?: number) => Promise<readonly StoredMessage[]>
  /** Lines of the bot's log, parsed. */
  readonly log: () => readonly Readonly<Record<string, unknown>>[]
  /** Slack may show errors in this test: it is about clicks that cannot reach the bot. */
  readonly expectSlackErrors: () => void
  /** Waits until nothing is left to tell, and holds what can be seen against what was promised. */
  readonly judge: () => Promise<void>
  readonly dispose: () => Promise<void>
}

const FEW_REGIONS = ['ap-singapore', 'ap-hongkong', 'ap-guangzhou'] as const
const MINUTE = 60_000
/** How long the bot may take to tell what is left at the end of a test, in driven milliseconds. */
const LAST_WORDS = 2 * MINUTE

/** Sets the stage for one test; afterwards the referee judges it and all of it is closed. */
export const createStage = async (options: StageOptions = {}): Promise<Stage> => {
  const clock = createStageClock()
  const slack = await startLocalSlack({ clock: clock.emulators })
  const lighthouse = await startLocalLighthouse({
    ...options.lighthouse,
    clock: clock.emulators,
    // Driven time runs many times as fast as the real one, and the bot paces its calls by it.
    rateClock: 'injected',
    credentials: [sandboxCredential, operatorCredential],
  })
  slack.rateLimits.setEnabled(options.slackRateLimits ?? false)
  const dataDir = scratchFolder('stage')
  const config = configOf(options, { slack, lighthouse, dataDir })
  const lines: Readonly<Record<string, unknown>>[] = []
  const log = pino({ level: 'debug', base: null }, { write: (line: string) => lines.push(JSON.parse(line)) })
  const driver = createDriver({ clock, slack, lighthouse, signs: () => lines.length })
  let keeper: Keeper | null = null
  let mayShowErrors = false

  const records = createRecordReader(dataDir)
  const ledger = records.read
  const requestIdOf = (card: StoredMessage): string => metadataOf(card)?.request_id ?? ''
  const record = (card: StoredMessage): StoredRequest => {
    const found = ledger().find(({ requestId }) => requestId === requestIdOf(card))
    if (found === undefined) throw new Error('The card belongs to no request.')
    return found
  }
  const violations = () => findViolations({ slack, lighthouse, records: ledger() })

  const start = async (): Promise<void> => {
    const { signal } = new AbortController()
    const pace = options.pace ?? { post: 0, edit: 0, look: 0 }
    keeper = await driver.drive(startKeeper(config, { clock: clock.bot, log, signal, pace }))
  }
  const stop = async (): Promise<void> => {
    const running = keeper
    keeper = null
    if (running !== null) await driver.drive(running.stop())
  }

  const stage: Stage = {
    ...driver,
    slack,
    lighthouse,
    now: clock.bot.now,
    person: (userId) => drivenPerson(slack.person(userId), driver),
    start,
    stop,
    restart: async () => {
      await stop()
      await start()
    },
    request: (wish) => makeRequest(stage, wish),
    card: ({ ts }) => stage.slack.channel().find((message) => message.ts === ts) ?? missing(ts),
    messages: (card) => messagesOf(slack, requestIdOf(card)),
    ledger,
    record,
    ended: async (card, limit) => {
      await driver.until('the end of the request', () => record(card).request?.end, limit)
      await driver.until('all of it being told', () => violations().length === 0, LAST_WORDS)
      return messagesOf(slack, requestIdOf(card))
    },
    log: () => lines,
    expectSlackErrors: () => {
      mayShowErrors = true
    },
    judge: async () => {
      slack.faults.clearAll()
      lighthouse.control.clearFaults()
      if (keeper === null) await start()
      await driver.until('all being told', () => violations().length === 0, LAST_WORDS).catch(() => undefined)
      expect(violations()).toEqual([])
      if (!mayShowErrors) expect(errorsShown({ slack })).toEqual([])
      expect(lines.filter(({ msg }) => msg === 'an intent failed unexpectedly')).toEqual([])
    },
    dispose: async () => {
      await stop()
      await Promise.all([slack.close(), lighthouse.close()])
      clock.dispose()
      records.close()
      rmSync(dataDir, { recursive: true, force: true })
    },
  }
  onTestFinished(async ({ task }) => {
    try {
      if (task.result?.state !== 'fail') await stage.judge()
    } finally {
      await stage.dispose()
    }
  })
  if (options.started ?? true) await start()
  return stage
}

const missing = (ts: string): never => {
  throw new Error(`The message ${ts} is not in the channel.`)
}

const configOf = (
  options: StageOptions,
  { slack, lighthouse, dataDir }: Pick<Stage, 'slack' | 'lighthouse'> & { readonly dataDir: string },
): Config => ({
  slack: { botToken: slack.botToken, appToken: slack.appToken, channelId: slack.channelId, apiUrl: slack.apiUrl },
  cloud: {
    endpoint: lighthouse.url,
    credential: sandboxCredential,
    regions: options.regions === undefined ? FEW_REGIONS : options.regions,
    proxyEnvironment: {},
  },
  approvers: options.approvers ?? { kind: 'channel' },
  approvalsRequired: options.approvalsRequired ?? 1,
  requestTtl: options.requestTtl ?? 30 * MINUTE,
  approvalTtl: options.approvalTtl ?? 15 * MINUTE,
  databaseUrl: null,
  dataDir,
  port: 0,
  language: options.language ?? 'en',
  logLevel: 'debug',
})

const drivenPerson = (person: SlackPerson, { drive, rest }: Driver): SlackPerson => ({
  ...person,
  command: async (...act) => {
    const outcome = await drive(person.command(...act))
    // A command is acknowledged before what it opens is there; nobody acts in between.
    await rest()
    return outcome
  },
  options: (...act) => drive(person.options(...act)),
  choose: (...act) => drive(person.choose(...act)),
  fill: (...act) => drive(person.fill(...act)),
  toggle: (...act) => drive(person.toggle(...act)),
  submit: () => drive(person.submit()),
  closeModal: () => drive(person.closeModal()),
  click: (...act) => drive(person.click(...act)),
})
