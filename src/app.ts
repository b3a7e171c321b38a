import { randomBytes, randomInt, randomUUID } from 'node:crypto'
import type { Logger } from 'pino'
import { registerCommands } from './commands/register.ts'
import type { Config } from './config.ts'
import { openLedger } from './open-ledger.ts'
import { POST_TIMEOUT } from './services/announcer/channel.ts'
import { createLanes, type Pace, SLACK_PACE } from './services/announcer/lanes.ts'
import { startAnnouncer } from './services/announcer/start-announcer.ts'
import type { Clock } from './services/clock.ts'
import { createCloud } from './services/lighthouse/create-cloud.ts'
import { createInventory } from './services/lighthouse/create-inventory.ts'
import { createWatcher } from './services/lighthouse/create-watcher.ts'
import { errorFields } from './services/log.ts'
import { startRunner } from './services/runner/start-runner.ts'
import { takeShare } from './services/share-among-replicas.ts'
import { createSlackSocket } from './services/slack/connect-socket.ts'
import { createPeople } from './services/slack/people.ts'
import { createSlackChannel } from './services/slack/slack-channel.ts'
import { faultInWords, slackFaultOf } from './services/slack/slack-fault.ts'
import { slackLogger } from './services/slack/slack-logger.ts'
import { createWebClients } from './services/slack/web-clients.ts'
import { CannotStart, checkChannel, checkCloudKey, readIdentity } from './start-checks.ts'
import { startStatusServer } from './status-server.ts'

/** The running bot. */
export type Keeper = {
  readonly statusPort: number
  /** Takes no new work, ends or hands over what is in hand, and closes everything; at most 8 s. */
  readonly stop: () => Promise<void>
}

/** Letters and digits that cannot be mistaken for each other when read aloud at night. */
const ALPHABET = '23456789abcdefghjkmnpqrstuvwxyz'
const ID_LENGTH = 10

/** An id such as `rb-7f3k9q2mxd`: short enough to read out, long enough never to meet again. */
const newRequestId = (): string =>
  `rb-${Array.from({ length: ID_LENGTH }, () => ALPHABET[randomInt(ALPHABET.length)]).join('')}`

/** How long the start waits for the cloud to accept or refuse the key, in milliseconds. */
const KEY_PATIENCE = 3_000

/** How long a stop waits for what is in hand, in milliseconds; the rest is taken up after the next start. */
const STOP_PATIENCE = 7_000

/**
 * Puts all parts together and starts them: the only place where they meet.
 * @throws CannotStart, LedgerLocked, LedgerUnavailable before anything was changed
 */
export const startKeeper = async (
  config: Config,
  {
    clock,
    log,
    signal,
    pace = SLACK_PACE,
  }: {
    readonly clock: Clock
    readonly log: Logger
    /** Aborted when the start is given up. */
    readonly signal: AbortSignal
    readonly pace?: Pace
  },
): Promise<Keeper> => {
  const { slack, cloud: cloudConfig, language } = config
  const { channelId, apiUrl } = slack
  // The store first: nothing is asked of anybody while another process already works on an embedded one.
  const ledger = await openLedger(config, { clock, log, signal })
  const owner = randomUUID()
  const share = takeShare(ledger.replicas, { owner, clock, log })
  // Together: a store that does not answer would hold the share up.
  const closeStore = () => Promise.all([share.close(), ledger.close()])
  const logger = slackLogger(log)
  const clients = createWebClients({ token: slack.botToken, apiUrl, announcerTimeout: POST_TIMEOUT, logger })
  const cloudLanguage = language === 'zh-CN' ? 'zh-CN' : 'en-US'
  const cloud = createCloud({ ...cloudConfig, language: cloudLanguage, clock, share })
  const asking = { client: clients.people, clock, log, signal }

  // A wrong key is told at once; a cloud that takes its time must not hold up what needs only Slack.
  const keyChecked = async () => {
    const check = checkCloudKey(cloud, cloudConfig.regions, log)
    check.catch((error: unknown) => log.error(errorFields(error), 'the key of the cloud does not pass'))
    const patience = new AbortController()
    const waited = clock.sleep(KEY_PATIENCE, patience.signal).catch(() => undefined)
    await Promise.race([check, waited]).finally(() => patience.abort())
  }
  const identified = async () => {
    const own = await readIdentity(asking)
    await checkChannel(asking, channelId)
    return own
  }
  const [own] = await Promise.all([identified(), keyChecked()]).catch(async (error: unknown) => {
    await closeStore()
    throw error
  })

  const inventory = createInventory({
    cloud,
    clock,
    regions: cloudConfig.regions,
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
    logger,
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
    await Promise.all([status.close(), closeStore()])
  }
  return { statusPort: status.port, stop }
}
