import { z } from 'zod'
import type { Core } from '../core.ts'
import { tier2, tier4 } from '../rate-limits.ts'
import type { Person } from '../workspace.ts'
import { failure, flag, type Method, method, text } from './method.ts'

/** The zone's distance to UTC in seconds at this moment. */
const zoneOffset = (zone: string, at: number): number => {
  const name = new Intl.DateTimeFormat('en-US', { timeZone: zone, timeZoneName: 'longOffset' })
    .formatToParts(at)
    .find((part) => part.type === 'timeZoneName')?.value
  const match = /^GMT([+-])(\d\d):(\d\d)$/.exec(name ?? '')
  if (match === null) return 0
  return (match[1] === '-' ? -1 : 1) * (Number(match[2]) * 3600 + Number(match[3]) * 60)
}

const zoneLabel = (zone: string, at: number): string =>
  new Intl.DateTimeFormat('en-US', { timeZone: zone, timeZoneName: 'long' })
    .formatToParts(at)
    .find((part) => part.type === 'timeZoneName')?.value ?? zone

const profile = (core: Core, person: Person) => ({
  title: person.title,
  phone: '',
  skype: '',
  real_name: person.realName,
  real_name_normalized: person.realName,
  display_name: person.displayName,
  display_name_normalized: person.displayName,
  status_text: '',
  status_emoji: '',
  status_expiration: 0,
  avatar_hash: person.id.toLowerCase(),
  team: person.teamId,
  image_48: `${core.address.current}/avatar/${person.id}`,
  ...(person.kind === 'bot'
    ? { bot_id: person.id === core.workspace.app.botUserId ? core.workspace.app.botId : `B${person.id.slice(1)}` }
    : {}),
  ...(person.kind === 'bot' && person.id === core.workspace.app.botUserId
    ? { api_app_id: core.workspace.app.id, always_active: true }
    : {}),
})

/** A deactivated person has neither zone nor rank: Slack leaves those keys out. */
const active = (person: Person, at: number) => ({
  color: person.color.slice(1),
  real_name: person.realName,
  tz: person.tz,
  tz_label: zoneLabel(person.tz, at),
  tz_offset: zoneOffset(person.tz, at),
  is_admin: person.admin,
  is_owner: false,
  is_primary_owner: false,
  is_restricted: person.kind === 'multi_channel_guest' || person.kind === 'single_channel_guest',
  is_ultra_restricted: person.kind === 'single_channel_guest',
})

const userJson = (core: Core, person: Person, withLocale: boolean) => ({
  id: person.id,
  team_id: person.teamId,
  name: person.name,
  deleted: person.deactivated,
  profile: profile(core, person),
  ...(person.deactivated ? {} : active(person, core.clock.now())),
  is_bot: person.kind === 'bot',
  is_app_user: false,
  updated: 1_700_000_000,
  is_email_confirmed: person.kind !== 'bot',
  who_can_share_contact_card: 'EVERYONE',
  ...(person.kind === 'external' ? { is_stranger: true } : {}),
  ...(withLocale ? { locale: person.locale } : {}),
})

export const peopleMethods: Readonly<Record<string, Method>> = {
  'users.info': method({
    token: 'bot',
    scopes: ['users:read'],
    limit: tier4,
    input: z.object({ user: text, include_locale: flag }),
    run: (core, input) => {
      const person = core.directory.person(input.user)
      return person === undefined
        ? failure('user_not_found')
        : { ok: true, user: userJson(core, person, input.include_locale) }
    },
  }),
  'usergroups.users.list': method({
    token: 'bot',
    scopes: ['usergroups:read'],
    limit: tier2,
    input: z.object({ usergroup: text, include_disabled: flag }),
    run: ({ directory }, input) => {
      const group = directory.group(input.usergroup)
      return group === undefined || (!group.enabled && !input.include_disabled)
        ? failure('no_such_subteam')
        : { ok: true, users: group.users }
    },
  }),
}
