import type { WebClient } from '@slack/web-api'
import { z } from 'zod'
import type { Clock } from './services/clock.ts'
import type { Cloud } from './services/lighthouse/cloud.ts'
import { faultOf } from './services/lighthouse/cloud-error.ts'
import type { Log } from './services/log.ts'
import type { OwnIdentity } from './services/slack/slack-channel.ts'
import { faultInWords, isTokenFault, needsPerson, slackFaultOf } from './services/slack/slack-fault.ts'

/** The process cannot start before a person has changed something; the message says what. */
export class CannotStart extends Error {
  override readonly name = 'CannotStart'
}

const AGAIN = 3_000
const LONGEST = 30_000

/** Asks until there is an answer: an outage is waited for, with a line in the log each time. */
const untilAnswered = async <Value>(
  { clock, log, signal }: { readonly clock: Clock; readonly log: Log; readonly signal: AbortSignal },
  what: string,
  ask: () => Promise<Value>,
): Promise<Value> => {
  for (let pause = AGAIN; ; pause = Math.min(pause * 2, LONGEST)) {
    signal.throwIfAborted()
    try {
      return await ask()
    } catch (error) {
      if (error instanceof CannotStart) throw error
      log.warn({ why: faultInWords(slackFaultOf(error)), againInSeconds: pause / 1_000 }, `${what}; trying again`)
      await clock.sleep(pause, signal)
    }
  }
}

type Asking = { readonly client: WebClient; readonly clock: Clock; readonly log: Log; readonly signal: AbortSignal }

const identitySchema = z.object({ team_id: z.string(), user_id: z.string(), bot_id: z.string() })

/** Who the bot is, by `auth.test`. @throws CannotStart where the token is wrong or revoked */
export const readIdentity = ({ client, ...waiting }: Asking): Promise<OwnIdentity> =>
  untilAnswered(waiting, 'Slack does not answer', async () => {
    const answer = await client.auth.test().catch((error: unknown) => {
      const fault = slackFaultOf(error)
      if (!isTokenFault(fault)) throw error
      throw new CannotStart(
        `Slack does not accept SLACK_BOT_TOKEN (${faultInWords(fault)}). Install the app in the workspace again and copy the new “Bot User OAuth Token”.`,
      )
    })
    const identity = identitySchema.safeParse(answer).data
    if (identity === undefined) {
      throw new CannotStart('SLACK_BOT_TOKEN does not belong to a bot. Copy the “Bot User OAuth Token” (xoxb-…).')
    }
    return { teamId: identity.team_id, botUserId: identity.user_id, botId: identity.bot_id }
  })

const channelSchema = z.object({
  channel: z.object({ is_member: z.boolean().optional(), is_archived: z.boolean().optional() }),
})

/** @throws CannotStart where the bot cannot post to the channel */
export const checkChannel = ({ client, ...waiting }: Asking, channelId: string): Promise<void> =>
  untilAnswered(waiting, 'Slack does not answer', async () => {
    const answer = await client.conversations.info({ channel: channelId }).catch((error: unknown) => {
      const fault = slackFaultOf(error)
      if (!needsPerson(fault)) throw error
      throw new CannotStart(
        `The channel ${channelId} cannot be used (${faultInWords(fault)}). Check SLACK_CHANNEL, and invite the bot there with /invite.`,
      )
    })
    const channel = channelSchema.safeParse(answer).data?.channel
    if (channel?.is_archived === true) {
      throw new CannotStart(`The channel ${channelId} is archived. Unarchive it, or name another one in SLACK_CHANNEL.`)
    }
    if (channel?.is_member === false) {
      throw new CannotStart(
        `The bot is not in the channel ${channelId}. Invite it there with /invite, then start again.`,
      )
    }
  })

/** Codes of a key that is wrong: no retry mends it. */
const KEY_CODES: ReadonlySet<string> = new Set([
  'AuthFailure.SecretIdNotFound',
  'AuthFailure.SignatureFailure',
  'AuthFailure.InvalidSecretId',
  'AuthFailure.TokenFailure',
  'AuthFailure.InvalidAuthorization',
  'AuthFailure.SignatureExpire',
])

/**
 * Calls the cloud once with the configured key. Anything but a wrong key is left to later: the bot can run while the
 * cloud is away, and says so where somebody needs it.
 * @throws CannotStart where the key is wrong
 */
export const checkCloudKey = async (cloud: Cloud, regions: readonly string[] | null, log: Log): Promise<void> => {
  const [region] = regions ?? []
  try {
    await (region === undefined ? cloud.describeRegions() : cloud.listInstances(region))
  } catch (error) {
    const fault = faultOf(error, region === undefined ? 'DescribeRegions' : 'DescribeInstances', region ?? null)
    if (fault.kind === 'refused' && KEY_CODES.has(fault.code)) {
      throw new CannotStart(
        `Tencent Cloud does not accept the API key (${fault.code}, RequestId ${fault.requestId ?? 'none'}). Check TENCENTCLOUD_SECRET_ID, TENCENTCLOUD_SECRET_KEY and, for a temporary key, TENCENTCLOUD_SESSION_TOKEN; for SignatureExpire set this machine’s clock.`,
      )
    }
    log.warn({ fault }, 'Tencent Cloud does not answer as it should; the bot goes on and tries again when it is needed')
  }
}
