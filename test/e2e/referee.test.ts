import { expect, test } from 'vitest'
import type { StoredMessage } from '../../sandbox/slack/messages.ts'
import type { EntryContent } from '../../src/services/rollback/entry.ts'
import { foldAll } from '../../src/services/rollback/fold.ts'
import { REFUSED_FOR_NOW } from '../support/requests.ts'
import { findViolations, metadataOf, type Outside } from './referee.ts'
import { BEN, SHOP_WEB_1 } from './request.ts'
import { createStage, type Stage } from './stage.ts'

/** A request that ended succeeded, with nothing to object to. */
const finished = async (): Promise<{ readonly stage: Stage; readonly outside: Outside }> => {
  const stage = await createStage()
  const card = await stage.request()
  await stage.person(BEN).click(card.ts, 'Approve')
  await stage.ended(card)
  return { stage, outside: { slack: stage.slack, lighthouse: stage.lighthouse, records: stage.ledger() } }
}

/** The same Slack with other messages in its threads. */
const withThread = (outside: Outside, change: (replies: readonly StoredMessage[]) => readonly StoredMessage[]) => ({
  ...outside,
  slack: { ...outside.slack, thread: (ts: string) => change(outside.slack.thread(ts)) },
})

const withCards = (outside: Outside, change: (cards: readonly StoredMessage[]) => readonly StoredMessage[]) => ({
  ...outside,
  slack: { ...outside.slack, channel: () => change(outside.slack.channel()) },
})

const withPayload = (message: StoredMessage, change: Readonly<Record<string, unknown>>): StoredMessage => ({
  ...message,
  metadata: { event_type: 'lighthouse_rollback', event_payload: { ...message.metadata?.event_payload, ...change } },
})

test('the referee objects to nothing where all is well, and to each promise that is broken', async () => {
  const { outside } = await finished()
  const { control } = outside.lighthouse
  const calls = control.executed()
  const judge = (changed: Outside): string => findViolations(changed).join('\n')
  const withExecuted = (executed: typeof calls): Outside => ({
    ...outside,
    lighthouse: { ...outside.lighthouse, control: { ...control, executed: () => executed } },
  })

  expect(judge(outside)).toBe('')
  expect(judge(withExecuted([...calls, ...calls]))).toContain('2 calls had an effect.')
  expect(judge(withExecuted(calls.map((call) => ({ ...call, instanceIds: ['lhins-00000000'] }))))).toContain(
    'ran that no request intended.',
  )
  expect(judge(withExecuted(calls.map((call) => ({ ...call, action: 'StopInstances' }))))).toContain(
    'StopInstances was called, which nobody asked for.',
  )
  expect(judge(withExecuted(calls.map((call) => ({ ...call, action: 'StartInstances' }))))).toContain(
    `StartInstances ${SHOP_WEB_1}: 1 calls for 0 gates.`,
  )
  expect(judge(withExecuted(calls.map((call) => ({ ...call, action: 'CreateInstanceSnapshot' }))))).toContain(
    'was made, which no request asked for.',
  )
  expect(judge({ ...outside, records: [] })).toContain('ran that no request intended.')
  expect(judge(withThread(outside, (replies) => replies.slice(0, -1)))).toMatch(/entry \d+ \(succeeded\) is not told/)
  expect(judge(withThread(outside, (replies) => [...replies, ...replies]))).toMatch(/entry \d+ is told after entry/)
  expect(judge(withThread(outside, (replies) => replies.toReversed()))).toMatch(/entry \d+ is told after entry/)
  expect(judge(withThread(outside, (replies) => replies.map((reply) => withPayload(reply, { hash: 'f' }))))).toContain(
    'carries another hash',
  )
  expect(
    judge(withThread(outside, (replies) => replies.map((reply) => withPayload(reply, { event: 'denied' })))),
  ).toContain('carries the event denied')
  expect(judge(withCards(outside, (cards) => [...cards, ...cards]))).toContain('2 cards instead of 1.')
  expect(judge(withCards(outside, (cards) => cards.map((card) => withPayload(card, { state: 'failed' }))))).toContain(
    'the card shows failed, but the request is succeeded.',
  )
  expect(judge({ ...outside, slack: { ...outside.slack, complaints: () => ['a block too many'] } })).toContain(
    'Slack complains: a block too many',
  )
})

test('the referee knows what the cloud did, and what is not finished', async () => {
  const { outside } = await finished()
  const { control } = outside.lighthouse
  const judge = (changed: Partial<typeof control>, more: Partial<Outside> = {}): string =>
    findViolations({
      ...outside,
      lighthouse: { ...outside.lighthouse, control: { ...control, ...changed } },
      ...more,
    }).join('\n')
  const failing = control.rollbacks().map((rollback) => ({ ...rollback, outcome: 'fails' as const }))
  const calls = control.calls()

  expect(judge({}, { isOver: true })).toBe('')
  expect(judge({ rollbacks: () => [] })).toContain('told as succeeded, which the cloud does not confirm')
  expect(judge({ rollbacks: () => failing })).toContain('told as succeeded, which the cloud does not confirm')
  expect(judge({ calls: () => [...calls, ...calls] })).toContain('2 calls were sent for 1 gates.')

  const cut = outside.records.map((record) => {
    const entries = record.entries.slice(0, -1)
    return { ...record, entries, request: foldAll(entries) }
  })
  expect(judge({}, { records: cut, isOver: true })).toContain('it is settling and has no end.')
})

test('the referee does not believe that nothing could be learned, nor that nothing was done', async () => {
  const { outside } = await finished()
  const [record] = outside.records
  const upTo = record?.entries.slice(0, 5) ?? []
  const data = {
    doubt: { cause: 'nothing_seen', reads: 60, seconds: 120 },
    holdUntil: new Date().toISOString(),
  } as const
  const attemptId = record?.request?.attempts[0]?.attemptId ?? ''
  const later = (kinds: readonly EntryContent[]) =>
    kinds.map((content, index) => ({
      ...content,
      requestId: record?.requestId ?? '',
      seq: upTo.length + index + 1,
      at: (upTo.at(-1)?.at ?? 0) + 10 * 60_000,
      actor: 'bot',
      hash: '',
    }))
  const judge = (contents: readonly EntryContent[]): string => {
    const entries = [...upTo, ...later(contents)]
    const records = [{ requestId: record?.requestId ?? '', entries, request: foldAll(entries) }]
    return findViolations({ ...outside, records }).join('\n')
  }
  const lost = { kind: 'answer_lost', data: { attemptId, why: 'restart', detail: '' } } as const
  const refusal = { ...REFUSED_FOR_NOW, code: 'UnauthorizedOperation.NoPermission' }

  expect(upTo.at(-1)?.kind).toBe('apply_intended')
  expect(judge([lost, { kind: 'unconfirmed', data }])).toContain(
    'nothing was seen, it says, but its snapshot was rolled',
  )
  expect(
    judge([
      { kind: 'apply_refused', data: { attemptId, fault: refusal } },
      { kind: 'failed', data: { failure: { cause: 'refused', fault: refusal, foreign: null } } },
    ]),
  ).toContain('it is told as failed (refused), but its call had an effect.')
})

test('the referee sees a safety snapshot that was made twice', async () => {
  const stage = await createStage()
  const card = await stage.request({ safety: true })
  await stage.person(BEN).click(card.ts, 'Approve')
  await stage.ended(card)
  const { control } = stage.lighthouse
  const calls = control.executed()
  const outside: Outside = { slack: stage.slack, lighthouse: stage.lighthouse, records: stage.ledger() }
  expect(findViolations(outside)).toEqual([])

  const twice = [...calls.filter(({ action }) => action === 'CreateInstanceSnapshot'), ...calls]
  const lighthouse = { ...stage.lighthouse, control: { ...control, executed: () => twice } }
  expect(findViolations({ ...outside, lighthouse }).join('\n')).toContain('2 safety snapshots were made.')
})

test('the referee sees an entry that was rewritten after it was told', async () => {
  const { outside } = await finished()
  const records = outside.records.map((record) => ({
    ...record,
    entries: record.entries.map((entry) => (entry.kind === 'opened' ? { ...entry, actor: BEN } : entry)),
  }))

  expect(findViolations({ ...outside, records }).join('\n')).toMatch(/the chain breaks at entry 2/)
})

test('buttons on a card that is decided are seen', async () => {
  const { stage, outside } = await finished()
  const card = stage.slack.channel().find((message) => metadataOf(message) !== null)
  const before = card?.history[0]?.blocks ?? []

  const changed = withCards(outside, (cards) => cards.map((one) => ({ ...one, blocks: before })))

  expect(findViolations(changed).join('\n')).toContain('the card of a request that is succeeded has 3 buttons.')
})
