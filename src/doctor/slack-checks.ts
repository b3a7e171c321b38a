import { WebClient } from '@slack/web-api'
import { z } from 'zod'
import type { Config } from '../config.ts'
import { systemClock } from '../services/clock.ts'
import type { Log } from '../services/log.ts'
import { notFullMember } from '../services/rollback/approval.ts'
import { createPeople } from '../services/slack/people.ts'
import type { OwnIdentity } from '../services/slack/slack-channel.ts'
import { faultInWords, slackFaultOf } from '../services/slack/slack-fault.ts'
import { type Finding, failed, note, ok } from './check.ts'

/** Scopes that every set-up needs; those of groups and private channels depend on the configuration. */
const SCOPES = ['commands', 'chat:write', 'users:read'] as const

const identitySchema = z.object({
  team: z.string().optional(),
  user: z.string().optional(),
  team_id: z.string(),
  user_id: z.string(),
  bot_id: z.string(),
  response_metadata: z.object({ scopes: z.array(z.string()).optional() }).optional(),
})

const channelSchema = z.object({
  channel: z.object({
    name: z.string().optional(),
    is_member: z.boolean().optional(),
    is_archived: z.boolean().optional(),
    is_private: z.boolean().optional(),
  }),
})

const RETRY_NEVER = { retries: 0 } as const
const TIMEOUT = 10_000

/** The log of services that are asked here: what they find is told as a finding instead. */
const SILENT: Log = { debug: () => undefined, info: () => undefined, warn: () => undefined, error: () => undefined }

const why = (error: unknown): string => faultInWords(slackFaultOf(error))

/** Tokens, scopes, the channel and the approvers. Reads only. */
export const checkSlack = async (config: Config): Promise<readonly Finding[]> => {
  const { slack } = config
  const client = new WebClient(slack.botToken, {
    slackApiUrl: slack.apiUrl,
    timeout: TIMEOUT,
    retryConfig: RETRY_NEVER,
    rejectRateLimitedCalls: true,
  })
  const appToken = await checkAppToken(config)
  let identity: z.infer<typeof identitySchema>
  try {
    identity = identitySchema.parse(await client.auth.test())
  } catch (error) {
    const remedy = 'Install the app in the workspace again and copy the new “Bot User OAuth Token”.'
    return [failed('SLACK_BOT_TOKEN', `Slack answers ${why(error)}`, remedy), appToken]
  }
  const own = { teamId: identity.team_id, botUserId: identity.user_id, botId: identity.bot_id }
  return [
    ok('SLACK_BOT_TOKEN', `${identity.user ?? identity.user_id} in ${identity.team ?? identity.team_id}`),
    scopesFinding(config, identity.response_metadata?.scopes),
    appToken,
    await checkChannel(client, slack.channelId),
    ...(await checkApprovers(client, config, own)),
  ]
}

const checkAppToken = async ({ slack }: Config): Promise<Finding> => {
  const client = new WebClient(slack.appToken, {
    slackApiUrl: slack.apiUrl,
    timeout: TIMEOUT,
    retryConfig: RETRY_NEVER,
  })
  try {
    await client.apps.connections.open({})
    return ok('SLACK_APP_TOKEN', 'Socket Mode may be opened')
  } catch (error) {
    const remedy = 'Create an app-level token with the scope connections:write, and switch Socket Mode on.'
    return failed('SLACK_APP_TOKEN', `Slack answers ${why(error)}`, remedy)
  }
}

const scopesFinding = ({ approvers }: Config, granted: readonly string[] | undefined): Finding => {
  if (granted === undefined) return note('scopes', 'Slack does not tell them; manifest.yml lists those needed')
  const needsGroups = approvers.kind === 'listed' && approvers.groupIds.length > 0
  const needed = [...SCOPES, ...(needsGroups ? ['usergroups:read'] : [])]
  const missing = needed.filter((scope) => !granted.includes(scope))
  if (!['channels:read', 'groups:read'].some((scope) => granted.includes(scope))) missing.push('channels:read')
  if (!['channels:history', 'groups:history'].some((scope) => granted.includes(scope))) missing.push('channels:history')
  return missing.length === 0
    ? ok('scopes', granted.join(', '))
    : failed('scopes', `missing: ${missing.join(', ')}`, 'Update the app from manifest.yml and install it again.')
}

const checkChannel = async (client: WebClient, channelId: string): Promise<Finding> => {
  const what = 'SLACK_CHANNEL'
  try {
    const { channel } = channelSchema.parse(await client.conversations.info({ channel: channelId }))
    if (channel.is_archived === true) return failed(what, 'is archived', 'Unarchive it, or name another channel.')
    if (channel.is_member === false) return failed(what, 'the bot is not a member', 'Invite it there with /invite.')
    return ok(what, `#${channel.name ?? channelId}, and the bot is in it`)
  } catch (error) {
    return failed(what, `Slack answers ${why(error)}`, 'Check the id, and invite the bot to the channel.')
  }
}

/** How many people are looked up one by one at most, so that a large channel costs no flood of calls. */
const PEOPLE_LOOKED_UP = 50

const checkApprovers = async (client: WebClient, config: Config, own: OwnIdentity): Promise<readonly Finding[]> => {
  const { approvers, approvalsRequired, slack, language } = config
  const people = createPeople({
    client,
    channelId: slack.channelId,
    approvers,
    own,
    defaultLanguage: language,
    clock: systemClock,
    log: SILENT,
  })
  const lists = await people.approverLists()
  const unknown = lists.flatMap((list) =>
    list.kind === 'unknown'
      ? [
          failed(
            `APPROVERS (${list.source})`,
            list.why === 'empty' ? 'names nobody' : `cannot be read: ${list.detail}`,
            'It approves nothing until that is mended.',
          ),
        ]
      : [],
  )
  const ids = [...new Set(lists.flatMap((list) => (list.kind === 'known' ? [...list.userIds] : [])))]
  try {
    const known = await Promise.all(ids.slice(0, PEOPLE_LOOKED_UP).map((id) => people.person(id)))
    const able = known.filter((person) => notFullMember(person, own.teamId) === null).length
    // The requester never counts.
    const isEnough = able > approvalsRequired || ids.length > PEOPLE_LOOKED_UP
    const found = `${able} ${able === 1 ? 'person' : 'people'} may approve, ${approvalsRequired} needed besides the requester`
    return [
      ...unknown,
      isEnough ? ok('approvers', found) : failed('approvers', found, 'Name more people, or lower APPROVALS_REQUIRED.'),
    ]
  } catch (error) {
    return [
      ...unknown,
      failed('approvers', `cannot be looked up: ${why(error)}`, 'Check the ids and the scope users:read.'),
    ]
  }
}
