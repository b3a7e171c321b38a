import { expect, test } from 'vitest'
import { modalWords, untilModalSays } from './acts.ts'
import { ANA, fillIn, SHOP_WEB_1 } from './request.ts'
import { createStage, type Stage } from './stage.ts'

const METRICS = 'lhins-8b5f1w3m'
const NEVER_SNAPSHOTTED = 'lhins-2c1n7s5p'
const IN_THE_MAKING = 'lhins-7q9w1r4j'

const openFor = async (stage: Stage, instanceId: string): Promise<void> => {
  await stage.person(ANA).command('/lighthouse', `rollback ${instanceId}`)
  await stage.until('the modal with the instance', () =>
    stage.slack
      .person(ANA)
      .modal()
      ?.modal.blocks.some(({ block_id }) => block_id?.startsWith('keeper_snapshot:')),
  )
  await stage.rest()
}

const search = async (stage: Stage, query = ''): Promise<readonly string[]> => {
  const offered = await stage.person(ANA).options('Snapshot', query)
  if ('kind' in offered) throw new Error('The picker was not answered.')
  return offered.flatMap(({ options }) => options.map(({ text }) => text.text))
}

test('the snapshots of the instance are offered newest first, with name, age and size', async () => {
  const stage = await createStage()
  await openFor(stage, SHOP_WEB_1)

  expect(await search(stage)).toEqual([
    expect.stringMatching(/^before-release-4\.12 · 35 minutes( \d seconds?)? old · 80 GB$/),
    'nightly-1 · 9 hours old · 80 GB',
    'nightly-2 · 1 day 9 hours old · 80 GB',
    'nightly-3 · 2 days 9 hours old · 80 GB',
    'before-php-upgrade · 41 days old · 80 GB',
  ])
})

test('of 120 snapshots the newest 100 are offered, and the search finds the others', async () => {
  const stage = await createStage({ regions: ['eu-frankfurt'] })
  await openFor(stage, METRICS)

  const all = await search(stage)
  expect(all).toHaveLength(100)
  expect(all[0]).toContain('nightly-1 ')
  expect(all[99]).toContain('nightly-100 ')
  expect(await search(stage, 'nightly-117')).toEqual([expect.stringContaining('nightly-117 ')])
  expect(modalWords(stage, ANA)).toContain('120 snapshots to choose from')
})

test('an instance without snapshots says so and what to do', async () => {
  const stage = await createStage({ regions: ['ap-tokyo'] })

  await openFor(stage, NEVER_SNAPSHOTTED)

  await untilModalSays(stage, ANA, 'This instance has no snapshots, so there is nothing to go back to.')
  expect(modalWords(stage, ANA)).toContain('Take one in the console')
  expect(await search(stage)).toEqual([])
})

test('snapshots that are not ready are mentioned with their state and not offered', async () => {
  const stage = await createStage({ regions: ['ap-jakarta'] })

  await openFor(stage, IN_THE_MAKING)

  const said = await untilModalSays(stage, ANA, '1 snapshot to choose from')
  expect(said).toContain('Cannot be chosen now: being made (being created)')
  expect(await search(stage)).toEqual([expect.stringContaining('yesterday')])
})

test('a chosen snapshot shows what would be lost', async () => {
  const stage = await createStage()
  await openFor(stage, SHOP_WEB_1)

  await stage.person(ANA).choose('Snapshot', { text: 'nightly-2' })

  const said = await untilModalSays(stage, ANA, 'What will be lost')
  expect(said).toContain('1 day 9 hours')
  expect(said).toContain('shut down by force')
})

test('another instance makes the modal forget the snapshot', async () => {
  const stage = await createStage()
  await fillIn(stage)

  await stage.person(ANA).choose('Instance', { text: 'shop-web-2' })
  await untilModalSays(stage, ANA, '3 snapshots to choose from')

  expect(await stage.person(ANA).submit()).toMatchObject({ kind: 'refused' })
  expect(stage.ledger()).toEqual([])
})

test('snapshots that cannot be read are said so, with the reason, in time', async () => {
  const stage = await createStage()
  stage.lighthouse.control.addFault({
    effect: { kind: 'error', code: 'UnauthorizedOperation' },
    action: 'DescribeSnapshots',
    times: null,
  })
  const askedAt = stage.now()
  await openFor(stage, SHOP_WEB_1)

  await untilModalSays(stage, ANA, 'The snapshots could not be read.')

  expect(await search(stage)).toEqual([])
  expect(stage.now() - askedAt).toBeLessThan(5_000)
})

test('a slow answer does not hold the snapshot picker above Slack’s 3 s', async () => {
  const stage = await createStage()
  stage.lighthouse.control.addFault({
    effect: { kind: 'delay', milliseconds: 8_000 },
    action: 'DescribeSnapshots',
    times: null,
  })
  await openFor(stage, SHOP_WEB_1)
  expect(modalWords(stage, ANA)).toContain('Its snapshots are being read.')
  const askedAt = stage.now()

  await search(stage)

  expect(stage.now() - askedAt).toBeLessThan(3_000)
  await untilModalSays(stage, ANA, '5 snapshots to choose from')
  expect(await search(stage)).toHaveLength(5)
})
