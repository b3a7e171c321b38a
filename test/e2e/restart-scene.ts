import { join } from 'node:path'
import type { TestContext } from 'vitest'
import { type LocalLighthouse, startLocalLighthouse } from '../../sandbox/lighthouse/server.ts'
import type { StoredMessage } from '../../sandbox/slack/messages.ts'
import { type LocalSlack, startLocalSlack } from '../../sandbox/slack/server.ts'
import type { EntryKind } from '../../src/services/rollback/entry.ts'
import { oneRegionEnvironment } from '../support/bot-environment.ts'
import { type BotProcess, createBotProcess } from '../support/bot-process.ts'
import { until as untilWithin } from '../support/until.ts'
import { readRecords, type StoredRequest } from './records.ts'
import { findViolations, messagesOf, metadataOf } from './referee.ts'
import { ANA, BEN, SHOP_WEB_1, wantSafety } from './request.ts'

/** The bot as a process of its own between both emulators, all in real time: what `kill -9` is about. */
export type Scene = {
  readonly slack: LocalSlack
  readonly lighthouse: LocalLighthouse
  readonly bot: BotProcess
  /** The bot's environment, for a second process. */
  readonly environment: Readonly<Record<string, string>>
  readonly records: () => readonly StoredRequest[]
  /** The first request in the store; undefined where there is none yet. */
  readonly record: () => StoredRequest | undefined
  readonly has: (kind: EntryKind) => boolean
  /** Asks for a rollback as Ana would. @returns the card, once Ana was led to it */
  readonly request: (instanceId?: string, withSafety?: boolean) => Promise<StoredMessage>
  /** Ben presses Approve. Resolves with the click's acknowledgement. */
  readonly approve: (card: StoredMessage) => Promise<void>
  readonly killWhen: (what: string, isSo: () => boolean) => Promise<void>
  /** Waits until every request has ended and all is told as promised. @returns the events told of the first, in order */
  readonly ended: () => Promise<readonly string[]>
  readonly get: (path: string) => Promise<{ readonly status: number; readonly text: string }>
}

/** A lost post is looked for 20 s later; the rest takes a few seconds, many more where the machine is busy. */
const PATIENCE = 80_000

/** Waits in real time. @throws when it takes longer than a busy machine would */
export const until: typeof untilWithin = (what, look) => untilWithin(what, look, PATIENCE)

/**
 * Sets the scene for one test and clears it away afterwards. The bot is not started.
 * @param context the test's own: tests that run at the same time share the global hooks
 * @param more variables of the environment beyond the usual ones, or instead of them
 */
export const createScene = async (
  { onTestFinished }: Pick<TestContext, 'onTestFinished'>,
  more: Readonly<Record<string, string>> = {},
): Promise<Scene> => {
  const slack = await startLocalSlack()
  const lighthouse = await startLocalLighthouse({
    settings: {
      stopMilliseconds: 300,
      startMilliseconds: 500,
      createSnapshotMilliseconds: 3_000,
      rollback: { milliseconds: 3_000 },
    },
  })
  const environment = {
    ...oneRegionEnvironment(slack, lighthouse),
    ...more,
  }
  const bot = createBotProcess(environment)
  onTestFinished(async () => {
    await bot.dispose()
    await Promise.all([slack.close(), lighthouse.close()])
  })
  const records = () => readRecords(join(bot.dataDir, 'data'))
  const record = () => records()[0]
  const violations = () => findViolations({ slack, lighthouse, records: records() })

  return {
    slack,
    lighthouse,
    bot,
    environment,
    records,
    record,
    has: (kind) => record()?.entries.some((entry) => entry.kind === kind) ?? false,
    request: (instanceId = SHOP_WEB_1, withSafety = false) => request(slack, instanceId, withSafety),
    approve: async ({ ts }) => {
      const outcome = await slack.person(BEN).click(ts, 'Approve')
      if (outcome.kind !== 'done') throw new Error(`Approve was not taken: ${outcome.text}`)
    },
    killWhen: async (what, isSo) => {
      await until(what, isSo)
      await bot.kill()
    },
    ended: async () => {
      const isOver = () => records().every(({ request }) => request?.end) && violations().length === 0
      await until('the end, and all of it being told', isOver).catch((error: unknown) => {
        const kinds = record()?.entries.map(({ kind }) => kind) ?? []
        throw new Error([kinds.join(', '), ...violations(), bot.output()].join('\n'), { cause: error })
      })
      return messagesOf(slack, record()?.requestId ?? '').map((message) => metadataOf(message)?.event ?? '')
    },
    get: async (path) => {
      const response = await fetch(`http://127.0.0.1:${portIn(bot.output())}${path}`)
      return { status: response.status, text: await response.text() }
    },
  }
}

/** The port that the newest start reported. */
const portIn = (output: string): string => [...output.matchAll(/"port":(\d+),"msg":"was ready"/g)].at(-1)?.[1] ?? ''

const request = async (slack: LocalSlack, instanceId: string, withSafety: boolean): Promise<StoredMessage> => {
  const before = new Set(slack.channel().map(({ ts }) => ts))
  const ana = slack.person(ANA)
  const sent = await ana.command('/lighthouse', `rollback ${instanceId}`)
  if (sent.kind !== 'done') throw new Error(`The command was not taken: ${sent.text}`)
  await until('the modal with the instance', () =>
    ana.modal()?.modal.blocks.some(({ block_id }) => block_id?.startsWith('keeper_snapshot:')),
  )
  await ana.choose('Snapshot', { text: '' })
  await until('the snapshot in the modal', async () => {
    await ana.fill('Reason', 'The release broke the checkout')
    await wantSafety(ana, withSafety)
    return (await ana.submit()).kind === 'done'
  })
  const card = await until('the card', () => slack.channel().find(({ ts }) => !before.has(ts)))
  await until('the link to the card', () => ana.modal()?.modal.title.text === 'Request posted' || !ana.modal())
  if (ana.modal() !== undefined) await ana.closeModal()
  return card
}
