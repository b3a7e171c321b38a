import { expect, test } from 'vitest'
import { untilModalSays } from './acts.ts'
import { linksIn, wordsIn } from './reading.ts'
import { ANA, BEN, fillIn, SHOP_WEB_1 } from './request.ts'
import { createStage, type Stage } from './stage.ts'

const linkTo = (ts: string): string => `p${ts.replace('.', '')}`

const deleteSnapshots = ({ lighthouse }: Stage): void => {
  for (const { instanceId, snapshot } of lighthouse.control.state().fleet.snapshots)
    if (instanceId === SHOP_WEB_1) lighthouse.control.deleteSnapshot(snapshot.SnapshotId)
}

test('a second request for an instance is refused with a link to the first, and keeps what was typed', async () => {
  const stage = await createStage()
  const card = await stage.request()
  await fillIn(stage, { by: BEN, reason: 'Me too' })
  const ben = stage.person(BEN)
  expect(await untilModalSays(stage, BEN, 'Another request holds this instance')).toContain('Only one at a time')
  expect(linksIn(ben.modal()?.modal.blocks)).toEqual([expect.stringContaining(linkTo(card.ts))])

  await ben.submit()

  expect(await untilModalSays(stage, BEN, 'Another request holds the instance')).toContain('Not requested')
  expect(linksIn(ben.modal()?.modal.blocks)).toEqual([expect.stringContaining(linkTo(card.ts))])
  await ben.closeModal()
  expect(JSON.stringify(ben.modal()?.values)).toContain('Me too')
  expect(stage.ledger()).toHaveLength(1)
  expect(stage.slack.channel()).toHaveLength(1)
})

test('of two people who request at once one gets the card, the other the link', async () => {
  const stage = await createStage()
  await fillIn(stage)
  await fillIn(stage, { by: BEN })

  await Promise.all([stage.person(ANA).submit(), stage.person(BEN).submit()])
  await stage.until('the card', () => stage.slack.channel()[0])
  await stage.wait(5_000)

  expect(stage.slack.channel()).toHaveLength(1)
  const titles = [ANA, BEN].map((userId) => stage.person(userId).modal()?.modal.title.text)
  expect(titles.toSorted()).toEqual(['Not requested', 'Request posted'])
})

test.each([
  ['is gone', (stage: Stage) => stage.lighthouse.control.deleteInstance(SHOP_WEB_1), 'no longer exists'],
  ['has lost its snapshots', deleteSnapshots, 'no longer exists for this instance'],
  [
    'is being restarted',
    (stage: Stage) => stage.lighthouse.control.setInstanceState(SHOP_WEB_1, 'REBOOTING', true),
    'The instance is restarting; only a running or stopped one can be rolled back.',
  ],
  [
    'got a larger disk',
    (stage: Stage) => stage.lighthouse.control.resizeDisk(SHOP_WEB_1, 160),
    'The system disk now has 160 GB; it had 80 GB when the snapshot was taken.',
  ],
])(
  'an instance that %s between picking and submitting: no card, and the requester is told',
  async (_, happens, words) => {
    const stage = await createStage()
    await fillIn(stage)
    happens(stage)

    await stage.person(ANA).submit()

    const said = await untilModalSays(stage, ANA, 'The rollback cannot be requested')
    expect(said).toContain(words)
    expect(said).toContain('Nothing was requested and nothing was changed.')
    expect(stage.slack.channel()).toEqual([])
    expect(stage.ledger()[0]?.request).toMatchObject({ end: { name: 'rejected' }, holdsInstance: false })
  },
)

test.each([
  ['refuses the key', { kind: 'error', code: 'UnauthorizedOperation' }],
  ['fails', { kind: 'error', code: 'InternalError' }],
  ['breaks the connection', { kind: 'drop', work: 'not-done' }],
  ['answers with an error of its gateway', { kind: 'http-status', status: 502, work: 'not-done' }],
  ['answers what nobody can read', { kind: 'malformed-json', work: 'not-done' }],
] as const)(
  'where the cloud %s at the submission there is no card, the person is told, and can try again',
  async (_, effect) => {
    const stage = await createStage()
    await fillIn(stage)
    stage.lighthouse.control.addFault({ effect, times: null })

    await stage.person(ANA).submit()

    const said = await untilModalSays(stage, ANA, 'Tencent Cloud could not be read')
    expect(said).toContain('Nothing was requested and nothing was changed.')
    expect(stage.slack.channel()).toEqual([])
    stage.lighthouse.control.clearFaults()
    await stage.person(ANA).closeModal()
    await expect(stage.request()).resolves.toBeDefined()
  },
)

test('who has closed the modal hears privately why there is no card', async () => {
  const stage = await createStage()
  await fillIn(stage)
  stage.lighthouse.control.deleteInstance(SHOP_WEB_1)
  const ana = stage.person(ANA)

  await ana.submit()
  await ana.closeModal()

  const told = await stage.until('a private message', () => ana.ephemerals()[0])
  expect(wordsIn(told.blocks)).toContain('no longer exists')
})

test.each(['not_in_channel', 'is_archived', 'channel_not_found'])(
  'while the bot cannot post (%s) nothing is lost, and the card comes as soon as it can',
  async (code) => {
    const stage = await createStage()
    stage.slack.faults.add({ method: 'chat.postMessage', fault: { kind: 'error', code }, times: null })
    await fillIn(stage)
    await stage.person(ANA).submit()
    await stage.wait(20_000)
    expect(stage.slack.channel()).toEqual([])
    expect(stage.ledger()).toHaveLength(1)

    stage.slack.faults.clearAll()

    const card = await stage.until('the card', () => stage.slack.channel()[0], 60_000)
    await untilModalSays(stage, ANA, 'Request posted')
    await stage.person(ANA).click(card.ts, 'Cancel')
    await stage.ended(card)
  },
)

test('a reason of blanks alone is refused under its field', async () => {
  const stage = await createStage()
  await fillIn(stage, { reason: '   ' })

  await stage.person(ANA).submit()

  expect(Object.values(stage.person(ANA).modal()?.errors ?? {}).join()).toMatch(/Say why|required|complete/i)
  expect(stage.ledger()).toEqual([])
})

test('a reason full of markup reaches nobody as markup', async () => {
  const stage = await createStage()
  const reason = '<!channel> *bold* <https://example.com|click> `code`\n> quoted :tada:'

  const card = await stage.request({ reason })

  expect(wordsIn(card.blocks)).toContain('<!channel> *bold* <https://example.com|click>')
  expect(JSON.stringify(card.blocks)).not.toContain('"mrkdwn"')
  expect(card.text).not.toContain('<!channel>')
  await stage.person(BEN).click(card.ts, 'Approve')
  await stage.ended(card)
})

test('names that could forge a mention are shown as they are', async () => {
  const stage = await createStage()

  const card = await stage.request({ instance: 'lhins-3h7c9k2d', snapshot: { text: '<!here>' } })

  expect(wordsIn(card.blocks)).toContain('<!channel> legacy')
  expect(wordsIn(card.blocks)).toContain('<!here> & <@U0HACKER|you>')
  expect(card.text).not.toMatch(/<[!@]/)
  await stage.person(BEN).click(card.ts, 'Approve')
  const messages = await stage.ended(card)
  expect(messages.map(({ text }) => text).join()).not.toMatch(/<![a-z]/)
})
