import { randomBytes } from 'node:crypto'
import { WebClient } from '@slack/web-api'
import { pino } from 'pino'
import { z } from 'zod'
import { approve } from '../../../src/commands/approve.ts'
import { cancel } from '../../../src/commands/cancel.ts'
import { submitDenial } from '../../../src/commands/deny-submit.ts'
import type { CommandParts } from '../../../src/commands/parts.ts'
import { systemClock } from '../../../src/services/clock.ts'
import { createLedger } from '../../../src/services/ledger/create-ledger.ts'
import type { Ledger } from '../../../src/services/ledger/ledger.ts'
import { openPostgres } from '../../../src/services/ledger/postgres-engine.ts'
import type { Cloud } from '../../../src/services/lighthouse/cloud.ts'
import { createInventory } from '../../../src/services/lighthouse/create-inventory.ts'
import type { Watcher } from '../../../src/services/lighthouse/watcher.ts'
import { carry } from '../../../src/services/runner/carry.ts'
import type { People } from '../../../src/services/slack/people.ts'
import { ACTION_IDS, BLOCK_IDS } from '../../../src/views/ids.ts'
import { createQuietLog } from '../../support/quiet-log.ts'

/** One bot as far as a decision needs it: the real intents behind the buttons, the real runner, a ledger of its own. */
export type Replica = {
  readonly ledger: Ledger
  readonly approve: (by: string, target: string) => Promise<void>
  readonly deny: (by: string, target: string) => Promise<void>
  readonly cancel: (by: string, target: string) => Promise<void>
  /** Carries on what is due now; what is past its deadline expires. */
  readonly run: () => Promise<void>
  readonly close: () => Promise<void>
}

/** Something that one person alone was told. */
export type Told = { readonly user: string; readonly text: string }

const CHANNEL = 'C0LIGHTHSE'
const bodySchema = z.object({ user: z.string(), blocks: z.string() })

/** Slack's own client with nobody behind it: it notes who is told what. */
const listeningClient = (told: Told[]): WebClient =>
  new WebClient('xoxb-of-the-races', {
    retryConfig: { retries: 0 },
    fetch: (_, init) => {
      const { user, blocks } = bodySchema.parse(Object.fromEntries(new URLSearchParams(String(init?.body))))
      told.push({ user, text: blocks })
      return Promise.resolve(Response.json({ ok: true, message_ts: '1.2' }))
    },
  })

/** Everybody is a full member; those who are listed may approve. */
const peopleOf = (approvers: ReadonlySet<string>): People => ({
  person: (userId) =>
    Promise.resolve({
      userId,
      teamId: 'T0HARBOUR1',
      isDeactivated: false,
      isBot: false,
      isGuest: false,
      isExternal: false,
    }),
  approverLists: () => Promise.resolve([{ kind: 'known', userIds: approvers }]),
  mayNotRequest: () => Promise.resolve(null),
  reader: () => Promise.resolve({ language: 'en', timeZone: null }),
  readerNow: () => ({ language: 'en', timeZone: null }),
})

export const createReplica = async (options: {
  readonly url: string
  readonly cloud: Cloud
  readonly watcher: Watcher
  readonly approvers: ReadonlySet<string>
  /** Gets what people are told privately. */
  readonly told: Told[]
}): Promise<Replica> => {
  const { url, cloud, watcher, approvers, told } = options
  const { log } = createQuietLog()
  const clock = systemClock
  const ledger = createLedger(await openPostgres(url, { clock, log }))
  const client = listeningClient(told)
  const parts: CommandParts = {
    ledger,
    inventory: createInventory({ cloud, clock, regions: [], onFault: () => undefined }),
    cloud,
    people: peopleOf(approvers),
    clients: { people: client, instant: client, announcer: client },
    clock,
    log: pino({ level: 'silent' }),
    own: { teamId: 'T0HARBOUR1', botUserId: 'U0KEEPERBT', botId: 'B0KEEPER01' },
    channelId: CHANNEL,
    language: 'en',
    help: { channelId: CHANNEL, approvers: 'channel', approvalsRequired: 1 },
    newRequestId: () => 'rb-unused',
  }
  const owner = randomBytes(4).toString('hex')
  const origin = (by: string) => ({ user: { id: by }, channel: { id: CHANNEL } })
  const click = (by: string, actionId: string, value: string) => ({
    user: { id: by },
    trigger_id: '1.2.race',
    actions: [{ action_id: actionId, value }],
  })
  return {
    ledger,
    approve: (by, target) => approve(parts, click(by, ACTION_IDS.approve, target), origin(by)),
    cancel: (by, target) => cancel(parts, click(by, ACTION_IDS.cancel, target), origin(by)),
    deny: (by, target) => {
      const values = { [BLOCK_IDS.denyReason]: { [ACTION_IDS.denyReason]: { value: 'no' } } }
      const view = { id: 'V1', callback_id: 'keeper_deny', hash: '1', private_metadata: target, state: { values } }
      return submitDenial(parts, { user: { id: by }, view }, origin(by))
    },
    run: async () => {
      const claims = await ledger.claim('runner', owner, 100)
      const rules = { approvalsRequired: 1, requestTtl: 60_000, approvalTtl: 900_000 }
      const newAttemptId = () => randomBytes(8).toString('hex')
      const { signal } = new AbortController()
      await Promise.all(
        claims.map(async (claim) => {
          await carry({ ledger, cloud, watcher, clock, log, rules, newAttemptId, claim, signal })
          await ledger.release(claim)
        }),
      )
    },
    close: () => ledger.close(),
  }
}
