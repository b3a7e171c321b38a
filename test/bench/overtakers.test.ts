import { expect, test } from 'vitest'
import type { SentMessage } from '../../bench/driven/emulators.ts'
import { overtakers } from '../../bench/driven/overtakers.ts'

const SECOND = 1_000
/** Two rollbacks that end together; the second one's end is told half a minute after the first one's. */
const ended = [
  { requestId: 'one', finishedAt: 0, toldAt: 5 * SECOND },
  { requestId: 'two', finishedAt: 0, toldAt: 35 * SECOND },
]
const post = (at: number, requestId: string, event: string): SentMessage => ({ at, kind: 'post', requestId, event })
const edit = (at: number, requestId: string, event: string): SentMessage => ({ at, kind: 'edit', requestId, event })
const ends = ended.map(({ requestId, toldAt }) => post(toldAt, requestId, 'succeeded'))

test('nothing that is not an end is posted while an end has been due for long', () => {
  const inTime = post(10 * SECOND, 'three', 'approved')
  const overtaking = post(20 * SECOND, 'three', 'approved')
  expect(overtakers({ ended, messages: [...ends, inTime, overtaking] })).toEqual([overtaking])
})

test('no card shows its end while progress has been due for long', () => {
  const progress = edit(60 * SECOND, 'one', 'apply_accepted')
  const overtaking = edit(30 * SECOND, 'one', 'opened')
  const afterwards = edit(61 * SECOND, 'two', 'opened')
  expect(overtakers({ ended, messages: [...ends, progress, overtaking, afterwards] })).toEqual([overtaking])
})
