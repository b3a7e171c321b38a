import { expect, test } from 'vitest'
import { modalWords, send, untilModalSays } from './acts.ts'
import { wordsIn } from './reading.ts'
import { ANA, CHEN } from './request.ts'
import { createStage, type Stage } from './stage.ts'

type Offered = { readonly region: string; readonly text: string; readonly description: string; readonly value: string }

/** What the instance picker shows for a query, flat. */
const search = async (stage: Stage, query = ''): Promise<readonly Offered[]> => {
  const offered = await stage.person(ANA).options('Instance', query)
  if ('kind' in offered) throw new Error('The picker was not answered.')
  return offered.flatMap(({ label, options }) =>
    options.map(({ text, value, description }) => ({
      region: label?.text ?? '',
      text: text.text,
      description: wordsIn([description]),
      value,
    })),
  )
}

const openModal = async (stage: Stage): Promise<void> => {
  await stage.person(ANA).command('/lighthouse', 'rollback')
  // The bot has looked up Ana's time zone by then and shown the modal in it.
  await stage.until('the modal', () => stage.slack.calls().some(({ method }) => method === 'views.update'))
}

test('the picker shows the instances of all regions, grouped, with their states', async () => {
  const stage = await createStage({ regions: null })
  await openModal(stage)

  const offered = await search(stage)

  const fleet = stage.lighthouse.control.state().fleet.instances
  expect(offered.map(({ value }) => value).toSorted()).toEqual(
    fleet.map(({ region, instance }) => `${region}/${instance.InstanceId}`).toSorted(),
  )
  const regions = [...new Set(offered.map(({ region }) => region))]
  expect(regions).toHaveLength(15)
  expect(regions).toContain('Singapore · ap-singapore')
  expect(offered.find(({ text }) => text.startsWith('shop-web-1'))).toMatchObject({
    region: 'Singapore · ap-singapore',
    text: 'shop-web-1 · running',
  })
  expect(offered.find(({ text }) => text.startsWith('blog'))?.text).toBe('blog · stopped')
})

test('instances that cannot be rolled back are listed after the others, with the reason', async () => {
  const stage = await createStage({ regions: ['ap-chengdu', 'ap-guangzhou'] })
  await openModal(stage)

  const offered = await search(stage)

  const chengdu = offered.filter(({ region }) => region.includes('ap-chengdu'))
  expect(chengdu.map(({ text }) => text)).toEqual(['mail-relay · running', 'rebooting-now · restarting'])
  expect(chengdu[1]?.description).toContain('The instance is restarting')
  expect(offered.find(({ text }) => text.startsWith('new-arrival'))?.description).toContain('being created')
})

test('the search finds by name, id, address, region and city, in any case', async () => {
  const stage = await createStage({ regions: null })
  await openModal(stage)
  const instance = stage.lighthouse.control
    .state()
    .fleet.instances.find(({ instance: { InstanceName } }) => InstanceName === 'shop-web-2')?.instance
  const address = instance?.PublicAddresses?.[0] ?? ''
  const found = async (query: string) => (await search(stage, query)).map(({ text }) => text.split(' · ')[0])

  expect(await found('shop-web-2')).toEqual(['shop-web-2'])
  expect(await found('SHOP-WEB-2')).toEqual(['shop-web-2'])
  expect(await found('lhins-8m2c5x7d')).toEqual(['shop-web-2'])
  expect(await found(address)).toEqual(['shop-web-2'])
  expect(await found('ap-seoul')).toContain('game-lobby-kr')
  expect(await found('Tokyo game')).toEqual(['game-lobby-jp'])
  expect(await found('订单')).toEqual(['订单服务-生产环境-01'])
  expect(await found('no such machine')).toEqual([])
})

test('where every region takes 2.5 s the picker still answers in time, and shows all at the next look', async () => {
  const stage = await createStage({ regions: null, started: false })
  stage.lighthouse.control.addFault({ effect: { kind: 'delay', milliseconds: 2_500 }, times: null })
  await stage.start()
  await openModal(stage)
  const askedAt = stage.now()

  const offered = await search(stage)

  expect(stage.now() - askedAt).toBeLessThan(3_000)
  if (offered.length === 0) await untilModalSays(stage, ANA, 'Not read yet, so not in the list')
  await stage.wait(3_000)
  expect(new Set((await search(stage)).map(({ region }) => region)).size).toBe(15)
})

test('a region that takes long is named under the picker, the others are offered in time', async () => {
  const stage = await createStage({ regions: null, started: false })
  stage.lighthouse.control.addFault({
    effect: { kind: 'delay', milliseconds: 15_000 },
    action: 'DescribeInstances',
    region: 'ap-tokyo',
    times: 1,
  })
  await stage.start()
  await openModal(stage)
  const askedAt = stage.now()

  const offered = await search(stage)

  expect(stage.now() - askedAt).toBeLessThan(3_000)
  expect(new Set(offered.map(({ region }) => region)).size).toBe(14)
  const said = await untilModalSays(stage, ANA, 'Not read yet, so not in the list')
  expect(said).toContain('not in the list: Tokyo.')
  await stage.wait(20_000)
  expect((await search(stage, 'game-lobby-jp')).map(({ text }) => text)).toEqual(['game-lobby-jp · running'])
  await stage.until('the note being gone', () => !modalWords(stage, ANA).includes('Not read yet'))
})

test('a region that never answers is named with the reason and holds nobody up', async () => {
  const stage = await createStage({ regions: ['ap-singapore', 'ap-tokyo'], started: false })
  stage.lighthouse.control.addFault({
    effect: { kind: 'no-answer', work: 'not-done' },
    action: 'DescribeInstances',
    region: 'ap-tokyo',
    times: null,
  })
  await stage.start()
  await openModal(stage)
  await search(stage)
  await stage.wait(30_000)
  const askedAt = stage.now()

  const offered = await search(stage, 'shop')

  expect(stage.now() - askedAt).toBeLessThan(3_000)
  expect(offered.map(({ text }) => text.split(' · ')[0])).toEqual(['shop-db-1', 'shop-web-1', 'shop-web-2'])
  await untilModalSays(stage, ANA, 'Tokyo could not be read, so its instances are missing.')
})

test('a region that refuses is named with what the cloud said', async () => {
  const stage = await createStage({ regions: ['ap-singapore', 'ap-tokyo'], started: false })
  stage.lighthouse.control.addFault({
    effect: { kind: 'error', code: 'UnauthorizedOperation' },
    action: 'DescribeInstances',
    region: 'ap-tokyo',
    times: null,
  })
  await stage.start()
  await openModal(stage)

  await search(stage)

  await untilModalSays(stage, ANA, 'Tokyo could not be read, so its instances are missing.')
})

test('an instance that the command names and that cannot be found is explained without a click', async () => {
  const stage = await createStage({ regions: ['ap-singapore', 'ap-tokyo'], started: false })
  stage.lighthouse.control.addFault({
    effect: { kind: 'error', code: 'FailedOperation.DescribeInstanceStatus' },
    action: 'DescribeInstances',
    times: null,
  })
  await stage.start()
  await stage.person(ANA).command('/lighthouse', 'rollback lhins-4f7h2k9q')

  const words = await untilModalSays(stage, ANA, 'Singapore and Tokyo could not be read')
  for (const part of ['FailedOperation.DescribeInstanceStatus', 'Wait a minute, then try again.'])
    expect(words).toContain(part)
})

test('a picker that is opened while its reader is still looked up names the missing regions all the same', async () => {
  const stage = await createStage({ regions: ['ap-singapore', 'ap-tokyo'], started: false })
  stage.lighthouse.control.addFault({
    effect: { kind: 'delay', milliseconds: 15_000 },
    action: 'DescribeInstances',
    region: 'ap-tokyo',
    times: 1,
  })
  await stage.start()
  stage.slack.faults.add({ method: 'users.info', fault: { kind: 'delay', milliseconds: 800 }, times: null })
  const chen = stage.person(CHEN)
  await chen.command('/lighthouse', 'rollback')
  await stage.until('the modal', () => chen.modal())

  await chen.options('Instance')

  expect(await untilModalSays(stage, CHEN, '尚未读取，因此不在列表中：东京')).toMatch(/^回滚实例/)
})

test('older data is given at once and marked with its age where the cloud has gone away', async () => {
  const stage = await createStage({ regions: ['ap-singapore'] })
  await openModal(stage)
  await search(stage)
  stage.lighthouse.control.addFault({ effect: { kind: 'error', code: 'InternalError' }, times: null })
  await stage.wait(120_000)

  const offered = await search(stage, 'shop-web-1')

  expect(offered).toHaveLength(1)
  expect(await untilModalSays(stage, ANA, 'Singapore: as it was')).toMatch(/as it was 2 minutes( \d seconds?)? ago/)
})

test('an instance that cannot be rolled back shows the reason, offers no snapshots, and its submission is refused with it', async () => {
  const stage = await createStage({ regions: ['ap-chengdu'] })
  await openModal(stage)
  await stage.person(ANA).choose('Instance', { text: 'rebooting-now' })

  const said = await untilModalSays(stage, ANA, 'This instance cannot be rolled back')
  expect(said).toContain('The instance is restarting; only a running or stopped one can be rolled back.')
  expect(await stage.person(ANA).options('Snapshot')).toEqual([])

  const view = stage.person(ANA).modal()
  const submitted = await send(stage, {
    type: 'view_submission',
    team: { id: 'T0HARBOUR1' },
    user: { id: ANA },
    view: {
      id: view?.id,
      type: 'modal',
      callback_id: view?.modal.callback_id,
      private_metadata: view?.modal.private_metadata,
      state: {
        values: {
          ...view?.values,
          [view?.modal.blocks.find(({ block_id }) => block_id?.startsWith('keeper_snapshot'))?.block_id ?? '']: {
            keeper_snapshot: { type: 'external_select', selected_option: { value: 'lhsnap-5g3l9z00' } },
          },
          keeper_reason: { keeper_reason: { type: 'plain_text_input', value: 'because' } },
        },
      },
    },
  })
  expect(submitted).toMatchObject({
    payload: {
      response_action: 'errors',
      errors: { keeper_instance: expect.stringContaining('The instance is restarting') },
    },
  })
  expect(stage.ledger()).toEqual([])
})

test('an instance that was restarting a moment ago is looked at again before it is called blocked', async () => {
  const stage = await createStage({ regions: ['ap-chengdu'] })
  await openModal(stage)
  await search(stage)
  stage.lighthouse.control.setInstanceState('lhins-5g3l9z4q', 'RUNNING')

  await stage.person(ANA).choose('Instance', { text: 'rebooting-now' })

  await stage.until('the form without a reason against it', () => !modalWords(stage, ANA).includes('cannot be rolled'))
  expect(modalWords(stage, ANA)).toContain('to choose from')
})
