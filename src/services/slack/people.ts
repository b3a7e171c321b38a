import type { WebClient } from '@slack/web-api'
import { z } from 'zod'
import { type Language, languageOf } from '../../words/language.ts'
import type { Reader } from '../announcer/context.ts'
import type { Clock } from '../clock.ts'
import { errorFields, type Log } from '../log.ts'
import { type ApproverList, type NotFullMember, notFullMember, type Person } from '../rollback/approval.ts'
import type { OwnIdentity } from './slack-channel.ts'
import { faultInWords, slackFaultOf } from './slack-fault.ts'

/** Who may approve, as `APPROVERS` says: the channel's full members, or people and groups by id. */
export type Approvers =
  | { readonly kind: 'channel' }
  | { readonly kind: 'listed'; readonly userIds: readonly string[]; readonly groupIds: readonly string[] }

/** Why a person may not ask for a rollback. */
export type MayNotRequest =
  | { readonly why: NotFullMember | 'not_in_channel' }
  | { readonly why: 'person_unreadable'; readonly detail: string }

/** The workspace's people, asked of Slack. */
export type People = {
  /** The person as Slack knows them now. @throws what the Web API client rejects with */
  readonly person: (userId: string) => Promise<Person>
  /** The lists behind `APPROVERS`, read now. Never rejects: what cannot be read is `unknown`. */
  readonly approverLists: () => Promise<readonly ApproverList[]>
  /** Why the person may not request a rollback or see instances; null where they may. Kept for a minute. */
  readonly mayNotRequest: (userId: string) => Promise<MayNotRequest | null>
  /** How the person reads: their locale and time zone, kept for a day; the channel's language where Slack is silent. */
  readonly reader: (userId: string) => Promise<Reader>
  /** What is kept of the person already; null where nothing is. */
  readonly readerNow: (userId: string) => Reader | null
}

const userSchema = z.object({
  user: z.object({
    id: z.string(),
    team_id: z.string().optional(),
    deleted: z.boolean().optional(),
    is_bot: z.boolean().optional(),
    is_restricted: z.boolean().optional(),
    is_ultra_restricted: z.boolean().optional(),
    is_stranger: z.boolean().optional(),
    tz: z.string().nullish(),
    locale: z.string().nullish(),
    enterprise_user: z.object({ teams: z.array(z.string()).optional() }).optional(),
  }),
})
type SlackUser = z.infer<typeof userSchema>['user']

const membersSchema = z.object({
  members: z.array(z.string()).default([]),
  response_metadata: z.object({ next_cursor: z.string().optional() }).optional(),
})

const groupSchema = z.object({ users: z.array(z.string()).default([]) })

const MINUTE = 60_000
const READER_KEPT = 24 * 60 * MINUTE
/** Slack's user that is no member of anything but is not marked as a bot. */
const SLACKBOT = 'USLACKBOT'

export const createPeople = (options: {
  readonly client: WebClient
  readonly channelId: string
  readonly approvers: Approvers
  readonly own: OwnIdentity
  readonly defaultLanguage: Language
  readonly clock: Clock
  readonly log: Log
}): People => {
  const { client, channelId, approvers, own, defaultLanguage, clock, log } = options
  const readers = new Map<string, { readonly reader: Reader; readonly until: number }>()
  const permissions = new Map<string, { readonly answer: Promise<MayNotRequest | null>; readonly until: number }>()

  /** The look-up that is under way of each person. */
  const lookingUp = new Map<string, Promise<SlackUser>>()

  const lookUp = (userId: string): Promise<SlackUser> => {
    const asked = askFor(userId).finally(() => lookingUp.get(userId) === asked && lookingUp.delete(userId))
    lookingUp.set(userId, asked)
    return asked
  }

  const askFor = async (userId: string): Promise<SlackUser> => {
    const { user } = userSchema.parse(await client.users.info({ user: userId, include_locale: true }))
    const reader: Reader = { language: languageOf(user.locale ?? null, defaultLanguage), timeZone: user.tz ?? null }
    readers.set(userId, { reader, until: clock.now() + READER_KEPT })
    return user
  }

  const person = async (userId: string): Promise<Person> => toPerson(await lookUp(userId), own.teamId)

  const channelMembers = async (): Promise<ReadonlySet<string>> => {
    const members = new Set<string>()
    let cursor: string | undefined
    do {
      const answer = await client.conversations.members({
        channel: channelId,
        limit: 1_000,
        ...(cursor ? { cursor } : {}),
      })
      const page = membersSchema.parse(answer)
      for (const member of page.members) members.add(member)
      cursor = page.response_metadata?.next_cursor || undefined
    } while (cursor !== undefined)
    return members
  }

  let reading: Promise<ReadonlySet<string>> | null = null
  /** One read for all who ask while it is under way: a hundred people at once must not be a hundred reads. */
  const sharedChannelMembers = (): Promise<ReadonlySet<string>> => {
    reading ??= channelMembers().finally(() => {
      reading = null
    })
    return reading
  }

  const listOf = async (source: string, read: () => Promise<ReadonlySet<string>>): Promise<ApproverList> => {
    try {
      const userIds = await read()
      if (userIds.size > 0) return { kind: 'known', userIds }
      return { kind: 'unknown', source, why: 'empty', detail: '' }
    } catch (error) {
      const detail = faultInWords(slackFaultOf(error))
      log.warn({ source, detail }, 'a list of approvers could not be read; it approves nothing')
      return { kind: 'unknown', source, why: 'unreadable', detail }
    }
  }

  const groupMembers = async (usergroup: string): Promise<ReadonlySet<string>> =>
    new Set(groupSchema.parse(await client.usergroups.users.list({ usergroup })).users)

  const checkRequester = async (userId: string): Promise<MayNotRequest | null> => {
    try {
      const [who, members] = await Promise.all([person(userId), sharedChannelMembers()])
      const lacking = notFullMember(who, own.teamId)
      if (lacking !== null) return { why: lacking }
      return members.has(userId) ? null : { why: 'not_in_channel' }
    } catch (error) {
      return { why: 'person_unreadable', detail: faultInWords(slackFaultOf(error)) }
    }
  }

  const readerNow = (userId: string): Reader | null => {
    const kept = readers.get(userId)
    return kept !== undefined && kept.until > clock.now() ? kept.reader : null
  }

  return {
    person,

    approverLists: async () => {
      if (approvers.kind === 'channel') return [await listOf('channel', channelMembers)]
      const listed: readonly ApproverList[] =
        approvers.userIds.length > 0 ? [{ kind: 'known', userIds: new Set(approvers.userIds) }] : []
      const groups = await Promise.all(approvers.groupIds.map((group) => listOf(group, () => groupMembers(group))))
      return [...listed, ...groups]
    },

    mayNotRequest: (userId) => {
      const kept = permissions.get(userId)
      if (kept !== undefined && kept.until > clock.now()) return kept.answer
      const answer = checkRequester(userId)
      permissions.set(userId, { answer, until: clock.now() + MINUTE })
      // Only a yes is kept: whoever was just invited need not wait.
      void answer.then((result) => result !== null && permissions.delete(userId))
      return answer
    },

    reader: async (userId) => {
      const known = readerNow(userId)
      if (known !== null) return known
      try {
        // Whoever opens the form is asked for twice at once: what they may do, and how they read.
        await (lookingUp.get(userId) ?? lookUp(userId))
      } catch (error) {
        log.warn(
          { userId, ...errorFields(error) },
          'a person could not be looked up; they read in the channel’s language',
        )
      }
      return readerNow(userId) ?? { language: defaultLanguage, timeZone: null }
    },

    readerNow,
  }
}

const toPerson = (user: SlackUser, ownTeamId: string): Person => {
  const teamId = user.enterprise_user?.teams?.includes(ownTeamId) ? ownTeamId : (user.team_id ?? '')
  return {
    userId: user.id,
    teamId,
    isDeactivated: user.deleted === true,
    isBot: user.is_bot === true || user.id === SLACKBOT,
    isGuest: user.is_restricted === true || user.is_ultra_restricted === true,
    isExternal: user.is_stranger === true || teamId !== ownTeamId,
  }
}
