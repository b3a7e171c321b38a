import { expect, test } from 'vitest'
import { wordsIn } from './reading.ts'
import { ANA, fillIn, SHOP_WEB_1 } from './request.ts'
import { createStage } from './stage.ts'

/** Has two data disks. */
const SHOP_DB_1 = 'lhins-3b9w6t1s'

const formSays = async (stage: Awaited<ReturnType<typeof createStage>>, words: string): Promise<string> =>
  stage.until(`the form saying ${words}`, () => {
    const told = wordsIn(stage.person(ANA).modal()?.modal.blocks)
    return told.includes(words) && told
  })

test('a filled form warns of data disks before the request is sent, and the card does too', async () => {
  const stage = await createStage()
  await fillIn(stage, { instance: SHOP_DB_1, snapshot: { text: 'before-schema-migration' } })
  const told = await formSays(stage, '2 data disks are attached (700 GB)')
  expect(told).toContain('Before you request')
  await stage.person(ANA).submit()
  const card = await stage.until('the card', () => stage.slack.channel().at(-1))
  expect(wordsIn(card.blocks)).toContain('2 data disks are attached (700 GB)')
})

test('a filled form names what is merely worth knowing', async () => {
  const stage = await createStage()
  await fillIn(stage, { snapshot: { text: 'nightly-3' } })
  await formSays(stage, 'newer snapshots exist')
})

test('a filled form says what forbids the rollback on fresh reads, though the picker offered it', async () => {
  const stage = await createStage()
  stage.lighthouse.control.denyAction({
    id: SHOP_WEB_1,
    action: 'RollbackInstanceSnapshot',
    code: 'OperationDenied.Maintenance',
    message: 'The host is in maintenance.',
  })
  await fillIn(stage)
  const told = await formSays(stage, 'This rollback is not possible now')
  expect(told).toContain('The host is in maintenance.')
})

test('a check that the key may not make is named in the form, never passed in silence', async () => {
  const stage = await createStage()
  stage.lighthouse.control.addFault({
    action: 'DescribeDisks',
    effect: { kind: 'error', code: 'UnauthorizedOperation.NoPermission' },
    times: null,
  })
  await fillIn(stage)
  await formSays(stage, 'Whether data disks are attached could not be asked')
})
