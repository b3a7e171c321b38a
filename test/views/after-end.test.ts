import { expect, test } from 'vitest'
import { mayRequestAgain, mayUndo } from '../../src/views/after-end.ts'
import { everyMoment } from '../support/moments.ts'
import { aRequest, REFUSED_FOR_NOW } from '../support/requests.ts'

const approved = aRequest().opened().approved()
const wantingSafety = aRequest({ safetySnapshot: true }).opened().approved()
const refusedWith = (code: string, foreign: { snapshotId: string; requestId: string } | null = null) => {
  const fault = { ...REFUSED_FOR_NOW, code }
  return approved.refused(fault).failed({ cause: 'refused', fault, foreign }).built
}

test.each([
  ['UnsupportedOperation.SystemBusy', true],
  ['OperationDenied.InstanceOperationInProgress', true],
  ['UnauthorizedOperation.NoPermission', true],
  ['ResourceNotFound.SnapshotIdNotFound', false],
  ['FailedOperation.SnapshotOperationFailed', false],
  ['InternalError', false],
])('after a refusal with %s, requesting again is offered: %s', (code, isOffered) => {
  expect(mayRequestAgain(refusedWith(code))).toBe(isOffered)
})

test.each([
  ['UnsupportedOperation.DiskBusy', true],
  ['FailedOperation.GetSnapshotAllocQuotaLockError', true],
  ['Unheard.OfCode', true],
  ['OperationDenied.OperationDeniedCreateSnapshotForStorageBundle', true],
  ['ResourceNotFound.InstanceIdNotFound', false],
])('after a safety snapshot is refused with %s, requesting again is offered: %s', (code, isOffered) => {
  const fault = { ...REFUSED_FOR_NOW, action: 'CreateInstanceSnapshot', code }
  const { built } = wantingSafety.safetyRefused(fault).failed({ cause: 'safety', safety: { why: 'refused', fault } })
  expect(mayRequestAgain(built)).toBe(isOffered)
})

test('requesting again is not offered where somebody else’s rollback of the disk was seen', () => {
  const foreign = { snapshotId: 'lhsnap-1', requestId: 'other' }
  expect(mayRequestAgain(refusedWith('UnsupportedOperation.SystemBusy', foreign))).toBe(false)
})

test.each([
  ['instance_state', true],
  ['snapshot_name', true],
  ['disk_size', false],
  ['disk_id', false],
] as const)('after a change of %s, requesting the same again is offered: %s', (fact, isOffered) => {
  const changes = [{ fact, before: '60', after: '80' }]
  expect(mayRequestAgain(approved.failed({ cause: 'changed', changes }).built)).toBe(isOffered)
})

test('requesting again is offered only after an end at which nothing of the rollback can have begun', () => {
  const offered = Object.entries(everyMoment('shop-web-1')).flatMap(([moment, { built }]) =>
    mayRequestAgain(built) ? [moment] : [],
  )
  expect(offered.toSorted()).toEqual([
    'expired unbegun',
    'expired undecided',
    'failed: check',
    'failed: withheld',
    'safety failed: creation_failed',
    'safety failed: not_found',
    'safety failed: refused',
    'safety failed: several',
    'safety failed: too_late',
    'safety failed: too_slow',
    'safety failed: unreadable',
    'safety failed: vanished',
    'safety failed: withheld',
    'safety learned: accepted',
    'safety learned: refused',
    'safety: stopped by a check',
  ])
})

test('undo is offered after every end that follows the call, unless the safety snapshot is known to be gone', () => {
  const offered = Object.entries(everyMoment('shop-web-1')).flatMap(([moment, { built }]) =>
    mayUndo(built) ? [moment] : [],
  )
  expect(offered.toSorted()).toEqual([
    'safety: reported',
    'safety: succeeded',
    'safety: succeeded, quota unreadable',
    'safety: succeeded, unreadable',
    'safety: unconfirmed',
  ])
})
