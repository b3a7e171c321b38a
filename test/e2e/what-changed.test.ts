import { expect, test } from 'vitest'
import { rolledBack } from './acts.ts'
import { renameSnapshot } from './operator.ts'
import { wordsIn } from './reading.ts'
import { metadataOf } from './referee.ts'
import { ANA, BEN, SHOP_WEB_1 } from './request.ts'
import { createStage, type Stage } from './stage.ts'

/** The snapshot that the requests of this file name. */
const snapshotIdIn = ({ lighthouse }: Stage): string =>
  lighthouse.control
    .state()
    .fleet.snapshots.find(
      ({ instanceId, snapshot }) => instanceId === SHOP_WEB_1 && snapshot.SnapshotName === 'before-release-4.12',
    )?.snapshot.SnapshotId ?? ''

const siblingIdIn = ({ lighthouse }: Stage): string =>
  lighthouse.control
    .state()
    .fleet.snapshots.find(
      ({ instanceId, snapshot }) => instanceId === SHOP_WEB_1 && snapshot.SnapshotName === 'nightly-1',
    )?.snapshot.SnapshotId ?? ''

type Change = {
  readonly what: string
  readonly happens: (stage: Stage) => unknown
  readonly told: readonly string[]
}

const CHANGES: readonly Change[] = [
  {
    what: 'the instance was terminated',
    happens: ({ lighthouse }) => lighthouse.control.deleteInstance(SHOP_WEB_1),
    told: [`The instance ${SHOP_WEB_1} no longer exists in this region.`],
  },
  {
    what: 'the snapshot was deleted',
    happens: (stage) => stage.lighthouse.control.deleteSnapshot(snapshotIdIn(stage)),
    told: ['The snapshot', 'no longer exists for this instance.'],
  },
  {
    what: 'the snapshot was renamed',
    happens: (stage) =>
      renameSnapshot(stage, { region: 'ap-singapore', snapshotId: snapshotIdIn(stage), name: 'do not use' }),
    told: ['Name of the snapshot', 'was before-release-4.12, is now do not use'],
  },
  {
    what: 'the system disk was enlarged',
    happens: ({ lighthouse }) => lighthouse.control.resizeDisk(SHOP_WEB_1, 160),
    told: ['Size of the system disk (GB)', 'was 80, is now 160', 'Choose one that was taken after this change.'],
  },
  {
    what: 'the instance was stopped',
    happens: ({ lighthouse }) => lighthouse.control.setInstanceState(SHOP_WEB_1, 'STOPPED'),
    told: ['State of the instance', 'was running, is now stopped'],
  },
  {
    what: 'the instance is being restarted',
    happens: ({ lighthouse }) => lighthouse.control.setInstanceState(SHOP_WEB_1, 'REBOOTING', true),
    told: ['State of the instance', 'was running, is now restarting'],
  },
  {
    what: 'another operation runs on the instance',
    happens: ({ lighthouse }) => lighthouse.control.setInstanceState(SHOP_WEB_1, 'RUNNING', true),
    told: ['Another operation on the instance has not finished'],
  },
  {
    what: 'the snapshot is not ready any more',
    happens: (stage) => stage.lighthouse.control.setSnapshotState(snapshotIdIn(stage), 'ROLLBACKING'),
    told: ['The snapshot is being rolled back to; only one that is ready can be rolled back to.'],
  },
  {
    what: 'another snapshot of the disk is being made',
    happens: (stage) => stage.lighthouse.control.setSnapshotState(siblingIdIn(stage), 'CREATING'),
    told: ['Another snapshot of the disk is being created: nightly-1'],
  },
  {
    what: 'Tencent Cloud denies the rollback of the instance',
    happens: ({ lighthouse }) =>
      lighthouse.control.denyAction({
        id: SHOP_WEB_1,
        action: 'ApplyInstanceSnapshot',
        code: 'OperationDenied.InstanceOperationInProgress',
        message: 'The instance is being migrated.',
      }),
    told: ['OperationDenied.InstanceOperationInProgress', 'The instance is being migrated.'],
  },
]

test.each(CHANGES)(
  'between card and approval $what: nothing runs, and the thread says so',
  async ({ happens, told }) => {
    const stage = await createStage()
    const card = await stage.request()
    await happens(stage)

    await stage.person(BEN).click(card.ts, 'Approve')
    const [shown, ...thread] = await stage.ended(card)

    expect(thread.map((message) => metadataOf(message)?.event)).toEqual(['approved', 'failed'])
    const end = wordsIn(thread.at(-1)?.blocks)
    for (const words of told) expect(end).toContain(words)
    expect(end).toContain('Nothing was run and nothing was changed.')
    expect(end).toContain(`<@${ANA}>`)
    expect(end).toContain(`<@${BEN}>`)
    expect(metadataOf(shown ?? card)?.state).toBe('failed')
    expect(shown?.text).toContain('failed')
    expect(rolledBack(stage)).toEqual([])
    expect(stage.lighthouse.control.calls().filter(({ action }) => action === 'ApplyInstanceSnapshot')).toEqual([])
  },
)

test('after a change the rollback can be requested and approved anew', async () => {
  const stage = await createStage()
  const first = await stage.request()
  stage.lighthouse.control.setInstanceState(SHOP_WEB_1, 'STOPPED')
  await stage.person(BEN).click(first.ts, 'Approve')
  await stage.ended(first)

  const second = await stage.request()
  expect(wordsIn(second.blocks)).toContain('The instance is stopped: it may stay stopped afterwards.')
  await stage.person(BEN).click(second.ts, 'Approve')
  await stage.ended(second)

  expect(metadataOf(stage.card(second))?.state).toBe('succeeded')
  expect(rolledBack(stage)).toEqual([SHOP_WEB_1])
})

test('checks that the key may not ask for are a remark on the card and stop nothing', async () => {
  const stage = await createStage()
  stage.lighthouse.control.addFault({
    effect: { kind: 'error', code: 'UnauthorizedOperation' },
    action: 'DescribeInstancesDeniedActions',
    times: null,
  })
  const card = await stage.request()
  expect(wordsIn(card.blocks)).toContain('Whether Tencent Cloud would allow the rollback could not be asked')

  await stage.person(BEN).click(card.ts, 'Approve')
  const [, , run] = await stage.ended(card)

  expect(wordsIn(run?.blocks)).toContain('Checks passed, 1 remark')
  expect(rolledBack(stage)).toEqual([SHOP_WEB_1])
})
