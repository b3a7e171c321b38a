import { describe, expect, it } from 'vitest'
import type { EntryContent } from '../../../src/services/rollback/entry.ts'
import { shownState } from '../../../src/services/rollback/request.ts'
import { APPROVER, aRequest, LOST, REQUESTER, type RequestBuilder } from '../../support/requests.ts'

/** Milliseconds after the newest entry at which the decision's deadline is. */
const untilDeadline = (request: RequestBuilder): number => (request.built.opened?.decideBy ?? 0) - request.last.at

const approvedBy = (by: string): EntryContent => ({ kind: 'approved', data: { by } })
const deniedBy = (by: string): EntryContent => ({ kind: 'denied', data: { by, reason: 'no' } })

describe('a submitted request', () => {
  it('holds its instance and waits for its checks', () => {
    const { built } = aRequest().submitted()
    expect(built).toMatchObject({ phase: 'submitted', holdsInstance: true, opened: null, end: null })
  })

  it('that is rejected lets the instance go and is told to its requester alone', () => {
    const { built } = aRequest().submitted().rejected({ kind: 'cloud', fault: LOST })
    expect(built).toMatchObject({ phase: 'ended', holdsInstance: false, end: { name: 'rejected' } })
  })

  it('is not opened with the facts of another request', () => {
    const facts = aRequest({ requestId: 'R-2' }).opened().built.opened?.facts
    expect(() => aRequest({ requestId: 'R-1', ...(facts && { facts }) }).opened()).toThrow(/cannot follow/)
  })

  it('cannot be decided on before it was opened', () => {
    expect(() => aRequest().submitted().approved()).toThrow(/cannot follow submitted/)
    expect(() => aRequest().submitted().denied()).toThrow(/cannot follow submitted/)
    expect(() => aRequest().submitted().cancelled()).toThrow(/cannot follow submitted/)
  })

  it('is the first entry and comes once', () => {
    expect(() => aRequest().opened().submitted()).toThrow(/cannot follow awaiting_decision/)
    expect(() => aRequest().approved()).toThrow(/cannot follow nothing/)
  })
})

describe('a request that awaits its decision', () => {
  const opened = aRequest().opened()

  it('is approved by a second person, and must begin within the time that an approval keeps', () => {
    const approved = opened.approved()
    expect(approved.built).toMatchObject({
      phase: 'approved',
      approvals: [{ by: APPROVER, at: approved.last.at }],
      approvedAt: approved.last.at,
      beginBy: approved.last.at + 900_000,
    })
  })

  it('is never approved or denied by its requester', () => {
    expect(() => opened.approved(REQUESTER)).toThrow(/cannot follow/)
    expect(() => opened.denied(REQUESTER)).toThrow(/cannot follow/)
  })

  it('is cancelled by its requester and by nobody else', () => {
    expect(opened.cancelled().built).toMatchObject({ phase: 'ended', end: { name: 'cancelled', by: REQUESTER } })
    expect(() => opened.append({ kind: 'cancelled', data: { by: APPROVER } })).toThrow(/cannot follow/)
  })

  it('is ended by one Deny, with who denied and why', () => {
    expect(opened.denied(APPROVER, 'Not on a Friday').built).toMatchObject({
      phase: 'ended',
      holdsInstance: false,
      end: { name: 'denied', by: APPROVER, reason: 'Not on a Friday' },
    })
  })

  it.each([
    ['approve', approvedBy(APPROVER)],
    ['deny', deniedBy(APPROVER)],
  ])('takes an %s in the last millisecond, and none after it', (_, content) => {
    const left = untilDeadline(opened)
    expect(() => opened.append(content, { after: left })).not.toThrow()
    expect(() => opened.append(content, { after: left + 1 })).toThrow(/cannot follow/)
  })

  it('expires after its deadline and not before', () => {
    const expired: EntryContent = { kind: 'expired', data: { waitedFor: 'decision' } }
    const left = untilDeadline(opened)
    expect(() => opened.append(expired, { after: left })).toThrow(/cannot follow/)
    expect(shownState(opened.append(expired, { after: left + 1 }).built)).toBe('expired')
  })

  it('takes no decision after any of its ends', () => {
    for (const ended of [opened.denied(), opened.cancelled(), opened.expired()]) {
      expect(() => ended.approved()).toThrow(/cannot follow ended/)
      expect(() => ended.denied()).toThrow(/cannot follow ended/)
      expect(() => ended.cancelled()).toThrow(/cannot follow ended/)
    }
  })
})

describe('a request that needs two people', () => {
  const opened = aRequest({ approvalsRequired: 2 }).opened()

  it('still waits after the first, and is approved by the second', () => {
    const first = opened.approved('U0BEN')
    expect(first.built).toMatchObject({ phase: 'awaiting_decision', approvedAt: null, beginBy: null })
    expect(first.approved('U0CAI').built).toMatchObject({
      phase: 'approved',
      approvals: [{ by: 'U0BEN' }, { by: 'U0CAI' }],
    })
  })

  it('does not count one person twice', () => {
    expect(() => opened.approved('U0BEN').approved('U0BEN')).toThrow(/cannot follow/)
  })

  it('can be denied by somebody who approved it first', () => {
    expect(opened.approved('U0BEN').denied('U0BEN').built.end).toMatchObject({ name: 'denied', by: 'U0BEN' })
  })

  it('expires with one approval too few', () => {
    expect(opened.approved('U0BEN').expired().built.end).toMatchObject({ name: 'expired', waitedFor: 'decision' })
  })
})
