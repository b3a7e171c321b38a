import { describe, expect, test } from 'vitest'
import type { DataDisk } from '../../../src/services/rollback/cloud-objects.ts'
import { type PreflightReads, preflight, type Reading } from '../../../src/services/rollback/preflight.ts'
import { anInstance, aSnapshot } from '../../support/cloud-objects.ts'
import { NOW } from '../../support/requests.ts'

const findingsWith = (dataDisks: Reading<readonly DataDisk[]>) => {
  const instance = anInstance()
  const snapshot = aSnapshot()
  const reads: PreflightReads = {
    instanceId: instance.instanceId,
    snapshotId: snapshot.snapshotId,
    instance: { ok: true, value: instance },
    snapshots: { ok: true, value: [snapshot] },
    deniedForInstance: { ok: true, value: [] },
    deniedForSnapshot: { ok: true, value: [] },
    dataDisks,
  }
  return preflight(reads, NOW)
}

describe('given a rollback against which nothing else speaks', () => {
  test('attached data disks are a warning with their number and size', () => {
    const disks = [
      { diskId: 'lhdisk-1', diskSize: 200 },
      { diskId: 'lhdisk-2', diskSize: 500 },
    ]
    expect(findingsWith({ ok: true, value: disks })).toEqual([
      { code: 'data_disks_attached', severity: 'warning', facts: { count: 2, size: 700 } },
    ])
  })

  test('no data disk is no finding', () => {
    expect(findingsWith({ ok: true, value: [] })).toEqual([])
  })

  test('data disks that could not be asked for are a warning, never a silent pass', () => {
    const fault = {
      kind: 'refused',
      action: 'DescribeDisks',
      region: 'ap-singapore',
      code: 'UnauthorizedOperation.NoPermission',
      message: '',
      requestId: null,
    } as const
    expect(findingsWith({ ok: false, fault })).toMatchObject([
      { code: 'check_not_possible', severity: 'warning', facts: { action: 'DescribeDisks', code: fault.code } },
    ])
  })
})
