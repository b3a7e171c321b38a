import { describe, expect, test } from 'vitest'
import type { Stays } from '../../src/services/rollback/entry.ts'
import type { Progress } from '../../src/services/rollback/progress.ts'
import { contextFor } from '../../src/views/context.ts'
import { requestCard } from '../../src/views/request-card.ts'
import { threadMessage } from '../../src/views/thread-messages.ts'
import {
  aRequest,
  CLOUD_REQUEST_ID,
  LOST,
  NOW,
  REFUSED_FOR_NOW,
  type RequestBuilder,
  SAFETY_NAME,
  SAFETY_SNAPSHOT,
} from '../support/requests.ts'
import { readableText } from '../support/slack-limits.ts'

const english = contextFor('en', NOW)
const approved = aRequest({ safetySnapshot: true }).opened().approved()
const creating = approved.safetyAccepted()
const ready = creating.secured()

/** The steps in the message of the safety snapshot. */
const tasksOf = ({ built, entries }: RequestBuilder, progress: Progress | null = null): readonly string[] => {
  const own = entries.filter(({ kind }) => kind === 'safety_accepted')
  return threadMessage(built, own, progress, english).blocks.flatMap((block) =>
    block.type === 'plan' ? (block.tasks ?? []).map(({ title, status }) => `${status}: ${title}`) : [],
  )
}

const endOf = (request: RequestBuilder): string =>
  readableText(threadMessage(request.built, [request.last], null, english).blocks)

const stays = (snapshot: Stays['snapshot'], quota: Stays['quota']): Stays => ({
  snapshotId: SAFETY_SNAPSHOT,
  name: SAFETY_NAME,
  snapshot,
  quota,
})
const SEEN = stays({ kind: 'seen', state: 'NORMAL' }, { kind: 'known', available: 1, total: 4 })
const BEGUN = ['complete: Approved (1 of 1)', 'complete: Checks passed']
const MADE = [...BEGUN, 'complete: Safety snapshot made in 1 minute 31 seconds']

describe('the run with a safety snapshot', () => {
  test('shows how far the snapshot is, and what comes after it', () => {
    const startedAt = creating.built.safety?.intendedAt ?? 0
    const progress = { percent: 42, startedAt, observedAt: startedAt + 70_000, remaining: 95_000 }
    expect(tasksOf(creating, progress)).toEqual([
      ...BEGUN,
      'in_progress: Making the safety snapshot · 42% · 1 minute 10 seconds so far · about 1 minute 35 seconds left',
      'pending: Sending the rollback to Tencent Cloud',
      'pending: Rolling back',
      'pending: Instance back',
    ])
  })

  test('checks once more when it is ready', () => {
    expect(tasksOf(ready)).toContain('in_progress: Checking once more')
    expect(tasksOf(ready.intended()).slice(0, 5)).toEqual([
      ...MADE,
      'complete: Checks passed once more',
      'in_progress: Rollback being sent to Tencent Cloud',
    ])
  })

  test('does not take the percent of the snapshot for that of the rollback', () => {
    const accepted = ready.accepted()
    const startedAt = accepted.built.safety?.intendedAt ?? 0
    const stale = { percent: 99, startedAt, observedAt: startedAt + 80_000, remaining: null }
    const run = threadMessage(accepted.built, [accepted.last], stale, english)
    expect(readableText(run.blocks)).toContain('Rolling back')
    expect(readableText(run.blocks)).not.toContain('99%')
    expect(tasksOf(accepted)).toEqual([])
  })

  test('ends with what stopped it, and leaves out what never began', () => {
    expect(tasksOf(creating.failed({ cause: 'safety', safety: { why: 'vanished' } }))).toEqual([
      ...BEGUN,
      'error: Safety snapshot failed',
    ])
    const stopped = [...MADE, 'error: The rollback was stopped before it was sent']
    expect(tasksOf(ready.failed({ cause: 'check', findings: [] }))).toEqual(stopped)
    expect(tasksOf(ready.withheld().failed({ cause: 'withheld', waitedSeconds: 7 }))).toEqual(stopped)
    const refused = ready.refused().failed({ cause: 'refused', fault: REFUSED_FOR_NOW, foreign: null })
    expect(tasksOf(refused).slice(3)).toEqual([
      'complete: Checks passed once more',
      'error: Rollback refused by Tencent Cloud',
    ])
  })
})

describe('the end says of the safety snapshot', () => {
  test('that it stays, how much of the quota is left, and that a person must delete it', () => {
    const words = endOf(ready.accepted().succeeded({ stays: SEEN }))
    expect(words).toContain(`The safety snapshot ${SAFETY_NAME} holds the disk as it was right before the rollback.`)
    expect(words).toContain('1 of 4 left')
    expect(words).toContain('until a person deletes it in the console; the bot never does.')
  })

  test('what could not be read, with the reason', () => {
    const unreadable = stays({ kind: 'unreadable', fault: LOST }, { kind: 'unreadable', fault: REFUSED_FOR_NOW })
    const words = endOf(ready.accepted().succeeded({ stays: unreadable }))
    expect(words).toContain(`Whether the safety snapshot ${SAFETY_NAME} is still there could not be read.`)
    expect(words).toContain('could not be read (UnsupportedOperation.DiskBusy)')
  })

  test('that it is gone, and then asks nobody to delete it', () => {
    const gone = stays({ kind: 'gone' }, { kind: 'known', available: 2, total: 4 })
    const words = endOf(ready.accepted().succeeded({ stays: gone }))
    expect(words).toContain(`The safety snapshot ${SAFETY_NAME} is not there any more.`)
    expect(words).not.toContain('until a person deletes it')
    expect(words).not.toContain('Undo')
  })

  test('that a snapshot may have been begun where the refusal leaves a doubt, and not elsewhere', () => {
    const refusedWith = (code: string) => {
      const fault = { ...REFUSED_FOR_NOW, action: 'CreateInstanceSnapshot', code }
      return endOf(approved.safetyRefused(fault).failed({ cause: 'safety', safety: { why: 'refused', fault } }))
    }
    expect(refusedWith('InternalError')).toContain(`look for ${SAFETY_NAME} in the console`)
    expect(refusedWith('LimitExceeded.SnapshotQuotaLimitExceeded')).not.toContain('look for')
  })
})

describe('the card', () => {
  test('says that one is taken first, and nothing of it on requests from before there were any', () => {
    const card = (request: RequestBuilder) => readableText(requestCard(request.built, english).blocks)
    expect(card(approved)).toContain(`to be taken first, as ${SAFETY_NAME}`)
    expect(card(aRequest().opened())).not.toContain('Safety snapshot')
  })
})

test('a snapshot whose creation failed is told with the RequestId of its call', () => {
  const safety = { why: 'creation_failed', snapshotState: 'CREATING', percent: 60 } as const
  expect(endOf(creating.failed({ cause: 'safety', safety }))).toContain(CLOUD_REQUEST_ID)
})
