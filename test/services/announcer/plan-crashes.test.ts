import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { nextTask } from '../../../src/services/announcer/plan.ts'
import type { Telling } from '../../../src/services/ledger/ledger.ts'
import type { Entry } from '../../../src/services/rollback/entry.ts'
import { foldAll } from '../../../src/services/rollback/fold.ts'
import type { RollbackRequest } from '../../../src/services/rollback/request.ts'
import { isSilent, isToldWithNext, startsMessage } from '../../../src/services/rollback/tellings.ts'
import { live, SAME_LIVES, takenIn, tries } from '../rollback/lives.ts'

/**
 * An announcer that follows the plan while the record grows, and that can be killed between any two of its steps:
 * before the post, between the post and its `ts`, or with an answer that is lost although the message is there.
 */

type Message = { readonly slot: 'card' | 'thread'; readonly fromSeq: number; readonly seq: number }
type Fault = 'none' | 'dies before the post' | 'dies after the post' | 'is refused'

class Channel {
  readonly messages: Message[] = []
  #tellings: readonly Telling[] = []

  get tellings(): readonly Telling[] {
    return this.#tellings
  }

  /** One step of the announcer. @returns false where nothing is left to tell */
  step(request: RollbackRequest, entries: readonly Entry[], fault: Fault): boolean {
    const task = nextTask({ request, entries, progress: null, news: 0 }, this.#tellings)
    if (task === null) return false
    if (task.kind === 'tell_requester') {
      this.#note({ slot: 'requester', fromSeq: task.seq, seq: task.seq }, fault === 'none' ? 'told' : null)
      return true
    }
    const { slot, fromSeq, seq } = task.kind === 'look' ? task.telling : task
    if (slot === 'requester') throw new Error('the requester is not in the channel')
    if (task.kind === 'look' && this.messages.some((message) => message.slot === slot && message.seq === seq)) {
      if (fault === 'none') this.#note({ slot, fromSeq, seq }, 'found')
      return true
    }
    this.#post({ slot, fromSeq, seq }, fault)
    return true
  }

  #post(message: Message, fault: Fault): void {
    this.#note(message, null)
    if (fault === 'dies before the post') return
    if (fault === 'is refused') {
      this.#forget(message)
      return
    }
    this.messages.push(message)
    if (fault === 'none') this.#note(message, 'posted')
  }

  #note(message: Pick<Telling, 'slot' | 'fromSeq' | 'seq'>, ts: string | null): void {
    this.#forget(message)
    const rest = { requestId: 'R-2026-11-23-1', startedAt: 0, showsSeq: message.seq, fingerprint: null }
    this.#tellings = [...this.#tellings, { ...rest, ...message, ts }]
  }

  #forget({ slot, seq }: Pick<Telling, 'slot' | 'seq'>): void {
    this.#tellings = this.#tellings.filter((telling) => telling.slot !== slot || telling.seq !== seq)
  }
}

const ENDS = ['denied', 'cancelled', 'expired', 'succeeded', 'failed', 'unconfirmed']

/** Lives a life and tells it, with faults; then lets the announcer come to rest. */
const tell = (entries: readonly Entry[], stepsOf: () => number, faultOf: () => Fault): Channel => {
  const channel = new Channel()
  for (let length = 1; length <= entries.length; length += 1) {
    const recorded = entries.slice(0, length)
    const request = foldAll(recorded)
    if (request === null) throw new Error('a life that the fold does not know')
    for (let steps = stepsOf(); steps > 0 && channel.step(request, recorded, faultOf()); steps -= 1);
  }
  const request = foldAll(entries)
  if (request !== null) {
    let patience = 200
    while (channel.step(request, entries, 'none')) {
      patience -= 1
      if (patience === 0) throw new Error('the announcer never comes to rest')
    }
  }
  return channel
}

const everyTelling = (holds: (channel: Channel, entries: readonly Entry[], request: RollbackRequest) => void): void =>
  fc.assert(
    fc.property(
      tries,
      fc.infiniteStream(fc.nat({ max: 3 })),
      fc.infiniteStream(
        fc.constantFrom<Fault>('none', 'none', 'none', 'dies before the post', 'dies after the post', 'is refused'),
      ),
      (attempts, steps, faults) => {
        const entries = takenIn(live(attempts))
        const request = foldAll(entries)
        if (request === null) throw new Error('a life that the fold does not know')
        const channel = tell(
          entries,
          () => steps.next().value,
          () => faults.next().value,
        )
        holds(channel, entries, request)
      },
    ),
    { ...SAME_LIVES, numRuns: 150 },
  )

describe('however often the announcer dies', () => {
  it('no message is in the channel twice, the card is first, and each goes on where the one before ended', () => {
    everyTelling(({ messages }, _, request) => {
      let expected = 1
      for (const [index, { slot, fromSeq, seq }] of messages.entries()) {
        expect({ slot, fromSeq }).toEqual({ slot: index === 0 ? 'card' : 'thread', fromSeq: expected })
        expect(seq).toBeGreaterThanOrEqual(fromSeq)
        expected = seq + 1
      }
      expect(messages.at(0)?.seq ?? null).toBe(request.opened?.seq ?? null)
    })
  })

  it('every entry that people should see is told exactly once', () => {
    everyTelling(({ messages }, entries, request) => {
      if (request.opened === null) {
        expect(messages).toEqual([])
        return
      }
      const timesTold = (seq: number) => messages.filter((one) => one.fromSeq <= seq && seq <= one.seq).length
      const lastTold = messages.at(-1)?.seq ?? 0
      for (const entry of entries) {
        // What is told with the next entry waits for one.
        const waits = isToldWithNext(entry, request) && entry.seq > lastTold
        if (!isSilent(entry.kind) && !waits) expect([entry.kind, timesTold(entry.seq)]).toEqual([entry.kind, 1])
      }
    })
  })

  it('every message ends with an entry that starts one, never with a silent one', () => {
    everyTelling(({ messages }, entries) => {
      for (const { slot, seq } of messages) {
        const kind = entries[seq - 1]?.kind ?? 'submitted'
        expect(slot === 'card' ? kind === 'opened' : startsMessage(kind)).toBe(true)
      }
    })
  })

  it('the end has a message that ends with it, so that it carries the end’s word', () => {
    everyTelling(({ messages }, entries, request) => {
      if (request.end === null || request.opened === null) return
      const end = entries.find(({ kind }) => ENDS.includes(kind))
      expect(messages.map(({ seq }) => seq)).toContain(end?.seq)
    })
  })

  it('the requester is told how the submission went, and nothing is left half told', () => {
    everyTelling(({ tellings }, _, request) => {
      expect(tellings.every(({ ts }) => ts !== null)).toBe(true)
      const isAnswered = tellings.some(({ slot }) => slot === 'requester')
      expect(isAnswered).toBe(request.opened !== null || request.end?.name === 'rejected')
    })
  })
})
