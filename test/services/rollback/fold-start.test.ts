import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { type Entry, type EntryContent, entryContentSchema } from '../../../src/services/rollback/entry.ts'
import { fold } from '../../../src/services/rollback/fold.ts'
import { type RollbackRequest, runnerDueAt, START_TTL } from '../../../src/services/rollback/request.ts'
import { everyMoment } from '../../support/moments.ts'
import { aRequest, CLOUD_REQUEST_ID, REFUSED_FOR_NOW } from '../../support/requests.ts'

const leftStopped = aRequest().opened().approved().accepted().succeeded({ instanceState: 'STOPPED' })
const startId = 'start-1'

/** The contents that the start of an instance can have, those with somebody else's id among them. */
const contents: readonly EntryContent[] = [
  { kind: 'start_requested', data: { by: 'U0BEN' } },
  ...[startId, 'another'].flatMap((id): readonly EntryContent[] => [
    { kind: 'start_intended', data: { startId: id } },
    { kind: 'start_accepted', data: { startId: id, cloudRequestId: CLOUD_REQUEST_ID } },
    { kind: 'start_refused', data: { startId: id, fault: REFUSED_FOR_NOW } },
    { kind: 'start_lost', data: { startId: id, why: 'restart', detail: '' } },
  ]),
  ...(['running', 'already_running', 'not_running', 'missing', 'held', 'too_late'] as const).map(
    (outcome): EntryContent => ({ kind: 'start_ended', data: { outcome, instanceState: null } }),
  ),
]

const entryAfter = (request: RollbackRequest, content: EntryContent, at: number): Entry => ({
  ...content,
  requestId: request.requestId,
  seq: request.seq + 1,
  at,
  actor: 'bot',
  hash: '',
})

describe('the start of an instance', () => {
  test('follows only a rollback that shut a running instance down and left it stopped', () => {
    const at = leftStopped.last.at + 1
    for (const [moment, { built }] of Object.entries(everyMoment('shop-web-1'))) {
      const entry = entryAfter(built, { kind: 'start_requested', data: { by: 'U0BEN' } }, at)
      expect(fold(built, entry) !== null, moment).toBe(moment === 'succeeded, stopped')
    }
  })

  test('passes its gate at most once, in whatever order entries are tried, and never changes the end', () =>
    fc.assert(
      fc.property(fc.array(fc.constantFrom(...contents), { maxLength: 40 }), (tried) => {
        let request = leftStopped.built
        const taken: string[] = []
        for (const [index, content] of tried.entries()) {
          const after = fold(request, entryAfter(request, content, leftStopped.last.at + index))
          if (after === null) continue
          request = after
          taken.push(content.kind)
        }
        expect(taken.filter((kind) => kind === 'start_intended').length).toBeLessThanOrEqual(1)
        expect(taken.filter((kind) => kind === 'start_requested').length).toBeLessThanOrEqual(1)
        expect(request.end).toEqual(leftStopped.built.end)
        expect(request.holdsInstance).toBe(false)
        expect(runnerDueAt(request)).toBe(request.start !== null && request.start.ended === null ? 0 : null)
      }),
    ))

  test('takes no gate after five minutes', () => {
    const requested = leftStopped.append({ kind: 'start_requested', data: { by: 'U0BEN' } })
    const gateAt = (at: number) =>
      fold(requested.built, entryAfter(requested.built, { kind: 'start_intended', data: { startId } }, at))
    expect(gateAt(requested.last.at + START_TTL)).not.toBeNull()
    expect(gateAt(requested.last.at + START_TTL + 1)).toBeNull()
  })

  test('knows every kind that its name begins', () => {
    const kinds = entryContentSchema.options
      .map(({ shape }) => shape.kind.value)
      .filter((kind) => kind.startsWith('start_'))
    expect([...new Set(contents.map(({ kind }) => kind))].toSorted()).toEqual(kinds.toSorted())
  })
})
