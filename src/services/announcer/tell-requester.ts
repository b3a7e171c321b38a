import type { ModalView } from '@slack/types'
import type { PrivateAnswer } from '../../views/answer.ts'
import { privateAnswer } from '../../views/answers.ts'
import { contextFor } from '../../views/context.ts'
import { problemModal, submittedModal } from '../../views/progress-modals.ts'
import type { Recorded } from '../ledger/ledger.ts'
import type { Setback } from './announce.ts'
import type { TellingContext } from './context.ts'
import { cardOf } from './plan.ts'

/** What the requester hears, as the modal that waits and as a message for when that modal is gone. */
type News = { readonly modal: ModalView; readonly answer: PrivateAnswer }

/** How long a requester whom Slack does not reach is tried again, in milliseconds. */
const PATIENCE = 600_000

/**
 * Answers the requester, who looks at "Checking…": in the modal, or privately where it is not open any more. May be
 * told twice after a crash: only the requester sees it.
 */
export const tellRequester = async (
  context: TellingContext,
  recorded: Recorded,
  seq: number,
): Promise<Setback | null> => {
  const { ledger, channel, claim, readerOf, clock, log } = context
  const { requestId, submission } = recorded.request
  const { language, timeZone } = await readerOf(submission.requester)
  const view = contextFor(language, clock.now(), timeZone)
  const { modal, answer } = await newsOf(context, recorded, view)
  if (!(await ledger.startTelling(claim, { slot: 'requester', fromSeq: seq, seq }))) return null

  const inModal = submission.viewId === null ? false : await channel.updateModal(submission.viewId, modal)
  if (inModal === null) return { retryAfter: null }
  if (!inModal && !(await channel.tellPrivately(submission.requester, privateAnswer(answer, view)))) {
    log.warn({ requestId }, 'the requester could not be told privately')
    // The channel shows the card; only a request without one has nobody else to tell it.
    const isFresh = (await ledger.now()) - recorded.request.submittedAt < PATIENCE
    if (recorded.request.opened === null && isFresh) return { retryAfter: null }
  }
  await ledger.recordTelling(
    { requestId, slot: 'requester', seq },
    { ts: inModal ? 'modal' : 'private', showsSeq: seq, fingerprint: '' },
  )
  return null
}

const newsOf = async (
  { ledger, channel }: TellingContext,
  { request }: Recorded,
  view: ReturnType<typeof contextFor>,
): Promise<News> => {
  if (request.end?.name === 'rejected') {
    const problem = { kind: 'rejected', rejection: request.end.rejection } as const
    return { modal: problemModal(problem, view), answer: { kind: 'problem', problem } }
  }
  const card = cardOf(await ledger.tellings(request.requestId))
  const link = card === null ? null : await channel.permalink(card.ts)
  return { modal: submittedModal(link, view), answer: { kind: 'submitted', link } }
}
