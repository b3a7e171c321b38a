import { describe, expect, it } from 'vitest'
import type { CloudFault, Instance, Snapshot } from '../../../src/services/rollback/cloud-objects.ts'
import {
  instanceFindings,
  isBlocking,
  isRollableState,
  type PreflightReads,
  preflight,
  type Reading,
} from '../../../src/services/rollback/preflight.ts'
import { anInstance, aSnapshot } from '../../support/cloud-objects.ts'
import { LOST, NOW, REFUSED_FOR_NOW } from '../../support/requests.ts'

const ok = <Value>(value: Value): Reading<Value> => ({ ok: true, value })
const failing = (fault: CloudFault): { readonly ok: false; readonly fault: CloudFault } => ({ ok: false, fault })

/** Reads in which all is well; what a test is about is given. */
const reads = (part: Partial<PreflightReads> = {}): PreflightReads => ({
  instanceId: anInstance().instanceId,
  snapshotId: aSnapshot().snapshotId,
  instance: ok(anInstance()),
  snapshots: ok([aSnapshot()]),
  deniedForInstance: ok([]),
  deniedForSnapshot: ok([]),
  ...part,
})
const withInstance = (part: Partial<Instance>) => reads({ instance: ok(anInstance(part)) })
const withSnapshot = (part: Partial<Snapshot>) => reads({ snapshots: ok([aSnapshot(part)]) })
const withSibling = (part: Partial<Snapshot>) =>
  reads({ snapshots: ok([aSnapshot(), aSnapshot({ snapshotId: 'lhsnap-sibling', ...part })]) })

const found = (given: PreflightReads) => preflight(given, NOW)
const codesIn = (given: PreflightReads) => found(given).map(({ code, severity }) => `${severity} ${code}`)

const DAY = 86_400_000
const daysAgo = (days: number, more = 0) => new Date(NOW - days * DAY - more).toISOString()

describe('the checks', () => {
  it('find nothing where all is well, running or stopped', () => {
    expect(found(reads())).toEqual([])
    expect(found(withInstance({ state: 'STOPPED' }))).toEqual([])
  })

  describe('on the instance', () => {
    it('need it to exist', () => {
      expect(found(reads({ instance: ok(null) }))).toEqual([
        { code: 'instance_missing', severity: 'blocking', facts: { instanceId: 'lhins-4f7h2k9q' } },
      ])
    })

    it.each(['PENDING', 'STARTING', 'STOPPING', 'REBOOTING', 'SHUTDOWN', 'RESCUE_MODE', 'A_NEW_STATE', ''])(
      'need it RUNNING or STOPPED, not %s',
      (state) => {
        expect(found(withInstance({ state }))).toEqual([
          { code: 'instance_state', severity: 'blocking', facts: { state } },
        ])
        expect(isRollableState(state)).toBe(false)
      },
    )

    it('need it idle', () => {
      const busy = withInstance({ latestOperation: 'ResetInstance', latestOperationState: 'OPERATING' })
      expect(found(busy)).toEqual([
        { code: 'instance_busy', severity: 'blocking', facts: { operation: 'ResetInstance' } },
      ])
      expect(found(withInstance({ latestOperation: 'ResetInstance', latestOperationState: 'FAILED' }))).toEqual([])
    })

    it('need it neither isolated nor expired; isolated says more than expired', () => {
      const past = daysAgo(1)
      expect(codesIn(withInstance({ isolatedTime: past }))).toEqual(['blocking instance_isolated'])
      expect(codesIn(withInstance({ isolatedTime: past, expiredTime: past }))).toEqual(['blocking instance_isolated'])
      expect(codesIn(withInstance({ expiredTime: daysAgo(0) }))).toEqual(['blocking instance_expired'])
      expect(found(withInstance({ expiredTime: daysAgo(0, -1) }))).toEqual([])
      expect(found(withInstance({ expiredTime: null }))).toEqual([])
    })

    it('need its system disk to be told', () => {
      expect(codesIn(withInstance({ systemDisk: null }))).toEqual(['blocking instance_without_disk'])
      expect(codesIn(withInstance({ systemDisk: { diskId: null, diskSize: 60 } }))).toEqual([
        'blocking instance_without_disk',
      ])
    })

    it('are the same for a picker, on the instance alone', () => {
      const instance = anInstance({ state: 'STARTING', isolatedTime: daysAgo(1) })
      expect(instanceFindings(instance, NOW)).toEqual(found(reads({ instance: ok(instance) })))
    })
  })

  describe('on the snapshot', () => {
    it('need it to be one of this instance', () => {
      const another = reads({ snapshots: ok([aSnapshot({ snapshotId: 'lhsnap-another' })]) })
      expect(found(another)).toEqual([
        { code: 'snapshot_missing', severity: 'blocking', facts: { snapshotId: 'lhsnap-8c1d0e2f' } },
      ])
    })

    it('ask for no other one where the instance itself is gone', () => {
      const gone = reads({ instance: ok(null), snapshots: ok([]) })
      expect(codesIn(gone)).toEqual(['blocking instance_missing'])
    })

    it.each(['CREATING', 'DELETING', 'ROLLBACKING', 'FREEZING', 'ISOLATED', 'A_NEW_STATE'])(
      'need it NORMAL, not %s',
      (state) => {
        expect(found(withSnapshot({ state, percent: 40 }))).toEqual([
          { code: 'snapshot_state', severity: 'blocking', facts: { state, percent: 40 } },
        ])
      },
    )

    it('need it to be of a system disk, of the same disk, and of the same size', () => {
      expect(codesIn(withSnapshot({ diskUsage: 'DATA_DISK' }))).toEqual(['blocking snapshot_usage'])
      expect(found(withSnapshot({ diskId: 'lhdisk-other' }))).toEqual([
        {
          code: 'snapshot_other_disk',
          severity: 'blocking',
          facts: { snapshotDisk: 'lhdisk-other', instanceDisk: 'lhdisk-1a2b3c4d' },
        },
      ])
      expect(found(withSnapshot({ diskSize: 40 }))).toEqual([
        { code: 'snapshot_disk_size', severity: 'blocking', facts: { snapshotSize: 40, diskSize: 60 } },
      ])
    })

    it('warn of one that is older than 30 days, and not before', () => {
      expect(found(withSnapshot({ createdTime: daysAgo(30) }))).toEqual([])
      expect(found(withSnapshot({ createdTime: daysAgo(30, 1) }))).toEqual([
        { code: 'snapshot_old', severity: 'warning', facts: { days: 30 } },
      ])
      expect(found(withSnapshot({ createdTime: daysAgo(75) }))).toMatchObject([{ facts: { days: 75 } }])
      expect(found(withSnapshot({ createdTime: null }))).toEqual([])
    })
  })

  describe('on the other snapshots of the disk', () => {
    it.each(['CREATING', 'ROLLBACKING'])('forbid one that is %s', (state) => {
      expect(found(withSibling({ state, name: 'nightly', createdTime: daysAgo(60) }))).toEqual([
        {
          code: 'other_snapshot_busy',
          severity: 'blocking',
          facts: { snapshotId: 'lhsnap-sibling', name: 'nightly', state },
        },
      ])
    })

    it('do not mind what another disk does', () => {
      expect(found(withSibling({ state: 'CREATING', diskId: 'lhdisk-data', createdTime: daysAgo(0) }))).toEqual([])
    })

    it('mind a snapshot whose disk is not told', () => {
      expect(codesIn(withSibling({ state: 'CREATING', diskId: null, createdTime: daysAgo(60) }))).toEqual([
        'blocking other_snapshot_busy',
      ])
    })

    it('note how many are newer', () => {
      expect(found(withSibling({ createdTime: daysAgo(1) }))).toEqual([
        { code: 'snapshot_newer_exist', severity: 'note', facts: { count: 1 } },
      ])
      expect(found(withSibling({ createdTime: daysAgo(60) }))).toEqual([])
    })
  })

  describe('on what the cloud says it would refuse', () => {
    const denied = (action: string) => ok([{ action, code: 'SomeCode', message: 'Some words.' }])

    it.each(['RollbackInstanceSnapshot', 'ApplyInstanceSnapshot'])(
      'take %s for the rollback, on either list',
      (name) => {
        const facts = { code: 'SomeCode', message: 'Some words.' }
        expect(found(reads({ deniedForInstance: denied(name) }))).toEqual([
          { code: 'instance_denied', severity: 'blocking', facts },
        ])
        expect(found(reads({ deniedForSnapshot: denied(name) }))).toEqual([
          { code: 'snapshot_denied', severity: 'blocking', facts },
        ])
      },
    )

    it('do not mind what else is denied', () => {
      expect(
        found(reads({ deniedForInstance: denied('StartInstances'), deniedForSnapshot: denied('Delete') })),
      ).toEqual([])
    })

    it('say where that could not be asked, as a warning and never as a silent pass', () => {
      const refused = { ...REFUSED_FOR_NOW, action: 'DescribeSnapshotsDeniedActions', code: 'UnauthorizedOperation' }
      expect(found(reads({ deniedForSnapshot: failing(refused), deniedForInstance: failing(LOST) }))).toEqual([
        { code: 'check_not_possible', severity: 'warning', facts: { action: LOST.action, detail: LOST.detail } },
        {
          code: 'check_not_possible',
          severity: 'warning',
          facts: {
            action: refused.action,
            code: refused.code,
            message: refused.message,
            requestId: refused.requestId,
          },
        },
      ])
    })
  })

  it('forbid the rollback where instance or snapshots cannot be read', () => {
    expect(codesIn(reads({ instance: failing(LOST) }))).toEqual(['blocking instance_unreadable'])
    expect(codesIn(reads({ snapshots: failing(REFUSED_FOR_NOW) }))).toEqual(['blocking snapshots_unreadable'])
  })

  it('name everything at once, what forbids the rollback first', () => {
    const everything = reads({
      instance: ok(anInstance({ state: 'STARTING', latestOperationState: 'OPERATING' })),
      snapshots: ok([
        aSnapshot({ state: 'CREATING', createdTime: daysAgo(90) }),
        aSnapshot({ snapshotId: 'lhsnap-sibling', createdTime: daysAgo(1) }),
      ]),
      deniedForInstance: failing(LOST),
      deniedForSnapshot: ok([{ action: 'RollbackInstanceSnapshot', code: 'C', message: 'M' }]),
    })
    expect(codesIn(everything)).toEqual([
      'blocking instance_state',
      'blocking instance_busy',
      'blocking snapshot_state',
      'blocking snapshot_denied',
      'warning snapshot_old',
      'note snapshot_newer_exist',
      'warning check_not_possible',
    ])
    expect(found(everything).filter(isBlocking)).toHaveLength(4)
  })
})
