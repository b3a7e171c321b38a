import { errorFields } from '../log.ts'
import { BOT_ACTOR, type EntryContent } from '../rollback/entry.ts'
import type { RollbackRequest } from '../rollback/request.ts'
import type { RunnerParts } from './context.ts'

/** What can be known after the gate was passed. */
export type ApplyAnswer = Extract<
  EntryContent,
  { kind: 'apply_accepted' | 'apply_refused' | 'apply_withheld' | 'answer_lost' }
>

const TRY_AGAIN = 500

/**
 * Keeps the answer to a call that was sent, whatever happened meanwhile: it needs no claim, waits for a store that
 * does not answer, and after an end it is appended as `outcome_learned`. A crash before it is in the ledger is the
 * same as a lost answer.
 * @param contentFor the entry that keeps it on the request as it is by then; null where nothing is to be kept
 */
export const recordAnswer = async (
  { ledger, clock, log }: Pick<RunnerParts, 'ledger' | 'clock' | 'log'>,
  requestId: string,
  contentFor: (request: RollbackRequest) => EntryContent | null,
): Promise<void> => {
  for (;;) {
    try {
      const recorded = await ledger.read(requestId)
      if (recorded === null) return
      const { request } = recorded
      const content = contentFor(request)
      if (content === null) return
      const outcome = await ledger.append({ requestId, after: request.seq, content, actor: BOT_ACTOR })
      if (outcome.ok) return
      if (outcome.why === 'not_allowed') {
        log.error(
          { requestId, kind: content.kind, phase: request.phase },
          'the answer to a call found no place in the ledger',
        )
        return
      }
    } catch (error) {
      log.warn({ requestId, ...errorFields(error) }, 'the answer to a call could not be kept yet; trying again')
    }
    await clock.sleep(TRY_AGAIN)
  }
}

/** The entry that keeps the answer to a rollback's call on the request as it is by then. */
export const applyContent = (request: RollbackRequest, answer: ApplyAnswer): EntryContent | null => {
  if (request.phase !== 'ended') return answer
  switch (answer.kind) {
    case 'apply_accepted':
      return { kind: 'outcome_learned', data: { outcome: { kind: 'accepted', ...answer.data } } }
    case 'apply_refused':
      return { kind: 'outcome_learned', data: { outcome: { kind: 'refused', ...answer.data } } }
    default:
      return null
  }
}
