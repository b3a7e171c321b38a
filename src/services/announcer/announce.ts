import type { Language } from '../../words/language.ts'
import type { Recorded, Telling } from '../ledger/ledger.ts'
import { foldAll } from '../rollback/fold.ts'
import type { TellingContext } from './context.ts'
import { PRIORITY } from './lanes.ts'
import { messagesOf, nextTask, type Task } from './plan.ts'
import { lookForMessage, postMessage } from './post-message.ts'
import { type Rendered, render } from './render.ts'
import { tellRequester } from './tell-requester.ts'

/** The least time between two edits that only show progress, in milliseconds. */
const PROGRESS_PAUSE = 3_000
const FIRST_BACKOFF = 1_000
const LONGEST_BACKOFF = 30_000

/** An edit that is due: the message shows something older than the record. */
type Edit = { readonly kind: 'edit'; readonly telling: Telling & { readonly ts: string }; readonly rendered: Rendered }

type Work = Task | Edit

/** Nothing could be done now; what it was stays due. `null` leaves the wait to the back-off. */
export type Setback = { readonly retryAfter: number | null }

/**
 * Tells everything that the record has and the channel lacks, then rests. What is due is derived anew from the ledger
 * before each step and again when it is the step's turn, so an outage or a crash needs no path of its own.
 */
export const announce = async (context: TellingContext): Promise<void> => {
  let backoff = FIRST_BACKOFF
  const lastProgress: ProgressShown = { at: Number.NEGATIVE_INFINITY }
  for (;;) {
    context.signal.throwIfAborted()
    const [recorded, work] = await dueNow(context)
    if (recorded === null) return
    if (work === null) {
      await context.ledger.markAnnounced(context.claim, recorded.news)
      return
    }
    const setback = await (work.kind === 'edit'
      ? editInTurn(context, recorded, work, lastProgress)
      : doInTurn(context, recorded, work))
    if (setback === null) {
      backoff = FIRST_BACKOFF
      continue
    }
    await pause(context, setback.retryAfter ?? backoff)
    backoff = Math.min(backoff * 2, LONGEST_BACKOFF)
  }
}

const pause = async (
  { clock, signal }: Pick<TellingContext, 'clock' | 'signal'>,
  milliseconds: number,
): Promise<void> => {
  if (milliseconds > 0) await clock.sleep(milliseconds, signal)
}

const dueNow = async ({ ledger, claim, language }: TellingContext): Promise<[Recorded | null, Work | null]> => {
  const recorded = await ledger.read(claim.requestId)
  if (recorded === null) return [null, null]
  const tellings = await ledger.tellings(claim.requestId)
  return [recorded, nextTask(recorded, tellings) ?? dueEdit(recorded, tellings, language)]
}

/** The first message whose content is not what the record says; the run message before the card. */
const dueEdit = (recorded: Recorded, tellings: readonly Telling[], language: Language): Edit | null => {
  const due = messagesOf(tellings)
    .map((telling): Edit => ({ kind: 'edit', telling, rendered: render(recorded, telling, language) }))
    .filter(({ telling, rendered }) => telling.fingerprint !== rendered.fingerprint)
  const first =
    due.find(({ telling }) => losesButtons(recorded, telling)) ?? due.find(({ telling }) => telling.slot === 'thread')
  return first ?? due[0] ?? null
}

/** The card was last shown while a decision was awaited, and that is over. */
const losesButtons = ({ request, entries }: Recorded, telling: Telling): boolean =>
  telling.slot === 'card' &&
  request.phase !== 'awaiting_decision' &&
  foldAll(entries.slice(0, telling.showsSeq))?.phase === 'awaiting_decision'

const priorityOf = (recorded: Recorded, work: Work): number => {
  switch (work.kind) {
    case 'edit':
      if (losesButtons(recorded, work.telling)) return PRIORITY.buttons
      return work.telling.slot === 'card' ? PRIORITY.cardState : PRIORITY.progress
    case 'post':
      if (work.slot === 'card') return PRIORITY.card
      return recorded.request.end === null ? PRIORITY.thread : PRIORITY.end
    default:
      return PRIORITY.thread
  }
}

/** Waits for the turn, looks again at what is due, and does that if it is still of the same kind. */
const doInTurn = async (context: TellingContext, recorded: Recorded, work: Task): Promise<Setback | null> => {
  const { lanes, signal, ledger } = context
  if (work.kind === 'tell_requester') return tellRequester(context, recorded, work.seq)
  if (work.kind === 'look') await pause(context, work.notBefore - (await ledger.now()))
  await lanes.turn(work.kind, priorityOf(recorded, work), signal)
  const [current, due] = await dueNow(context)
  if (current === null || due === null) return null
  if (due.kind === 'post' && work.kind === 'post') return postMessage(context, current, due)
  if (due.kind === 'look' && work.kind === 'look') return lookForMessage(context, current, due.telling)
  return null
}

/** When progress was last shown, on the injected clock. */
type ProgressShown = { at: number }

/**
 * Edits wait in the longest line. As soon as something new must be posted the wait is given up: an end never stands
 * behind the progress of its own request.
 */
const editInTurn = async (
  context: TellingContext,
  recorded: Recorded,
  work: Edit,
  lastProgress: ProgressShown,
): Promise<Setback | null> => {
  const { ledger, claim, lanes, clock } = context
  const priority = priorityOf(recorded, work)
  const isProgress = priority === PRIORITY.progress
  const toPost = new AbortController()
  const offChange = ledger.onChangeOf(claim.requestId, () => {
    dueNow(context).then(
      ([, due]) => due !== null && due.kind !== 'edit' && toPost.abort(),
      () => toPost.abort(),
    )
  })
  const signal = AbortSignal.any([context.signal, toPost.signal])
  try {
    if (isProgress) await pause({ clock, signal }, lastProgress.at + PROGRESS_PAUSE - clock.now())
    await lanes.turn('edit', priority, signal)
  } catch (error) {
    context.signal.throwIfAborted()
    if (toPost.signal.aborted) return null
    throw error
  } finally {
    offChange()
  }
  const [current, due] = await dueNow(context)
  if (current === null || due?.kind !== 'edit') return null
  if (isProgress) lastProgress.at = clock.now()
  return edit(context, current, due)
}

const edit = async (
  context: TellingContext,
  recorded: Recorded,
  { telling, rendered }: Edit,
): Promise<Setback | null> => {
  const { channel, ledger, lanes, log } = context
  const outcome = await channel.edit(telling.ts, rendered.message, rendered.metadata)
  if (outcome.kind === 'not_edited') {
    log.warn({ requestId: telling.requestId, seq: telling.seq, why: outcome.why }, 'a message could not be edited yet')
    if (outcome.retryAfter !== null) lanes.pause('edit', outcome.retryAfter)
    return { retryAfter: outcome.retryAfter }
  }
  if (outcome.kind === 'gone') {
    log.warn(
      { requestId: telling.requestId, seq: telling.seq },
      'a message was deleted in Slack; it is not edited any more',
    )
  }
  const { ts } = telling
  await ledger.recordTelling(telling, { ts, showsSeq: recorded.request.seq, fingerprint: rendered.fingerprint })
  return null
}
