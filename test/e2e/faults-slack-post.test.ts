import { expect, test } from 'vitest'
import { z } from 'zod'
import type { FaultKind } from '../../sandbox/slack/fault.ts'
import type { StoredMessage } from '../../sandbox/slack/messages.ts'
import { approvedRequest, untilEntry } from './faults-acts.ts'
import { metadataOf } from './referee.ts'
import { BEN } from './request.ts'
import { createStage, type Stage } from './stage.ts'

const LOOK_AFTER = 20_000

/** The Web API's client sends what is no plain text as JSON in a form's field. */
const inputSchema = z.object({
  metadata: z
    .string()
    .transform((text): unknown => JSON.parse(text))
    .pipe(z.object({ event_payload: z.object({ event: z.string() }) })),
})

/** When the bot tried to post the message of this event. */
const postsOf = ({ slack }: Stage, event: string): readonly number[] =>
  slack
    .calls()
    .filter(({ method }) => method === 'chat.postMessage')
    .filter(({ input }) => inputSchema.safeParse(input).data?.metadata.event_payload.event === event)
    .map(({ at }) => at)

const callsOf = ({ slack }: Stage, method: string): readonly number[] =>
  slack
    .calls()
    .filter((call) => call.method === method)
    .map(({ at }) => at)

const breakPost = ({ slack }: Stage, fault: FaultKind): string =>
  slack.faults.add({ method: 'chat.postMessage', fault, times: 1 })

/** Calls Slack with the bot's own token, as the bot or anybody who has its token could. */
const asBot = async ({ slack, drive }: Stage, method: string, body: object): Promise<unknown> =>
  drive(
    fetch(`${slack.apiUrl}${method}`, {
      method: 'POST',
      headers: { authorization: `Bearer ${slack.botToken}`, 'content-type': 'application/json; charset=utf-8' },
      body: JSON.stringify(body),
    }).then((response) => response.json()),
  )

const eventsIn = (stage: Stage, card: StoredMessage) =>
  stage.messages(card).map((message) => metadataOf(message)?.event)

test('a post whose answer was lost is found by its metadata, not before it can have come', async () => {
  const stage = await createStage()
  const card = await stage.request()
  breakPost(stage, { kind: 'answer_lost' })

  await stage.person(BEN).click(card.ts, 'Approve')
  await stage.ended(card)

  const [postedAt = 0, ...others] = postsOf(stage, 'approved')
  expect(others).toEqual([])
  const [lookedAt = 0] = callsOf(stage, 'conversations.replies')
  expect(lookedAt - postedAt).toBeGreaterThanOrEqual(LOOK_AFTER - 10)
  expect(postsOf(stage, 'succeeded')[0]).toBeGreaterThan(lookedAt)
})

test.each<FaultKind>([{ kind: 'request_lost' }, { kind: 'server_error', status: 503 }])(
  'a post that never arrived is posted once more: $kind',
  async (fault) => {
    const stage = await createStage()
    const card = await stage.request()
    breakPost(stage, fault)

    await stage.person(BEN).click(card.ts, 'Approve')
    await stage.ended(card)

    const [first = 0, second = 0, ...others] = postsOf(stage, 'approved')
    expect(others).toEqual([])
    expect(second - first).toBeGreaterThanOrEqual(LOOK_AFTER - 10)
  },
)

test('a card whose answer was lost is found in the channel', async () => {
  const stage = await createStage()
  breakPost(stage, { kind: 'answer_lost' })

  const card = await stage.request()

  expect(postsOf(stage, 'opened')).toHaveLength(1)
  expect(callsOf(stage, 'conversations.history')).toHaveLength(1)
  expect(stage.slack.channel().map(({ ts }) => ts)).toEqual([card.ts])
})

test('while a lost post cannot be looked for, nothing is posted a second time', async () => {
  const stage = await createStage()
  const card = await stage.request()
  breakPost(stage, { kind: 'answer_lost' })
  stage.slack.faults.add({
    method: 'conversations.replies',
    fault: { kind: 'error', code: 'internal_error' },
    times: 3,
  })

  await stage.person(BEN).click(card.ts, 'Approve')
  await stage.ended(card)

  expect(postsOf(stage, 'approved')).toHaveLength(1)
  expect(callsOf(stage, 'conversations.replies').length).toBeGreaterThanOrEqual(4)
})

test('of two copies the first stays and the other is deleted', async () => {
  const stage = await createStage()
  const card = await stage.request()
  breakPost(stage, { kind: 'answer_lost' })
  await stage.person(BEN).click(card.ts, 'Approve')
  const original = await stage.until('the message without its answer', () => stage.slack.thread(card.ts)[0])

  await asBot(stage, 'chat.postMessage', {
    channel: stage.slack.channelId,
    thread_ts: card.ts,
    text: original.text,
    metadata: original.metadata,
  })
  expect(eventsIn(stage, card)).toEqual(['opened', 'approved', 'approved'])
  await stage.ended(card)

  expect(eventsIn(stage, card).filter((event) => event === 'approved')).toHaveLength(1)
  expect(stage.slack.thread(card.ts)[0]?.ts).toBe(original.ts)
})

test('a post that Slack puts off is not tried again before the time it names', async () => {
  const stage = await createStage()
  const card = await stage.request()
  breakPost(stage, { kind: 'rate_limited', retryAfterSeconds: 30 })

  await stage.person(BEN).click(card.ts, 'Approve')
  await stage.ended(card)

  const [, first = 0, second = 0] = callsOf(stage, 'chat.postMessage')
  expect(second - first).toBeGreaterThanOrEqual(30_000)
  expect(callsOf(stage, 'conversations.replies')).toEqual([])
})

test('an edit that Slack puts off is not tried again before the time it names', async () => {
  const stage = await createStage()
  const card = await stage.request()
  stage.slack.faults.add({
    method: 'chat.update',
    fault: { kind: 'rate_limited', retryAfterSeconds: 20 },
    times: 1,
  })

  await stage.person(BEN).click(card.ts, 'Approve')
  await stage.ended(card)

  const [first = 0, second = 0] = callsOf(stage, 'chat.update')
  expect(second - first).toBeGreaterThanOrEqual(20_000)
})

test('an edit whose answer or request was lost is repeated with the newest state', async () => {
  const stage = await createStage()
  const card = await stage.request()
  stage.slack.faults.add({ method: 'chat.update', fault: { kind: 'request_lost' }, times: 2 })
  stage.slack.faults.add({ method: 'chat.update', fault: { kind: 'answer_lost' }, times: 2 })

  await stage.person(BEN).click(card.ts, 'Approve')
  await stage.ended(card)

  expect(metadataOf(stage.card(card))?.state).toBe('succeeded')
})

test('a message that somebody deletes is not brought back, and the rest is told all the same', async () => {
  const stage = await createStage()
  const card = await approvedRequest(stage)
  const run = await stage.until('the run message', () =>
    stage.slack.thread(card.ts).find((message) => metadataOf(message)?.event === 'apply_accepted'),
  )

  await asBot(stage, 'chat.delete', { channel: stage.slack.channelId, ts: run.ts })
  await untilEntry(stage, card, 'succeeded')
  await stage.ended(card)

  expect(eventsIn(stage, card)).toEqual(['opened', 'approved', 'succeeded'])
})
