import { randomUUID } from 'node:crypto'
import type { Logger } from 'pino'
import type { Config } from './config.ts'
import { openLedger } from './open-ledger.ts'
import { POST_TIMEOUT } from './services/announcer/channel.ts'
import { type Pace, SLACK_PACE } from './services/announcer/lanes.ts'
import type { Clock } from './services/clock.ts'
import { createCloud } from './services/lighthouse/create-cloud.ts'
import { errorFields } from './services/log.ts'
import { takeShare } from './services/share-among-replicas.ts'
import { slackLogger } from './services/slack/slack-logger.ts'
import { createWebClients } from './services/slack/web-clients.ts'
import { checkChannel, checkCloudKey, readIdentity } from './start-checks.ts'
import type { Keeper } from './start-parts.ts'

/** How long the start waits for the cloud to accept or refuse the key, in milliseconds. */
const KEY_PATIENCE = 3_000

/**
 * Opens the store, asks Slack and the cloud whether they take what the configuration says, and starts all parts.
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
  // Most of the sources, and Bolt, are loaded while the answers are on their way.
  const loading = import('./start-parts.ts')
  const [own, , { startParts }] = await Promise.all([identified(), keyChecked(), loading]).catch(
    async (error: unknown) => {
      await closeStore()
      throw error
    },
  )
  return startParts(config, { ledger, owner, share, closeStore, clients, cloud, own }, { clock, log, pace })
}
