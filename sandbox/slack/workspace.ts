import type { PageCommand, PersonKind } from './page-api.ts'

/** Somebody (or some bot) known to the workspace. */
export type Person = {
  readonly id: string
  /** Another team's id, of people from outside (Slack Connect). */
  readonly teamId: string
  readonly kind: PersonKind
  readonly name: string
  readonly realName: string
  readonly displayName: string
  readonly title: string
  readonly color: string
  readonly locale: string
  readonly tz: string
  readonly deactivated: boolean
  readonly admin: boolean
}

export type UserGroup = {
  readonly id: string
  readonly handle: string
  readonly name: string
  readonly users: readonly string[]
  readonly enabled: boolean
}

export type Channel = {
  readonly id: string
  readonly name: string
  readonly topic: string
  readonly purpose: string
  readonly isArchived: boolean
  /** In the order of joining. */
  readonly members: readonly string[]
  /** The two people of a direct conversation; undefined for a channel. */
  readonly directWith?: string
}

/** The app that is installed in the workspace, with its credentials. */
export type InstalledApp = {
  readonly id: string
  readonly name: string
  readonly botUserId: string
  readonly botId: string
  readonly botToken: string
  readonly appToken: string
  readonly botScopes: readonly string[]
  readonly appScopes: readonly string[]
  readonly commands: readonly PageCommand[]
  /** Types of events that the app is subscribed to: it hears of no others. */
  readonly events: readonly string[]
}

export type Workspace = {
  readonly team: { readonly id: string; readonly name: string; readonly domain: string }
  readonly app: InstalledApp
  readonly people: readonly Person[]
  readonly groups: readonly UserGroup[]
  readonly channels: readonly Channel[]
  /** Where requests are posted. */
  readonly channelId: string
  /** Where people who are not in that channel stand when they type a command. */
  readonly lobbyId: string
}

const TEAM = 'T0HARBOUR1'

const member = (
  person: Pick<Person, 'id' | 'name' | 'realName' | 'title' | 'color' | 'tz'> & Partial<Person>,
): Person => ({
  teamId: TEAM,
  kind: 'member',
  displayName: person.realName,
  locale: 'en-US',
  deactivated: false,
  admin: false,
  ...person,
})

const people: readonly Person[] = [
  member({
    id: 'U0ANADUART',
    name: 'ana.duarte',
    realName: 'Ana Duarte',
    title: 'Operations lead',
    color: '#d55aef',
    tz: 'Europe/Lisbon',
    admin: true,
  }),
  member({
    id: 'U0BENOKAFR',
    name: 'ben.okafor',
    realName: 'Ben Okafor',
    title: 'Site reliability engineer',
    color: '#2b8a8f',
    tz: 'Europe/London',
  }),
  member({
    id: 'U0CHENXIAO',
    name: 'chenxiao',
    realName: '陈晓',
    title: '运维工程师',
    color: '#e0a729',
    tz: 'Asia/Shanghai',
    locale: 'zh-CN',
  }),
  member({
    id: 'U0MAYAFERR',
    name: 'maya.ferreira',
    realName: 'Maya Ferreira',
    title: 'Accounting',
    color: '#a2603f',
    tz: 'America/Sao_Paulo',
    locale: 'pt-BR',
  }),
  member({
    id: 'U0SAMGUEST',
    kind: 'single_channel_guest',
    name: 'sam.lindqvist',
    realName: 'Sam Lindqvist',
    title: 'Contractor',
    color: '#4d5e26',
    tz: 'Europe/Stockholm',
  }),
  member({
    id: 'U0NOORGUES',
    kind: 'multi_channel_guest',
    name: 'noor.haddad',
    realName: 'Noor Haddad',
    title: 'Consultant',
    color: '#684b6c',
    tz: 'Asia/Dubai',
  }),
  member({
    id: 'U0PIADEACT',
    name: 'pia.svensson',
    realName: 'Pia Svensson',
    title: 'Left in spring',
    color: '#9f69e7',
    tz: 'Europe/Stockholm',
    deactivated: true,
  }),
  member({
    id: 'U0EXTERNAL',
    teamId: 'T0PARTNER1',
    kind: 'external',
    name: 'kenji.mori',
    realName: 'Kenji Mori',
    title: 'Partner support',
    color: '#3c8c69',
    tz: 'Asia/Tokyo',
    locale: 'ja-JP',
  }),
  member({
    id: 'U0OTHERBOT',
    kind: 'bot',
    name: 'deploybot',
    realName: 'Deploybot',
    title: '',
    color: '#757575',
    tz: 'America/Los_Angeles',
  }),
  member({
    id: 'U0KEEPERBT',
    kind: 'bot',
    name: 'lighthouse_keeper',
    realName: 'Lighthouse Keeper',
    title: '',
    color: '#1264a3',
    tz: 'America/Los_Angeles',
  }),
]

/** The workspace that the sandbox starts with. */
export const seededWorkspace: Workspace = {
  team: { id: TEAM, name: 'Harbour Works', domain: 'harbour-works' },
  app: {
    id: 'A0KEEPER01',
    name: 'Lighthouse Keeper',
    botUserId: 'U0KEEPERBT',
    botId: 'B0KEEPER01',
    botToken: 'xoxb-sandbox-keeper',
    appToken: 'xapp-sandbox-keeper',
    // Those of manifest.yml and no more: what the bot may not do there, it may not do here.
    botScopes: [
      'commands',
      'chat:write',
      'channels:read',
      'channels:history',
      'groups:read',
      'groups:history',
      'users:read',
      'usergroups:read',
    ],
    appScopes: ['connections:write'],
    commands: [
      {
        command: '/lighthouse',
        description: 'Roll a Lighthouse instance back to a snapshot',
        usageHint: 'rollback [instance] | help',
      },
    ],
    events: [],
  },
  people,
  groups: [
    {
      id: 'S0APPROVER',
      handle: 'lighthouse-approvers',
      name: 'Lighthouse approvers',
      users: ['U0ANADUART', 'U0BENOKAFR', 'U0CHENXIAO'],
      enabled: true,
    },
    { id: 'S0EMPTYGRP', handle: 'nobody', name: 'Nobody', users: [], enabled: true },
  ],
  channels: [
    {
      id: 'C0LIGHTHSE',
      name: 'ops-lighthouse',
      topic: 'Tencent Cloud Lighthouse: rollbacks are asked for, decided and told here',
      purpose: 'Who asked, who decided, what ran, how it ended',
      isArchived: false,
      members: [
        'U0ANADUART',
        'U0BENOKAFR',
        'U0CHENXIAO',
        'U0KEEPERBT',
        'U0OTHERBOT',
        'U0SAMGUEST',
        'U0NOORGUES',
        'U0PIADEACT',
        'U0EXTERNAL',
      ],
    },
    {
      id: 'C0GENERAL1',
      name: 'general',
      topic: 'Everybody',
      purpose: 'Company-wide announcements',
      isArchived: false,
      members: ['U0ANADUART', 'U0BENOKAFR', 'U0CHENXIAO', 'U0MAYAFERR', 'U0NOORGUES'],
    },
  ],
  channelId: 'C0LIGHTHSE',
  lobbyId: 'C0GENERAL1',
}
