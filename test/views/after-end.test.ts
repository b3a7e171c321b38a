import { expect, test } from 'vitest'
import { mayRequestAgain } from '../../src/views/after-end.ts'
import { everyMoment } from '../support/moments.ts'
import { aRequest, REFUSED_FOR_NOW } from '../support/requests.ts'

const approved = aRequest().opened().approved()
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

test('requesting again is not offered where somebody else’s rollback of the disk was seen', () => {
  const foreign = { snapshotId: 'lhsnap-1', requestId: 'other' }
  expect(mayRequestAgain(refusedWith('UnsupportedOperation.SystemBusy', foreign))).toBe(false)
})

test('requesting again is offered only after an end at which nothing of the rollback can have begun', () => {
  const offered = Object.entries(everyMoment('shop-web-1')).flatMap(([moment, { built }]) =>
    mayRequestAgain(built) ? [moment] : [],
  )
  expect(offered.toSorted()).toEqual([
    'expired unbegun',
    'expired undecided',
    'failed: changed',
    'failed: check',
    'failed: withheld',
  ])
})
