import { describe, expect, test } from 'vitest'
import { ANA, CHANNEL, CHEN, codeOf, EXTERNAL, givenSlack, MAYA } from './given.ts'

describe('people', () => {
  test('a member has a zone, and a locale where it is asked for', async () => {
    const { client } = await givenSlack()

    expect((await client.users.info({ user: CHEN, include_locale: true })).user).toMatchObject({
      id: CHEN,
      team_id: 'T0HARBOUR1',
      real_name: '陈晓',
      deleted: false,
      is_bot: false,
      is_restricted: false,
      is_ultra_restricted: false,
      locale: 'zh-CN',
      tz: 'Asia/Shanghai',
      tz_offset: 8 * 3600,
      profile: { display_name: '陈晓', real_name: '陈晓' },
    })
    expect((await client.users.info({ user: CHEN })).user).not.toHaveProperty('locale')
    expect(await codeOf(client.users.info({ user: 'U0NOBODY00' }))).toBe('user_not_found')
  })

  test.each([
    ['a multi-channel guest', 'U0NOORGUES', { is_restricted: true, is_ultra_restricted: false }],
    ['a single-channel guest', 'U0SAMGUEST', { is_restricted: true, is_ultra_restricted: true }],
    ['a bot', 'U0OTHERBOT', { is_bot: true }],
    ['the app’s own bot', 'U0KEEPERBT', { is_bot: true, profile: { bot_id: 'B0KEEPER01', api_app_id: 'A0KEEPER01' } }],
    ['somebody from another team', EXTERNAL, { is_stranger: true, team_id: 'T0PARTNER1' }],
  ])('%s is recognised', async (_, user, what) => {
    const { client } = await givenSlack()

    expect((await client.users.info({ user })).user).toMatchObject(what)
  })

  test('a deactivated person is deleted and has neither zone nor rank', async () => {
    const { slack, client } = await givenSlack()
    slack.directory.changePerson(ANA, { deactivated: true })
    const { user } = await client.users.info({ user: ANA })

    expect(user).toMatchObject({ deleted: true })
    expect(user).not.toHaveProperty('tz')
    expect(user).not.toHaveProperty('is_restricted')
  })

  test('a group lists its members, also after a change, and says what it is not', async () => {
    const { slack, client } = await givenSlack()
    const users = async (usergroup: string) => (await client.usergroups.users.list({ usergroup })).users
    expect(await users('S0APPROVER')).toHaveLength(3)
    slack.directory.changeGroup('S0APPROVER', { users: [CHEN] })

    expect(await users('S0APPROVER')).toEqual([CHEN])
    expect(await users('S0EMPTYGRP')).toEqual([])
    expect(await codeOf(users('S0NOWHERE0'))).toBe('no_such_subteam')
    slack.directory.changeGroup('S0APPROVER', { enabled: false })
    expect(await codeOf(users('S0APPROVER'))).toBe('no_such_subteam')
  })
})

describe('the channel', () => {
  test('tells whether the bot is in it', async () => {
    const { slack, client } = await givenSlack()
    const info = async () => (await client.conversations.info({ channel: CHANNEL, include_num_members: true })).channel
    expect(await info()).toMatchObject({ id: CHANNEL, name: 'ops-lighthouse', is_member: true, num_members: 9 })
    slack.directory.setMembership(CHANNEL, 'U0KEEPERBT', false)

    expect(await info()).toMatchObject({ is_member: false, num_members: 8 })
    expect(await codeOf(client.conversations.info({ channel: 'C0NOWHERE0' }))).toBe('channel_not_found')
  })

  test('lists its members in pages, and knows who joins and leaves', async () => {
    const { slack, client } = await givenSlack()
    slack.directory.setMembership(CHANNEL, MAYA, true)
    slack.directory.setMembership(CHANNEL, ANA, false)
    const pages: unknown[] = []
    for await (const page of client.paginate('conversations.members', { channel: CHANNEL, limit: 4 })) pages.push(page)

    expect(pages).toMatchObject([
      { members: ['U0BENOKAFR', 'U0CHENXIAO', 'U0KEEPERBT', 'U0OTHERBOT'] },
      { members: ['U0SAMGUEST', 'U0NOORGUES', 'U0PIADEACT', 'U0EXTERNAL'] },
      { members: [MAYA] },
    ])
  })

  test('a direct conversation opens once, where the app may', async () => {
    const { slack, client } = await givenSlack()
    const open = () => client.conversations.open({ users: ANA })
    expect(await codeOf(open())).toBe('missing_scope')
    slack.credentials.setScopes('bot', ['im:write', 'chat:write'])
    const { channel } = await open()

    expect(await open()).toMatchObject({ already_open: true, channel: { id: channel?.id } })
    expect(await client.chat.postMessage({ channel: ANA, text: 'for you' })).toMatchObject({ channel: channel?.id })
    expect(slack.channel()).toEqual([])
    expect(slack.messages().map(({ text }) => text)).toEqual(['for you'])
  })
})
