import { expect, test } from 'vitest'
import { firstSight, seeing, watchedOf } from '../../../src/services/runner/sight.ts'
import { aRequest, LOST } from '../../support/requests.ts'

const MINUTE = 60_000

test('after a restart a cloud that cannot be read has been so since the record says it, not since the restart', () => {
  const request = aRequest().opened().approved().answerLost('restart').unreadable().built
  const since = request.unreadable?.since ?? 0
  const restartedAt = since + 40 * MINUTE

  const first = seeing(
    firstSight(restartedAt),
    { kind: 'unreadable', at: 0, fault: LOST },
    watchedOf(request, 0),
    restartedAt,
  )

  expect(first.unreadableSince).toBe(since)
})

test('a cloud that could not be read before anybody was told has been so since this process first saw it', () => {
  const request = aRequest().opened().approved().answerLost('no_answer').built
  const first = seeing(firstSight(1_000), { kind: 'unreadable', at: 0, fault: LOST }, watchedOf(request, 0), 1_000)
  const second = seeing(first, { kind: 'unreadable', at: 0, fault: LOST }, watchedOf(request, 0), 4_000)

  expect(second.unreadableSince).toBe(1_000)
})
