import { expect, test } from 'vitest'
import { hear, modalWords, send, untilModalSays } from './acts.ts'
import { ANA, BEN, CHEN, GUEST, MAYA, MULTI_CHANNEL_GUEST, SHOP_WEB_1 } from './request.ts'
import { createStage } from './stage.ts'

test.each(['', 'help', 'HELP', 'restart everything', 'rollbacks'])(
  '“/lighthouse %s” answers with the help, to its author alone',
  async (text) => {
    const stage = await createStage()

    const said = await hear(stage, ANA, () => stage.person(ANA).command('/lighthouse', text))

    expect(said).toContain('Roll a Lighthouse instance back to a snapshot')
    expect(said).toContain('/lighthouse rollback')
    expect(said).toContain('every full member of the channel')
    expect(stage.slack.channel()).toEqual([])
    expect(stage.person(BEN).ephemerals()).toEqual([])
    expect(stage.person(ANA).modal()).toBeUndefined()
  },
)

test('the modal opens before the cloud or anybody else is asked', async () => {
  const stage = await createStage()
  await stage.wait(20_000)
  const cloudCalls = stage.lighthouse.control.calls().length
  const slackCalls = stage.slack.calls().length
  stage.slack.faults.add({ method: 'views.open', fault: { kind: 'delay', milliseconds: 1_000 }, times: 1 })
  let callsAtOpening = -1

  await stage.person(ANA).command('/lighthouse', `rollback ${SHOP_WEB_1}`)
  await stage.until('the modal', () => {
    if (stage.slack.person(ANA).modal() === undefined) return false
    callsAtOpening = stage.lighthouse.control.calls().length
    return true
  })

  expect(callsAtOpening).toBe(cloudCalls)
  await stage.until('the answer', () => stage.slack.calls().length > slackCalls)
  expect(stage.slack.calls()[slackCalls]?.method).toBe('views.open')
})

test('people who come at the same time are all acknowledged before a modal opens, and share the look at the channel', async () => {
  const stage = await createStage()
  await stage.wait(20_000)
  const callsBefore = stage.slack.calls().length
  stage.slack.faults.add({
    method: 'conversations.members',
    fault: { kind: 'delay', milliseconds: 1_000 },
    times: null,
  })
  const calls = (method: string) =>
    stage.slack
      .calls()
      .slice(callsBefore)
      .filter((call) => call.method === method)
  const openedBefore: number[] = []

  await Promise.all(
    [ANA, BEN, CHEN].map(async (person) => {
      await stage.slack.person(person).command('/lighthouse', 'rollback')
      openedBefore.push(calls('views.open').length)
    }),
  )
  await stage.until('their modals', () =>
    [ANA, BEN, CHEN].every((who) => stage.slack.person(who).modal() !== undefined),
  )
  await stage.wait(5_000)

  expect(openedBefore).toEqual([0, 0, 0])
  expect(calls('users.info')).toHaveLength(3)
  expect(calls('conversations.members')).toHaveLength(1)
})

test('the modal opens at once also where the cloud never answers', async () => {
  const stage = await createStage()
  stage.lighthouse.control.addFault({ effect: { kind: 'no-answer', work: 'not-done' }, times: null })
  await stage.wait(60_000)
  const typedAt = stage.now()

  await stage.person(ANA).command('/lighthouse', 'rollback')
  await stage.until('the modal', () => stage.slack.person(ANA).modal())

  expect(stage.now() - typedAt).toBeLessThan(1_000)
  expect(modalWords(stage, ANA)).toMatch(/^Roll back an instance: Instance .*Snapshot .*Reason/)
  expect(stage.person(ANA).modal()?.modal.submit?.text).toBe('Request rollback')
})

test.each([
  ['an id', SHOP_WEB_1],
  ['a name', 'shop-web-1'],
  ['a name in capitals', 'SHOP-WEB-1'],
])('%s behind the command chooses the instance', async (_, text) => {
  const stage = await createStage()

  await stage.person(ANA).command('/lighthouse', `rollback ${text}`)

  await untilModalSays(stage, ANA, '5 snapshots to choose from')
  const values = Object.values(stage.person(ANA).modal()?.values ?? {}).map((block) => Object.values(block)[0])
  expect(values[0]).toMatchObject({ selected_option: { value: `ap-singapore/${SHOP_WEB_1}` } })
})

test('a part of a name behind the command narrows the picker and chooses nothing', async () => {
  const stage = await createStage()
  await stage.person(ANA).command('/lighthouse', 'rollback shop-web')

  const offered = await stage.person(ANA).options('Instance')

  expect(Array.isArray(offered) && offered.flatMap(({ options }) => options.map(({ text }) => text.text))).toEqual([
    'shop-web-1 · running',
    'shop-web-2 · running',
  ])
})

test.each([
  ['a guest of one channel', GUEST, 'Guests of the workspace cannot request rollbacks'],
  ['a guest of several channels', MULTI_CHANNEL_GUEST, 'Guests of the workspace cannot request rollbacks'],
  ['a member who is not in the channel', MAYA, 'Only members of the channel in which requests are decided'],
])('%s gets a refusal, empty pickers and no request', async (_, userId, words) => {
  const stage = await createStage()
  await stage.person(userId).command('/lighthouse', 'rollback')
  await untilModalSays(stage, userId, words)

  const who = { team: { id: 'T0HARBOUR1' }, user: { id: userId, team_id: 'T0HARBOUR1' }, trigger_id: '1.2.x' }
  const metadata = {
    v: 1,
    channelId: stage.slack.channelId,
    filter: '',
    preselected: null,
    region: 'ap-singapore',
    instanceId: SHOP_WEB_1,
    snapshotId: null,
  }
  const view = { id: 'V0FORGED', callback_id: 'keeper_request', private_metadata: JSON.stringify(metadata) }
  const instances = await send(stage, {
    type: 'block_suggestion',
    ...who,
    action_id: 'keeper_instance',
    block_id: 'keeper_instance',
    value: '',
    view,
  })
  const snapshots = await send(stage, {
    type: 'block_suggestion',
    ...who,
    action_id: 'keeper_snapshot',
    block_id: 'keeper_snapshot',
    value: '',
    view,
  })
  const state = {
    values: {
      keeper_snapshot: { keeper_snapshot: { selected_option: { value: 'lhsnap-1' } } },
      keeper_reason: { keeper_reason: { value: 'because' } },
    },
  }
  const submitted = await send(stage, { type: 'view_submission', ...who, view: { ...view, type: 'modal', state } })

  expect(instances).toEqual({ kind: 'acknowledged', payload: { options: [] } })
  expect(snapshots).toEqual({ kind: 'acknowledged', payload: { options: [] } })
  expect(JSON.stringify(submitted)).toContain(words)
  expect(stage.ledger()).toEqual([])
})

test('somebody who was just invited into the channel can request at once', async () => {
  const stage = await createStage()
  await stage.person(MAYA).command('/lighthouse', 'rollback')
  await untilModalSays(stage, MAYA, 'Only members of the channel')
  await stage.person(MAYA).closeModal()

  stage.slack.directory.setMembership(stage.slack.channelId, MAYA, true)

  await expect(stage.request({ by: MAYA })).resolves.toBeDefined()
})

test('a modal that Slack does not open is said privately', async () => {
  const stage = await createStage()
  stage.slack.faults.add({ method: 'views.open', fault: { kind: 'error', code: 'expired_trigger_id' }, times: 1 })

  const said = await hear(stage, ANA, () => stage.person(ANA).command('/lighthouse', 'rollback'))

  expect(said).toContain('The form could not be opened')
})

test('somebody who reads Chinese gets a Chinese modal and help, and the channel stays English', async () => {
  const stage = await createStage()
  const chen = stage.person(CHEN)
  await chen.command('/lighthouse', `rollback ${SHOP_WEB_1}`)
  await untilModalSays(stage, CHEN, '回滚实例')
  await untilModalSays(stage, CHEN, '有 5 个快照可选')
  expect(chen.modal()?.modal.submit?.text).toBe('申请回滚')

  await chen.choose('快照', { text: 'before-release-4.12' })
  await stage.rest()
  await chen.fill('原因', '发布有问题')
  await chen.submit()
  const card = await stage.until('the card', () => stage.slack.channel()[0])

  expect(card.text).toContain('Rollback requested')
  await untilModalSays(stage, CHEN, '申请已发布')
  expect(await hear(stage, CHEN, () => chen.command('/lighthouse', 'help'))).toMatch(/[一-鿿]/)
})
