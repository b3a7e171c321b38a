import { describe, expect, test } from 'vitest'
import type { Entry } from '../../src/services/rollback/entry.ts'
import type { Progress } from '../../src/services/rollback/progress.ts'
import { isToldWithNext } from '../../src/services/rollback/tellings.ts'
import { contextFor } from '../../src/views/context.ts'
import { threadMessage } from '../../src/views/thread-messages.ts'
import { aRequest, CLOUD_REQUEST_ID, LOST, NOW, REFUSED_FOR_NOW, type RequestBuilder } from '../support/requests.ts'
import { readableText } from '../support/slack-limits.ts'

const english = contextFor('en', NOW)
const told = (builder: RequestBuilder, entries: readonly Entry[] = [builder.last], progress: Progress | null = null) =>
  threadMessage(builder.built, entries, progress, english)
const tasksOf = (builder: RequestBuilder, entries?: readonly Entry[], progress: Progress | null = null) =>
  told(builder, entries, progress).blocks.flatMap((block) =>
    block.type === 'plan' ? (block.tasks ?? []).map(({ title, status }) => `${status}: ${title}`) : [],
  )

const approved = aRequest().opened().approved('U0BEN')
const accepted = approved.accepted()
const lost = approved.answerLost()

describe('the thread tells an approval', () => {
  test('with who gave it and how many are still needed', () => {
    const first = aRequest({ approvalsRequired: 2 }).opened().approved('U0BEN')
    expect(told(first).text).toContain('Approved by <@U0BEN> (1 of 2)')
    expect(told(first).text).toContain('1 more approval is needed')
  })

  test('as the approval it was, also once more have followed', () => {
    const first = aRequest({ approvalsRequired: 2 }).opened().approved('U0BEN')
    const both = first.approved('U0CARLA')
    expect(told(both, [first.last])).toEqual(told(first))
    expect(told(both).text).toContain('(2 of 2)')
    expect(told(both).text).toContain('The last checks run now')
  })
})

describe('the run message', () => {
  test('shows the steps with percent, elapsed and estimated time left while the rollback runs', () => {
    const progress = { percent: 42, startedAt: NOW, observedAt: NOW + 70_000, remaining: 95_000 }
    expect(tasksOf(accepted, undefined, progress)).toEqual([
      'complete: Approved (1 of 1)',
      'complete: Checks passed',
      'complete: Rollback accepted by Tencent Cloud',
      'in_progress: Rolling back · 42% · 1 minute 10 seconds so far · about 1 minute 35 seconds left',
      'pending: Instance back',
    ])
    expect(readableText(told(accepted).blocks)).toContain(CLOUD_REQUEST_ID)
  })

  test('moves on with the request that it belongs to', () => {
    const acceptedEntry = [accepted.last]
    expect(tasksOf(accepted.rolledBack(), acceptedEntry).slice(-2)).toEqual([
      'complete: Rolled back in 26 seconds',
      'in_progress: Waiting until the instance has come to rest',
    ])
    expect(tasksOf(accepted.succeeded(), acceptedEntry).at(-1)).toBe('complete: Instance now running')
    const failed = accepted.failed({ cause: 'reported', cloudRequestId: CLOUD_REQUEST_ID, snapshotState: 'NORMAL' })
    expect(tasksOf(failed, acceptedEntry).at(-1)).toBe('error: Rolling back failed')
    const unknown = accepted.unconfirmed({ cause: 'no_end', minutes: 60, percent: 99 })
    expect(tasksOf(unknown, acceptedEntry).at(-1)).toBe('error: Rolling back: outcome unknown')
  })

  test('looks for the rollback where no answer came, and hands the plan on once it is found', () => {
    expect(tasksOf(lost)[2]).toBe('in_progress: No readable answer from Tencent Cloud, looking for the rollback')
    const found = lost.found()
    expect(tasksOf(found)[2]).toBe('complete: Rollback found on the snapshot')
    expect(readableText(told(found).blocks)).toContain('could also have been started by hand')
    expect(tasksOf(found, [lost.last])).toEqual([])
  })

  test('says which attempt it is after a refusal', () => {
    expect(readableText(told(approved.refused().accepted()).blocks)).toContain('Attempt 2 of at most 3')
  })

  test('of every unended state has no step that reads as over', () => {
    for (const builder of [accepted, lost, lost.found(), accepted.rolledBack()]) {
      expect(tasksOf(builder, builder.told('apply_accepted', 'answer_lost', 'rollback_found'))).toContainEqual(
        expect.stringMatching(/^in_progress/),
      )
    }
  })
})

describe('a refusal', () => {
  test('after which the rollback is tried again has a message of its own', () => {
    const refused = approved.refused()
    expect(isToldWithNext(refused.last, refused.built)).toBe(false)
    const words = readableText(told(refused).blocks)
    expect(words).toContain('UnsupportedOperation.DiskBusy')
    expect(words).toContain('If no rollback has begun, the call is sent again')
  })

  test('after which nothing is tried is told with the end', () => {
    const third = approved.refused().refused().refused()
    expect(isToldWithNext(third.last, third.built)).toBe(true)
    const denied = approved.refused({ ...REFUSED_FOR_NOW, code: 'UnauthorizedOperation.NoPermission' })
    expect(isToldWithNext(denied.last, denied.built)).toBe(true)
    const failed = denied.failed({
      cause: 'refused',
      fault: { ...REFUSED_FOR_NOW, code: 'UnauthorizedOperation.NoPermission' },
      foreign: null,
    })
    const message = told(failed, failed.told('apply_refused', 'failed'))
    expect(message.text.startsWith('Rollback failed')).toBe(true)
    expect(readableText(message.blocks)).toContain('and changed nothing')
  })

  test('by a code that may come late does not claim that nothing was changed', () => {
    const fault = { ...REFUSED_FOR_NOW, code: 'FailedOperation.SnapshotOperationFailed' }
    const words = readableText(told(approved.refused(fault).failed({ cause: 'refused', fault, foreign: null })).blocks)
    expect(words).toContain('Whether anything was changed is not certain')
    expect(words).not.toContain('and changed nothing')
  })
})

describe('the end', () => {
  test('mentions the requester and the approvers in blocks and text', () => {
    const { text, blocks } = told(accepted.succeeded())
    expect(text).toContain('<@U0ANA> <@U0BEN>')
    expect(JSON.stringify(blocks)).toContain('"user_id":"U0ANA"')
    expect(JSON.stringify(blocks)).toContain('"user_id":"U0BEN"')
  })

  test('in success tells the duration and the state of the instance', () => {
    const { text } = told(accepted.succeeded())
    expect(text).toContain('after 26 seconds')
    expect(text).toContain('The instance is running')
    expect(told(accepted.succeeded({ instanceState: 'STOPPED' })).text).toContain('has not started again')
  })

  test('in success tells both ids where the cloud used two', () => {
    const other = '11111111-2222-4333-8444-555555555555'
    const words = readableText(told(accepted.found(other, true).succeeded()).blocks)
    expect(words).toContain(CLOUD_REQUEST_ID)
    expect(words).toContain(other)
  })

  test('by a change shows old and new side by side, and that nothing was changed', () => {
    const changes = [{ fact: 'disk_size', before: '60', after: '80' }]
    const words = readableText(told(approved.failed({ cause: 'changed', changes })).blocks)
    expect(words).toMatch(/Size of the system disk \(GB\)[\s\S]*60[\s\S]*80/)
    expect(words).toContain('nothing was changed')
  })

  test('by denial quotes the reason in full', () => {
    const words = readableText(told(aRequest().opened().denied('U0BEN', 'Wait\nfor the morning')).blocks)
    expect(words).toContain('Wait\nfor the morning')
  })

  test('shares a message with what came before it, in order', () => {
    const all = accepted.succeeded()
    const { text } = told(all, all.entries)
    const headlines = text.split('\n').map((line) => line.split(':')[0])
    expect(headlines[0]).toBe('Approved')
    expect(text.indexOf('Rollback accepted by Tencent Cloud')).toBeLessThan(text.indexOf('Rollback succeeded'))
  })
})

test('while the cloud cannot be read, the thread tells the checks before a call from a rollback that is followed', () => {
  const checking = approved.unreadable(LOST)
  expect(readableText(told(checking).blocks)).toContain('The checks before the call cannot be made at the moment')
  const following = accepted.unreadable(LOST)
  expect(readableText(told(following).blocks)).toContain('What happens to the rollback cannot be seen at the moment')
})

test.each([
  ['RESCUE_MODE', 'Wait until it is one of them'],
  ['STOPPED', 'If the rollback is still right, request it again'],
])('an instance that is %s by the time of the call is told with what to do', (after, next) => {
  const changes = [{ fact: 'instance_state', before: 'RUNNING', after }] as const
  expect(readableText(told(approved.failed({ cause: 'changed', changes: [...changes] })).blocks)).toContain(next)
})
