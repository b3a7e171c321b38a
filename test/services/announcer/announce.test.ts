import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { messagesOf } from '../../../src/services/announcer/plan.ts'
import { render } from '../../../src/services/announcer/render.ts'
import { shownState } from '../../../src/services/rollback/request.ts'
import { aRequest, REFUSED_FOR_NOW } from '../../support/requests.ts'
import type { Fault } from './faulty-channel.ts'
import { REQUEST_ID, type Told, tell } from './tell-life.ts'

/** The announcer itself, on the real store, with a channel that fails in every way and a process that dies anywhere. */

const approved = aRequest().opened().approved()
const definite = { ...REFUSED_FOR_NOW, code: 'UnauthorizedOperation.NoPermission' }

const LIVES = {
  succeeded: approved.accepted().unreadable().readable().succeeded(),
  denied: aRequest().opened().denied(),
  'refused twice, then for good': approved
    .refused()
    .refused()
    .refused(definite)
    .failed({ cause: 'refused', fault: definite, foreign: null }),
  'unconfirmed, and learned later': approved
    .answerLost()
    .unconfirmed({ cause: 'nothing_seen', reads: 40, seconds: 120 })
    .learned({ kind: 'rollback_seen', cloudRequestId: 'x', percent: 5 })
    .learned({ kind: 'rollback_succeeded', cloudRequestId: 'x' }),
} as const

/** What must be so once the announcer has come to rest, whatever happened before. */
const expectToldOnce = async ({ posted, ledger }: Told): Promise<void> => {
  const recorded = await ledger.read(REQUEST_ID)
  if (recorded === null) throw new Error('nothing is recorded')
  const { request, entries } = recorded
  const tellings = messagesOf(await ledger.tellings(REQUEST_ID))
  const inOrder = posted.toSorted((one, another) => one.metadata.seq - another.metadata.seq)

  // In the channel is what the ledger has recorded, each message once.
  expect(inOrder.map(({ ts }) => ts)).toEqual(tellings.map(({ ts }) => ts))
  // In the order of the entries, without a gap or an overlap, the card first and the others in its thread.
  expect(tellings.map(({ fromSeq }) => fromSeq)).toEqual([1, ...tellings.slice(0, -1).map(({ seq }) => seq + 1)])
  const [card, ...thread] = inOrder
  expect(card?.threadTs).toBeNull()
  expect(thread.map(({ threadTs }) => threadTs)).toEqual(thread.map(() => card?.ts))
  expect(posted.map(({ metadata }) => metadata.seq)).toEqual(inOrder.map(({ metadata }) => metadata.seq))

  // Each shows the newest state, and is anchored in the chain.
  for (const [index, telling] of tellings.entries()) {
    const shown = inOrder[index]
    expect(shown?.message).toEqual(render(recorded, telling, 'en').message)
    expect(shown?.metadata.hash).toBe(entries[telling.seq - 1]?.hash)
  }
  expect(card?.metadata.state).toBe(shownState(request))
  expect(thread.map(({ metadata }) => metadata.event)).toContain(shownState(request))
}

const FAULTS: readonly Fault[] = ['lost and there', 'lost and not there', 'refused', 'dies afterwards', 'dies before']

describe.each(Object.entries(LIVES))('a request that is %s', (_, life) => {
  it('is told step by step, each message posted once', async () => {
    await tell(
      life.entries,
      () => 'none',
      () => true,
      async (told) => {
        await expectToldOnce(told)
        expect(told.posts).toBe(told.posted.length)
      },
    )
  })

  it('is told with few messages after an outage of the whole announcer', async () => {
    await tell(
      life.entries,
      () => 'none',
      () => false,
      async (told) => {
        await expectToldOnce(told)
        const learned = life.entries.filter(({ kind }) => kind === 'outcome_learned').length
        expect(told.posted).toHaveLength(2 + learned)
      },
    )
  })

  it.each(FAULTS)('is told once where every third try is: %s', async (fault) => {
    let tries = 0
    const everyThird = (): Fault => {
      tries += 1
      return tries % 3 === 1 ? fault : 'none'
    }
    await tell(life.entries, everyThird, () => true, expectToldOnce)
  })
})

describe('any request', () => {
  it('is told once, whatever fails and wherever the process dies', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.constantFrom(...Object.values(LIVES)),
        fc.infiniteStream(fc.constantFrom<Fault>('none', 'none', ...FAULTS)),
        fc.infiniteStream(fc.boolean()),
        (life, faults, times) =>
          tell(
            life.entries,
            () => faults.next().value,
            () => times.next().value,
            expectToldOnce,
          ),
      ),
      { seed: 23, numRuns: 15 },
    )
  })
})
