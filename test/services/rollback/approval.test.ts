import { describe, expect, it } from 'vitest'
import { type ApproverList, mayDecide, notFullMember, type Person } from '../../../src/services/rollback/approval.ts'
import { APPROVER, aRequest, REQUESTER } from '../../support/requests.ts'

const TEAM = 'T0TEAM'
const aPerson = (part: Partial<Person> = {}): Person => ({
  userId: APPROVER,
  teamId: TEAM,
  isDeactivated: false,
  isBot: false,
  isGuest: false,
  isExternal: false,
  ...part,
})
const known = (...userIds: readonly string[]): ApproverList => ({ kind: 'known', userIds: new Set(userIds) })
const unknown = (why: 'empty' | 'unreadable'): ApproverList => ({
  kind: 'unknown',
  source: 'S0GROUP',
  why,
  detail: why === 'empty' ? '' : 'missing_scope',
})

const request = aRequest().opened().built
const decide = (person: Person, ...lists: readonly ApproverList[]) => mayDecide(request, person, TEAM, lists)

describe('who may decide', () => {
  it('is a full, active member whom APPROVERS names', () => {
    expect(decide(aPerson(), known(APPROVER, 'U0CAI'))).toBeNull()
  })

  it('is never the requester, not even one whom APPROVERS names', () => {
    expect(decide(aPerson({ userId: REQUESTER }), known(REQUESTER, APPROVER))).toEqual({ why: 'requester' })
  })

  it.each([
    ['guest', { isGuest: true }],
    ['bot', { isBot: true }],
    ['deactivated', { isDeactivated: true }],
    ['external', { isExternal: true }],
    ['external', { teamId: 'T0OTHER' }],
    ['external', { teamId: '' }],
  ] as const)('is nobody who is %s, named or not', (why, part) => {
    expect(decide(aPerson(part), known(APPROVER))).toEqual({ why })
    expect(decide(aPerson(part))).toEqual({ why })
    expect(notFullMember(aPerson(part), TEAM)).toBe(why)
  })

  it('is nobody whom no list names', () => {
    expect(decide(aPerson(), known('U0CAI'), known('U0DAN'))).toEqual({ why: 'not_approver' })
    expect(decide(aPerson())).toEqual({ why: 'not_approver' })
  })

  it.each(['empty', 'unreadable'] as const)('is nobody by a list that is %s, and it says so', (problem) => {
    const list = unknown(problem)
    expect(decide(aPerson(), list)).toMatchObject({ why: 'approvers_unknown', source: 'S0GROUP', problem })
    expect(decide(aPerson(), known('U0CAI'), list)).toMatchObject({ why: 'approvers_unknown' })
  })

  it('is somebody named by one list even where another cannot be read', () => {
    expect(decide(aPerson(), unknown('unreadable'), known(APPROVER))).toBeNull()
    expect(decide(aPerson(), known(APPROVER), unknown('empty'))).toBeNull()
  })

  it('is nobody by an unreadable list who could not be by any', () => {
    expect(decide(aPerson({ userId: REQUESTER }), unknown('unreadable'))).toEqual({ why: 'requester' })
    expect(decide(aPerson({ isGuest: true }), unknown('unreadable'))).toEqual({ why: 'guest' })
  })
})
