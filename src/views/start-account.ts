import { lostCall } from '../services/lighthouse/catalogue.ts'
import type { Entry } from '../services/rollback/entry.ts'
import { type RollbackRequest, runningSince } from '../services/rollback/request.ts'
import { durationText } from '../words/durations.ts'
import { type Sentence, user } from '../words/parts.ts'
import { account, faultFacts, faultWords } from './account.ts'
import type { Context } from './context.ts'
import { SEVERITY_EMOJI, STATE_EMOJI } from './emoji.ts'
import { fallbackSentence } from './rich.ts'
import { instanceState } from './state-words.ts'
import { headedAccount, type ThreadPart } from './thread-part.ts'

/** How long the instance had been down by `at`, in words: it is shut down when the rollback begins. */
export const downFor = (request: RollbackRequest, at: number, context: Context): string =>
  durationText(context.language, at - (runningSince(request) ?? at))

/** Where the start of an instance stands that its rollback left stopped; null where nobody asked for it. */
export const startSentence = (request: RollbackRequest, context: Context): Sentence | null => {
  const { start } = context.words
  if (request.start === null) return null
  if (request.start.ended === null) return start.going
  const { outcome, instanceState: state, at } = request.start.ended
  if (outcome === 'refused') return start.refused.what
  return endedWords(request, { outcome, instanceState: state, at }, context).what
}

type StartEntry = Extract<Entry, { kind: 'start_requested' | 'start_refused' | 'start_lost' | 'start_ended' }>

/** What the thread tells of a start. */
export const startParts = (request: RollbackRequest, entry: StartEntry, context: Context): readonly ThreadPart[] => {
  const { start } = context.words
  switch (entry.kind) {
    case 'start_requested':
      return told(
        STATE_EMOJI.approved,
        start.requested.headline,
        { what: [start.requested.what(user(entry.data.by))] },
        context,
      )
    case 'start_refused': {
      const { what, next } = faultWords(entry.data.fault, context)
      const { instanceId } = request.submission
      const facts = faultFacts(entry.data.fault, context, { instanceId, at: entry.at })
      const parts = { what: [start.refused.what, what], facts, next: [next] }
      return told(SEVERITY_EMOJI.blocking, start.refused.headline, parts, context)
    }
    case 'start_lost': {
      const { headline, restart, noAnswer, next } = start.lost
      if (entry.data.why === 'restart') {
        return told(STATE_EMOJI.looking, headline, { what: [restart], next: [next] }, context)
      }
      const { instanceId, region } = request.submission
      const call = lostCall('StartInstances', region, entry.data.detail)
      const facts = faultFacts(call, context, { instanceId, at: entry.at })
      const parts = { what: [noAnswer, faultWords(call, context).what], facts, next: [next] }
      return told(STATE_EMOJI.looking, headline, parts, context)
    }
    case 'start_ended': {
      const { headline, what } = endedWords(request, { ...entry.data, at: entry.at }, context)
      const isUp = entry.data.outcome === 'running' || entry.data.outcome === 'already_running'
      return told(isUp ? STATE_EMOJI.succeeded : SEVERITY_EMOJI.warning, headline, { what: [what] }, context)
    }
  }
}

const endedWords = (
  request: RollbackRequest,
  ended: Extract<Entry, { kind: 'start_ended' }>['data'] & { readonly at: number },
  context: Context,
): { readonly headline: string; readonly what: Sentence } => {
  const words = context.words.start.ended
  switch (ended.outcome) {
    case 'running':
      return { headline: words.running.headline, what: words.running.what(downFor(request, ended.at, context)) }
    case 'not_running': {
      const { headline, what, unknown } = words.notRunning
      const { instanceState: state } = ended
      return { headline, what: state === null ? unknown : what(instanceState(state, context)) }
    }
    case 'already_running':
      return words.alreadyRunning
    case 'missing':
      return words.missing
    case 'held':
      return words.held
    case 'too_late':
      return words.tooLate
  }
}

const told = (
  shortcode: string,
  headline: string,
  parts: Parameters<typeof account>[0],
  context: Context,
): readonly ThreadPart[] => {
  return [
    {
      headline,
      fallback: fallbackSentence(parts.what?.[0] ?? [], context),
      blocks: headedAccount(shortcode, headline, account(parts), context),
    },
  ]
}
