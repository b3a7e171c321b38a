import { describe, expect, it } from 'vitest'
import { apply, codeOf, givenLighthouse, instanceId, look, olderSnapshotId } from './given.ts'

const quick = { settings: { rollback: { milliseconds: 20_000 } } }

describe('a rollback in the local Lighthouse', () => {
  it('runs from NORMAL over a rising percent to NORMAL again, under the RequestId of the call', async () => {
    const { cloud, clock, control } = await givenLighthouse(quick)
    const { RequestId } = await cloud.ApplyInstanceSnapshot(apply)
    clock.advance(10_000)
    const middle = await look(cloud)
    expect(middle).toMatchObject({
      snapshot: 'ROLLBACKING',
      operation: 'RollbackInstanceSnapshot',
      operationState: 'OPERATING',
      requestId: RequestId,
    })
    expect(middle.percent).toBeGreaterThan(0)
    expect(middle.percent).toBeLessThan(100)
    clock.advance(10_000)
    expect(await look(cloud)).toMatchObject({ snapshot: 'NORMAL', percent: 100, operationState: 'SUCCESS' })
    clock.advance(30_000)
    expect(await look(cloud)).toMatchObject({ instance: 'RUNNING', instanceOperation: 'SUCCESS' })
    expect(control.executed().map(({ action }) => action)).toEqual(['ApplyInstanceSnapshot'])
  })

  it('leaves the instance stopped where it is told to', async () => {
    const { cloud, clock } = await givenLighthouse({
      settings: { rollback: { milliseconds: 1_000, powerAfter: 'left-stopped' } },
    })
    await cloud.ApplyInstanceSnapshot(apply)
    clock.advance(60_000)
    expect(await look(cloud)).toMatchObject({ instance: 'STOPPED', snapshot: 'NORMAL', operationState: 'SUCCESS' })
  })

  it('ends FAILED, or shows another id, where it is told to', async () => {
    const { cloud, clock, control } = await givenLighthouse(quick)
    control.addFault({ effect: { kind: 'rollback', plan: { outcome: 'fails', requestId: 'different' } }, times: 1 })
    const { RequestId } = await cloud.ApplyInstanceSnapshot(apply)
    clock.advance(60_000)
    const after = await look(cloud)
    expect(after.operationState).toBe('FAILED')
    expect(after.requestId).not.toBe(RequestId)
  })

  it('denies a second one, and lists why', async () => {
    const { cloud, clock, control } = await givenLighthouse(quick)
    await cloud.ApplyInstanceSnapshot(apply)
    clock.advance(5_000)
    expect(await codeOf(cloud.ApplyInstanceSnapshot({ ...apply, SnapshotId: olderSnapshotId }))).toBe(
      'UnsupportedOperation.DiskLatestOperationUnfinished',
    )
    const { SnapshotDeniedActionSet } = await cloud.DescribeSnapshotsDeniedActions({ SnapshotIds: [apply.SnapshotId] })
    expect(SnapshotDeniedActionSet?.[0]?.DeniedActions?.map(({ Action }) => Action)).toContain(
      'RollbackInstanceSnapshot',
    )
    expect(control.executed()).toHaveLength(1)
  })

  it('makes a snapshot, within the quota', async () => {
    const { cloud, clock, control } = await givenLighthouse()
    control.setQuota('ap-singapore', 3)
    const { SnapshotId = '' } = await cloud.CreateInstanceSnapshot({ InstanceId: instanceId, SnapshotName: 'keeper-1' })
    const made = async () => (await cloud.DescribeSnapshots({ SnapshotIds: [SnapshotId] })).SnapshotSet?.[0]
    expect((await made())?.SnapshotState).toBe('CREATING')
    clock.advance(60_000)
    expect(await made()).toMatchObject({ SnapshotState: 'NORMAL', Percent: 100, SnapshotName: 'keeper-1' })
    expect(await codeOf(cloud.CreateInstanceSnapshot({ InstanceId: instanceId }))).toBe(
      'LimitExceeded.SnapshotQuotaLimitExceeded',
    )
  })

  it('stops and starts an instance', async () => {
    const { cloud, clock } = await givenLighthouse()
    await cloud.StopInstances({ InstanceIds: [instanceId] })
    clock.advance(60_000)
    expect((await look(cloud)).instance).toBe('STOPPED')
    await cloud.StartInstances({ InstanceIds: [instanceId] })
    expect((await look(cloud)).instance).toBe('STARTING')
    clock.advance(60_000)
    expect((await look(cloud)).instance).toBe('RUNNING')
  })
})
