import type { Recorded, Telling } from '../ledger/ledger.ts'
import type { Setback } from './announce.ts'
import { LOOK_AFTER } from './channel.ts'
import type { TellingContext } from './context.ts'
import { cardOf } from './plan.ts'
import { render } from './render.ts'

type Span = Pick<Telling, 'slot' | 'fromSeq' | 'seq'>

/**
 * Posts one message: first the ledger notes that it is about to be posted, then it is posted, then its `ts` is noted.
 * Only what was noted first and never recorded needs to be looked for after a crash or a lost answer.
 */
export const postMessage = async (context: TellingContext, recorded: Recorded, span: Span): Promise<Setback | null> => {
  const { ledger, channel, claim, language, lanes, log } = context
  const { requestId, seq: showsSeq } = recorded.request
  const threadTs = await threadOf(context, span)
  if (!(await ledger.startTelling(claim, span))) return null
  const { message, metadata, fingerprint } = render(recorded, span, language)
  const outcome = await channel.post(message, { threadTs, metadata })
  const key = { requestId, slot: span.slot, seq: span.seq }
  switch (outcome.kind) {
    case 'posted':
      await ledger.recordTelling(key, { ts: outcome.ts, showsSeq, fingerprint })
      return null
    case 'unknown':
      log.warn(
        { requestId, seq: span.seq, why: outcome.why },
        'the answer to a post was lost; the message is looked for',
      )
      return { retryAfter: LOOK_AFTER }
    case 'not_posted':
      await ledger.dropTelling(claim, key)
      log.warn({ requestId, seq: span.seq, why: outcome.why }, 'a message could not be posted yet')
      if (outcome.retryAfter !== null) lanes.pause('post', outcome.retryAfter)
      return { retryAfter: outcome.retryAfter }
  }
}

const threadOf = async ({ ledger, claim }: TellingContext, span: Span): Promise<string | null> =>
  span.slot === 'card' ? null : (cardOf(await ledger.tellings(claim.requestId))?.ts ?? null)

/** How far the clocks of the store and of Slack may differ, in milliseconds. */
const CLOCK_SKEW = 300_000

/** Looks for a message whose post got no answer: found, it is recorded; not found, it is posted again. */
export const lookForMessage = async (
  context: TellingContext,
  recorded: Recorded,
  telling: Telling,
): Promise<Setback | null> => {
  const copies = await findCopies(context, telling)
  if (copies === null) return { retryAfter: null }
  const [first] = copies
  if (first !== undefined) {
    await keepFirst(context, telling, copies)
    return null
  }
  const setback = await postMessage(context, recorded, telling)
  if (setback !== null) return setback
  // A copy that came after all is rarer than rare; it is deleted, the recorded one stays.
  const { ledger, channel } = context
  const kept = (await ledger.tellings(telling.requestId)).find(
    ({ slot, seq }) => slot === telling.slot && seq === telling.seq,
  )?.ts
  for (const ts of (await findCopies(context, telling)) ?? []) if (kept && ts !== kept) await channel.remove(ts)
  return null
}

const findCopies = async (context: TellingContext, telling: Telling): Promise<readonly string[] | null> => {
  const { requestId, seq, startedAt } = telling
  const threadTs = await threadOf(context, telling)
  return context.channel.find({ requestId, seq, threadTs, since: startedAt - CLOCK_SKEW })
}

const keepFirst = async (
  { ledger, channel }: TellingContext,
  telling: Telling,
  [first, ...others]: readonly string[],
): Promise<void> => {
  if (first === undefined) return
  // What it shows is not known: an empty fingerprint has it edited to the newest state.
  await ledger.recordTelling(telling, { ts: first, showsSeq: telling.seq, fingerprint: '' })
  for (const ts of others) await channel.remove(ts)
}
