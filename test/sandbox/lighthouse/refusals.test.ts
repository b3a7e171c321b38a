import { describe, expect, it } from 'vitest'
import { apply, codeOf, createCloud, type Given, givenLighthouse, instanceId, look, snapshotId } from './given.ts'

describe('what ApplyInstanceSnapshot refuses', () => {
  const cases: readonly (readonly [string, (given: Given) => unknown, object])[] = [
    ['InvalidParameterValue.InstanceIdMalformed', () => undefined, { InstanceId: 'ins-1' }],
    ['InvalidParameterValue.SnapshotIdMalformed', () => undefined, { SnapshotId: 'snap-1' }],
    ['ResourceNotFound.InstanceIdNotFound', ({ control }) => control.deleteInstance(instanceId), {}],
    ['ResourceNotFound.SnapshotIdNotFound', ({ control }) => control.deleteSnapshot(snapshotId), {}],
    ['InvalidParameterValue.DiskSizeNotMatch', ({ control }) => control.resizeDisk(instanceId, 100), {}],
    [
      'UnsupportedOperation.InvalidInstanceState',
      ({ control }) => control.setInstanceState(instanceId, 'RESCUE_MODE'),
      {},
    ],
    [
      'UnsupportedOperation.LatestOperationUnfinished',
      ({ control }) => control.setInstanceState(instanceId, 'RUNNING', true),
      {},
    ],
  ]

  it.each(cases)('%s', async (code, arrange, change) => {
    const given = await givenLighthouse()
    arrange(given)
    expect(await codeOf(given.cloud.ApplyInstanceSnapshot({ ...apply, ...change }))).toBe(code)
    expect(given.control.executed()).toEqual([])
  })
})

describe('lists of the local Lighthouse', () => {
  it('come in pages, count everything, and take no more than 100 at once', async () => {
    const { cloud } = await givenLighthouse()
    const page = await cloud.DescribeSnapshots({ Limit: 1, Offset: 1 })
    expect(page.TotalCount).toBe(2)
    expect(page.SnapshotSet).toHaveLength(1)
    expect(await codeOf(cloud.DescribeSnapshots({ Limit: 101 }))).toMatch(/^InvalidParameterValue/)
  })

  it('take ids or filters, never both; an unknown filter is refused', async () => {
    const { cloud } = await givenLighthouse()
    const Filters = [{ Name: 'instance-id', Values: [instanceId] }]
    expect((await cloud.DescribeSnapshots({ Filters })).TotalCount).toBe(2)
    expect(await codeOf(cloud.DescribeSnapshots({ Filters, SnapshotIds: [snapshotId] }))).toBe(
      'InvalidParameter.ParameterConflict',
    )
    const stray = [{ Name: 'colour', Values: ['red'] }]
    expect(await codeOf(cloud.DescribeSnapshots({ Filters: stray }))).toMatch(/^InvalidParameter\./)
    const six = [{ Name: 'snapshot-name', Values: ['1', '2', '3', '4', '5', '6'] }]
    expect(await codeOf(cloud.DescribeSnapshots({ Filters: six }))).toBe('InvalidParameter.FilterValueLimitExceeded')
  })

  it('hold to the documented calls a second', async () => {
    const { cloud } = await givenLighthouse()
    const codes = await Promise.all(
      Array.from({ length: 25 }, () => codeOf(cloud.DescribeSnapshots({ SnapshotIds: [snapshotId] }))),
    )
    expect(codes.filter((code) => code === 'answered')).toHaveLength(20)
    expect(codes.filter((code) => code.startsWith('RequestLimitExceeded'))).toHaveLength(5)
  })
})

describe('faults on demand', () => {
  it.each(['drop', 'stalled-body', 'malformed-json', 'no-response-member'] as const)(
    'have the effect and lose the answer: %s',
    async (kind) => {
      const { cloud, clock, control, url } = await givenLighthouse()
      control.addFault({ effect: { kind, work: 'done' }, action: 'ApplyInstanceSnapshot', times: 1 })
      const impatient = kind === 'stalled-body' ? { seconds: 1 } : {}
      const code = await codeOf(createCloud({ url }, impatient).ApplyInstanceSnapshot(apply))
      expect(code).not.toBe('answered')
      expect(control.executed()).toMatchObject([{ action: 'ApplyInstanceSnapshot', answered: false }])
      clock.advance(1_000)
      expect((await look(cloud)).operation).toBe('RollbackInstanceSnapshot')
    },
  )

  it('break only the calls they name, as often as they say', async () => {
    const { cloud, control } = await givenLighthouse()
    control.addFault({
      effect: { kind: 'error', code: 'UnsupportedOperation.DiskBusy' },
      action: 'ApplyInstanceSnapshot',
      times: 2,
    })
    expect((await look(cloud)).snapshot).toBe('NORMAL')
    expect(await codeOf(cloud.ApplyInstanceSnapshot(apply))).toBe('UnsupportedOperation.DiskBusy')
    expect(await codeOf(cloud.ApplyInstanceSnapshot(apply))).toBe('UnsupportedOperation.DiskBusy')
    expect(control.executed()).toEqual([])
    expect(await codeOf(cloud.ApplyInstanceSnapshot(apply))).toBe('answered')
    expect(control.executed()).toHaveLength(1)
  })

  it('answer an HTTP status without the work, and a rollback by hand that is no call of anybody’s', async () => {
    const { cloud, control } = await givenLighthouse()
    control.addFault({
      effect: { kind: 'http-status', status: 502, work: 'not-done' },
      action: 'ApplyInstanceSnapshot',
      times: 1,
    })
    expect(await codeOf(cloud.ApplyInstanceSnapshot(apply))).toBe('502')
    expect(control.executed()).toEqual([])
    const requestId = control.rollBackByHand({ instanceId, snapshotId })
    expect((await look(cloud)).requestId).toBe(requestId)
    expect(control.executed()).toEqual([])
  })
})
