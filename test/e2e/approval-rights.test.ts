import { expect, test } from 'vitest'
import { carriedBy, hear, rolledBack, sendClick } from './acts.ts'
import {
  ANA,
  BEN,
  CHEN,
  EMPTY_GROUP,
  EXTERNAL,
  GROUP,
  GUEST,
  MAYA,
  MULTI_CHANNEL_GUEST,
  SHOP_WEB_1,
} from './request.ts'
import { createStage, type Stage } from './stage.ts'

const listed = (...ids: readonly string[]) => ({
  kind: 'listed' as const,
  userIds: ids.filter((id) => id.startsWith('U')),
  groupIds: ids.filter((id) => id.startsWith('S')),
})

/** Who is not in the channel any more cannot be told anything there: the refusal stands in the log. */
const refusedUnheard = (stage: Stage) =>
  stage.until('a refusal that reaches nobody', () =>
    stage.log().find(({ answer, msg }) => answer === 'may_not_decide' && msg === 'a private answer reached nobody'),
  )

const isUndecided = (stage: Stage): boolean => stage.ledger()[0]?.request?.phase === 'awaiting_decision'

test.each([
  ['the requester', ANA, 'You asked for this rollback, so somebody else must decide. You can cancel it.'],
  ['a guest of one channel', GUEST, 'Guests of the workspace cannot decide. Ask a full member to decide.'],
  ['a guest of several channels', MULTI_CHANNEL_GUEST, 'Guests of the workspace cannot decide.'],
  ['somebody from another workspace', EXTERNAL, 'People from other workspaces cannot decide.'],
])('%s can neither approve nor deny, and is told so privately', async (_, userId, words) => {
  const stage = await createStage()
  const card = await stage.request()
  const person = stage.person(userId)

  expect(await hear(stage, userId, () => person.click(card.ts, 'Approve'))).toContain(words)
  expect(await hear(stage, userId, () => person.click(card.ts, 'Deny'))).toContain(words)

  expect(person.modal()).toBeUndefined()
  expect(isUndecided(stage)).toBe(true)
  expect(stage.slack.thread(card.ts)).toEqual([])
  expect(stage.person(BEN).ephemerals()).toEqual([])
})

test('a member who has left the channel cannot decide where the channel approves', async () => {
  const stage = await createStage()
  const card = await stage.request()
  const value = carriedBy(card, 'Approve')
  stage.slack.directory.setMembership(stage.slack.channelId, BEN, false)

  await sendClick(stage, { by: BEN, button: 'Approve', value })
  await refusedUnheard(stage)

  expect(isUndecided(stage)).toBe(true)
})

test('somebody whose account was deactivated meanwhile cannot decide', async () => {
  const stage = await createStage()
  const card = await stage.request()
  stage.slack.directory.changePerson(BEN, { deactivated: true })

  const said = await hear(stage, BEN, () =>
    sendClick(stage, { by: BEN, button: 'Approve', value: carriedBy(card, 'Approve') }),
  )

  expect(said).toContain('Your account is deactivated.')
  expect(isUndecided(stage)).toBe(true)
  expect(rolledBack(stage)).toEqual([])
})

test('a bot cannot decide', async () => {
  const stage = await createStage()
  const card = await stage.request()

  const said = await hear(stage, 'U0OTHERBOT', () =>
    sendClick(stage, { by: 'U0OTHERBOT', button: 'Approve', value: carriedBy(card, 'Approve') }),
  )

  expect(said).toContain('A bot cannot decide.')
  expect(isUndecided(stage)).toBe(true)
})

test('only those whom APPROVERS names may decide', async () => {
  const stage = await createStage({ approvers: listed(CHEN) })
  const card = await stage.request()

  expect(await hear(stage, BEN, () => stage.person(BEN).click(card.ts, 'Approve'))).toContain(
    'You are not among those who may approve.',
  )
  expect(await hear(stage, BEN, () => stage.person(BEN).click(card.ts, 'Deny'))).toContain('You are not among those')
  await stage.person(CHEN).click(card.ts, 'Approve')

  await stage.ended(card)
  expect(rolledBack(stage)).toEqual([SHOP_WEB_1])
})

test('being named in APPROVERS makes nobody an approver who is a guest or the requester', async () => {
  const stage = await createStage({ approvers: listed(ANA, GUEST) })
  const card = await stage.request()

  expect(await hear(stage, ANA, () => stage.person(ANA).click(card.ts, 'Approve'))).toContain(
    'somebody else must decide',
  )
  expect(await hear(stage, GUEST, () => stage.person(GUEST).click(card.ts, 'Approve'))).toContain(
    'Guests of the workspace',
  )
  expect(isUndecided(stage)).toBe(true)
})

test('a group’s members are looked up at the click', async () => {
  const stage = await createStage({ approvers: listed(GROUP) })
  stage.slack.directory.changeGroup(GROUP, { users: [CHEN] })
  const card = await stage.request()
  expect(await hear(stage, BEN, () => stage.person(BEN).click(card.ts, 'Approve'))).toContain('You are not among those')

  stage.slack.directory.changeGroup(GROUP, { users: [BEN] })

  expect(await hear(stage, CHEN, () => stage.person(CHEN).click(card.ts, 'Approve'))).toMatch(/[一-鿿]/)
  await stage.person(BEN).click(card.ts, 'Approve')
  await stage.ended(card)
  expect(rolledBack(stage)).toEqual([SHOP_WEB_1])
})

test('a group that names nobody approves nothing, and says so', async () => {
  const stage = await createStage({ approvers: listed(EMPTY_GROUP) })
  const card = await stage.request()

  const said = await hear(stage, BEN, () => stage.person(BEN).click(card.ts, 'Approve'))

  expect(said).toContain('names nobody who may approve.')
  expect(isUndecided(stage)).toBe(true)
})

test('a group that cannot be read approves nothing, and says so; it counts again once it can', async () => {
  const stage = await createStage({ approvers: listed(GROUP) })
  const card = await stage.request()
  stage.slack.faults.add({
    method: 'usergroups.users.list',
    fault: { kind: 'error', code: 'no_such_subteam' },
    times: 1,
  })

  const said = await hear(stage, BEN, () => stage.person(BEN).click(card.ts, 'Approve'))

  expect(said).toContain('Who may approve could not be read')
  expect(said).toContain('no_such_subteam')
  expect(isUndecided(stage)).toBe(true)
  await stage.person(BEN).click(card.ts, 'Approve')
  await stage.ended(card)
})

test('somebody named in APPROVERS may approve also while a group beside them cannot be read', async () => {
  const stage = await createStage({ approvers: listed(BEN, GROUP) })
  const card = await stage.request()
  stage.slack.faults.add({
    method: 'usergroups.users.list',
    fault: { kind: 'error', code: 'fatal_error' },
    times: null,
  })

  await stage.person(BEN).click(card.ts, 'Approve')

  await stage.ended(card)
  expect(rolledBack(stage)).toEqual([SHOP_WEB_1])
})

test('where Slack does not tell who somebody is, their click does not count and they hear why', async () => {
  const stage = await createStage()
  const card = await stage.request()
  stage.slack.faults.add({ method: 'users.info', fault: { kind: 'error', code: 'internal_error' }, times: null })

  const said = await hear(stage, BEN, () => stage.person(BEN).click(card.ts, 'Approve'))

  expect(said).toContain('Slack did not tell who you are')
  expect(isUndecided(stage)).toBe(true)
})

test('two approvals must come from two people', async () => {
  const stage = await createStage({ approvalsRequired: 2 })
  const card = await stage.request()
  await stage.person(BEN).click(card.ts, 'Approve')
  await stage.until('the first approval on the card', () => JSON.stringify(stage.card(card).blocks).includes('1 of 2'))

  const again = await hear(stage, BEN, () => stage.person(BEN).click(card.ts, 'Approve'))
  expect(again).toContain('You have approved already; each approval must come from a different person.')
  expect(isUndecided(stage)).toBe(true)
  expect(rolledBack(stage)).toEqual([])

  await stage.person(CHEN).click(card.ts, 'Approve')
  const messages = await stage.ended(card)
  const end = JSON.stringify(messages.at(-1)?.blocks)
  expect([ANA, BEN, CHEN].filter((userId) => end.includes(userId))).toEqual([ANA, BEN, CHEN])
  expect(rolledBack(stage)).toEqual([SHOP_WEB_1])
})

test('of two required approvers one Deny is enough to end the request', async () => {
  const stage = await createStage({ approvalsRequired: 2 })
  const card = await stage.request()
  await stage.person(BEN).click(card.ts, 'Approve')
  await stage.rest()
  await stage.person(CHEN).click(card.ts, 'Deny')
  await stage.until('the modal', () => stage.slack.person(CHEN).modal())
  await stage.rest()
  const label = stage
    .person(CHEN)
    .modal()
    ?.modal.blocks.flatMap((block) => (block.type === 'input' ? [block.label.text] : []))
  await stage.person(CHEN).fill(label?.[0] ?? '', '数据还在写入')
  await stage.person(CHEN).submit()

  await stage.ended(card)

  expect(stage.record(card).request?.end).toMatchObject({ name: 'denied', by: CHEN })
  expect(rolledBack(stage)).toEqual([])
})

test('somebody outside of the channel cannot decide by a forged click', async () => {
  const stage = await createStage()
  const card = await stage.request()

  await sendClick(stage, { by: MAYA, button: 'Approve', value: carriedBy(card, 'Approve') })
  await refusedUnheard(stage)

  expect(isUndecided(stage)).toBe(true)
})
