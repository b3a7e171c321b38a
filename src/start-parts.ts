import { randomBytes, randomInt } from 'node:crypto'
import type { Logger } from 'pino'
import { registerCommands } from './commands/register.ts'
import type { Config } from './config.ts'
import { createLanes, type Pace } from './services/announcer/lanes.ts'
import { startAnnouncer } from './services/announcer/start-announcer.ts'
import type { Clock } from './services/clock.ts'
import type { Ledger } from './services/ledger/ledger.ts'
import type { Cloud } from './services/lighthouse/cloud.ts'
import { createInventory } from './services/lighthouse/create-inventory.ts'
import { createWatcher } from './services/lighthouse/create-watcher.ts'
import { startRunner } from './services/runner/start-runner.ts'
import type { Share } from './services/share.ts'
import { createSlackSocket } from './services/slack/connect-socket.ts'
import { createPeople } from './services/slack/people.ts'
import { createSlackChannel, type OwnIdentity } from './services/slack/slack-channel.ts'
import { faultInWords, slackFaultOf } from './services/slack/slack-fault.ts'
import { slackLogger } from './services/slack/slack-logger.ts'
import type { WebClients } from './services/slack/web-clients.ts'
import { CannotStart } from './start-checks.ts'
import { startStatusServer } from './status-server.ts'

/** The running bot. */
export type Keeper = {
  readonly statusPort: number
  /** Takes no new work, ends or hands over what is in hand, and closes everything; at most 8 s. */
  readonly stop: () => Promise<void>
}

/** What has been opened and checked before any work begins. */
export type Connections = {
  readonly ledger: Ledger
  /** The name of this process in the store. */
  readonly owner: string
  readonly share: Share
  readonly closeStore: () => Promise<unknown>
  readonly clients: WebClients
  readonly cloud: Cloud
  readonly own: OwnIdentity
}

/** Letters and digits that cannot be mistaken for each other when read aloud at night. */
const ALPHABET = '23456789abcdefghjkmnpqrstuvwxyz'
const ID_LENGTH = 10

/** An id such as `rb-7f3k9q2mxd`: short enough to read out, long enough never to meet again. */
const newRequestId = (): string =>
  `rb-${Array.from({ length: ID_LENGTH }, () => ALPHABET[randomInt(ALPHABET.length)]).join('')}`

/** How long a stop waits for what is in hand, in milliseconds; the rest is taken up after the next start. */
const STOP_PATIENCE = 7_000

/**
 * Puts all parts together and starts them: the only place where they meet.
 * @throws CannotStart where the port or the app-level token cannot be used
 */
export const startParts = async (
  config: Config,
  connections: Connections,
  { clock, log, pace }: { readonly clock: Clock; readonly log: Logger; readonly pace: Pace },
): Promise<Keeper> => {
  const { slack, language } = config
  const { channelId, apiUrl } = slack
  const { ledger, owner, share, clients, cloud, own } = connections
  const inventory = createInventory({
    cloud,
    clock,
    regions: config.cloud.regions,
    onFault: (fault) => log.warn({ fault }, 'the inventory could not be read'),
  })
  const watcher = createWatcher({ cloud, clock })
  const people = createPeople({
    client: clients.people,
    channelId,
    approvers: config.approvers,
    own,
    defaultLanguage: language,
    clock,
    log,
  })
  const socket = createSlackSocket({
    appToken: slack.appToken,
    botToken: slack.botToken,
    apiUrl,
    own,
    clock,
    log,
    logger: slackLogger(log),
  })
  registerCommands(socket.app, {
    ledger,
    inventory,
    cloud,
    people,
    clients,
    clock,
    log,
    own,
    channelId,
    language,
    help: {
      channelId,
      approvers:
        config.approvers.kind === 'channel' ? 'channel' : [...config.approvers.userIds, ...config.approvers.groupIds],
      approvalsRequired: config.approvalsRequired,
    },
    newRequestId,
  })

  const readiness = async () => ({
    slack: socket.isConnected(),
    store: await ledger.now().then(
      () => true,
      () => false,
    ),
  })
  const status = await startStatusServer(config.port, readiness).catch((error: unknown) => {
    throw new CannotStart(
      `The port ${config.port} cannot be used (${error instanceof Error ? error.message : error}). Name a free one in PORT.`,
    )
  })
  const { approvalsRequired, requestTtl, approvalTtl } = config
  const runner = startRunner(
    {
      ledger,
      cloud,
      watcher,
      clock,
      log,
      rules: { approvalsRequired, requestTtl, approvalTtl },
      newAttemptId: () => randomBytes(8).toString('hex'),
    },
    owner,
  )
  const announcer = startAnnouncer(
    {
      ledger,
      channel: createSlackChannel({ clients, channelId, own, log }),
      lanes: createLanes(pace, clock, share),
      clock,
      log,
      language,
      readerOf: people.reader,
    },
    owner,
  )
  await socket.connect().catch((error: unknown) => {
    throw new CannotStart(
      `Slack does not accept SLACK_APP_TOKEN (${faultInWords(slackFaultOf(error))}). Create an app-level token with the scope connections:write, and copy it.`,
    )
  })

  const stop = async (): Promise<void> => {
    const inHand = async () => {
      await socket.close()
      await Promise.all([runner.stop(), announcer.stop()])
    }
    const patience = new AbortController()
    await Promise.race([inHand(), clock.sleep(STOP_PATIENCE, patience.signal).catch(() => undefined)])
    patience.abort()
    inventory.close()
    watcher.close()
    cloud.close()
    await Promise.all([status.close(), connections.closeStore()])
  }
  return { statusPort: status.port, stop }
}
