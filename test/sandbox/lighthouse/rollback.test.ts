import { describe, expect, it } from 'vitest'
import { apply, codeOf, givenLighthouse, instanceId, look, olderSnapshotId, snapshotId } from './given.ts'

const settings = {
  stopMilliseconds: 3_000,
  startMilliseconds: 4_000,
  rollback: {
    milliseconds: 20_000,
    steps: [
      { at: 0.25, percent: 10 },
      { at: 0.5, percent: 80 },
      { at: 0.75, percent: 99 },
      { at: 1, percent: 99 },
    ],
  },
}

describe('a rollback', () => {
  it('forces a running instance down, rises unevenly, stands at 99, ends, and brings the instance up again', async () => {
    const { cloud, clock } = await givenLighthouse({ settings })
    const { RequestId } = await cloud.ApplyInstanceSnapshot(apply)
    const running = { snapshot: 'ROLLBACKING', operation: 'RollbackInstanceSnapshot', operationState: 'OPERATING' }
    const expectAfter = async (milliseconds: number, expected: object) => {
      clock.advance(milliseconds)
      expect(await look(cloud)).toMatchObject({ requestId: RequestId, ...expected })
    }

    await expectAfter(0, { ...running, instance: 'STOPPING', instanceOperation: 'OPERATING', percent: 0 })
    await expectAfter(2_999, { ...running, instance: 'STOPPING' })
    await expectAfter(1, { ...running, instance: 'STOPPED', percent: 6 })
    await expectAfter(2_000, { ...running, percent: 10 })
    await expectAfter(5_000, { ...running, percent: 80 })
    await expectAfter(5_000, { ...running, percent: 99 })
    await expectAfter(4_999, { ...running, percent: 99, instance: 'STOPPED' })
    const ended = { snapshot: 'NORMAL', percent: 100, operation: running.operation, operationState: 'SUCCESS' }
    await expectAfter(1, { ...ended, instance: 'STARTING', instanceOperation: 'OPERATING' })
    await expectAfter(4_000, { ...ended, instance: 'RUNNING', instanceOperation: 'SUCCESS' })
  })

  it('ends all at once when nobody looks meanwhile', async () => {
    const { cloud, clock } = await givenLighthouse({ settings })
    await cloud.ApplyInstanceSnapshot(apply)
    clock.advance(60_000)
    expect(await look(cloud)).toMatchObject({ snapshot: 'NORMAL', operationState: 'SUCCESS', instance: 'RUNNING' })
  })

  it('leaves a stopped instance stopped', async () => {
    const { cloud, clock, control } = await givenLighthouse({ settings })
    control.setInstanceState(instanceId, 'STOPPED')
    await cloud.ApplyInstanceSnapshot(apply)
    expect(await look(cloud)).toMatchObject({ instance: 'STOPPED', snapshot: 'ROLLBACKING' })
    clock.advance(60_000)
    expect(await look(cloud)).toMatchObject({ instance: 'STOPPED', instanceOperation: 'SUCCESS', percent: 100 })
  })

  it('leaves a running instance stopped where it is told to', async () => {
    const { cloud, clock, control } = await givenLighthouse({ settings })
    control.configure({ rollback: { powerAfter: 'left-stopped' } })
    await cloud.ApplyInstanceSnapshot(apply)
    clock.advance(60_000)
    expect(await look(cloud)).toMatchObject({ instance: 'STOPPED', instanceOperation: 'SUCCESS', percent: 100 })
  })

  it('fails where it is told to, and the next one does not', async () => {
    const { cloud, clock, control } = await givenLighthouse({ settings })
    control.addFault({ effect: { kind: 'rollback', plan: { outcome: 'fails', failsAtPercent: 37 } } })
    await cloud.ApplyInstanceSnapshot(apply)
    clock.advance(15_000)
    expect(await look(cloud)).toMatchObject({ snapshot: 'ROLLBACKING', percent: 37 })
    clock.advance(45_000)
    expect(await look(cloud)).toMatchObject({ snapshot: 'NORMAL', percent: 37, operationState: 'FAILED' })

    await cloud.ApplyInstanceSnapshot(apply)
    clock.advance(60_000)
    expect(await look(cloud)).toMatchObject({ percent: 100, operationState: 'SUCCESS' })
  })

  it('shows another request id where it is told to', async () => {
    const { cloud, control } = await givenLighthouse({ settings })
    control.addFault({ effect: { kind: 'rollback', plan: { requestId: 'different' } } })
    const { RequestId } = await cloud.ApplyInstanceSnapshot(apply)
    const { requestId } = await look(cloud)
    expect(requestId).toMatch(/^[0-9a-f-]{36}$/)
    expect(requestId).not.toBe(RequestId)
  })

  it('that a refused call did not begin leaves the fault for the next', async () => {
    const { cloud, clock, control } = await givenLighthouse({ settings })
    control.addFault({ effect: { kind: 'rollback', plan: { outcome: 'fails' } } })
    expect(await codeOf(cloud.ApplyInstanceSnapshot({ ...apply, SnapshotId: 'lhsnap-00000000' }))).toMatch('NotFound')
    await cloud.ApplyInstanceSnapshot(apply)
    clock.advance(60_000)
    expect(await look(cloud)).toMatchObject({ operationState: 'FAILED' })
  })

  it('is denied while it runs, on the instance, its snapshot and its other snapshots', async () => {
    const { cloud, clock } = await givenLighthouse({ settings })
    const denied = async () => {
      const [instances, snapshots] = await Promise.all([
        cloud.DescribeInstancesDeniedActions({ InstanceIds: [instanceId] }),
        cloud.DescribeSnapshotsDeniedActions({ SnapshotIds: [snapshotId, olderSnapshotId] }),
      ])
      const lists = [...(instances.InstanceDeniedActionSet ?? []), ...(snapshots.SnapshotDeniedActionSet ?? [])]
      return lists.map(({ DeniedActions }) => DeniedActions?.map(({ Action }) => Action))
    }
    expect(await denied()).toEqual([['StartInstances'], [], []])

    await cloud.ApplyInstanceSnapshot(apply)
    clock.advance(10_000)
    expect(await denied()).toEqual([
      ['StartInstances', 'StopInstances', 'CreateInstanceSnapshot', 'RollbackInstanceSnapshot'],
      ['RollbackInstanceSnapshot', 'DeleteSnapshots'],
      ['RollbackInstanceSnapshot'],
    ])

    clock.advance(60_000)
    expect(await denied()).toEqual([['StartInstances'], [], []])
  })

  it('by hand looks the same, and is nobody’s call', async () => {
    const { cloud, clock, control } = await givenLighthouse({ settings })
    const requestId = control.rollBackByHand({ instanceId, snapshotId: olderSnapshotId })
    const { SnapshotSet } = await cloud.DescribeSnapshots({ SnapshotIds: [olderSnapshotId] })
    expect(SnapshotSet).toMatchObject([{ SnapshotState: 'ROLLBACKING', LatestOperationRequestId: requestId }])
    expect(control.executed()).toEqual([])
    clock.advance(60_000)
    expect(await look(cloud)).toMatchObject({ instance: 'RUNNING', operation: 'CreateInstanceSnapshot' })
  })
})

describe('power', () => {
  it('goes off and on over its transitions', async () => {
    const { cloud, clock } = await givenLighthouse({ settings })
    const ids = { InstanceIds: [instanceId] }
    await cloud.StopInstances(ids)
    expect(await look(cloud)).toMatchObject({ instance: 'STOPPING', instanceOperation: 'OPERATING' })
    expect(await codeOf(cloud.StartInstances(ids))).toBe('UnsupportedOperation.InvalidInstanceState')
    clock.advance(3_000)
    expect(await look(cloud)).toMatchObject({ instance: 'STOPPED', instanceOperation: 'SUCCESS' })
    await cloud.StartInstances(ids)
    expect(await look(cloud)).toMatchObject({ instance: 'STARTING', instanceOperation: 'OPERATING' })
    clock.advance(4_000)
    expect(await look(cloud)).toMatchObject({ instance: 'RUNNING', instanceOperation: 'SUCCESS' })
  })

  it('cannot be switched on while the disk rolls back', async () => {
    const { cloud, clock } = await givenLighthouse({ settings })
    await cloud.ApplyInstanceSnapshot(apply)
    clock.advance(5_000)
    expect(await codeOf(cloud.StartInstances({ InstanceIds: [instanceId] }))).toBe(
      'UnsupportedOperation.LatestOperationUnfinished',
    )
  })
})
