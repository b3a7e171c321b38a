import type { SentMessage } from './emulators.ts'
import type { DrivenRun } from './stage.ts'

/** How long the bot may take to see what is due, in milliseconds: the longest pause between two looks, and a turn. */
const SEEN_WITHIN = 14_000

/** What was sent although something that goes first was due: ends before progress, cards last. */
export const overtakers = ({ ended, messages }: Pick<DrivenRun, 'ended' | 'messages'>): readonly SentMessage[] => {
  const endOf = new Map(ended.map((end) => [end.requestId, end]))
  const lastProgress = new Map(
    messages.flatMap(({ kind, requestId, event, at }) =>
      kind === 'edit' && event !== 'opened' ? [[requestId, at] as const] : [],
    ),
  )
  const isEndWaiting = (at: number) =>
    ended.some(({ finishedAt, toldAt }) => finishedAt + SEEN_WITHIN < at && at < toldAt)
  const isProgressWaiting = (at: number) =>
    ended.some(({ requestId, toldAt }) => toldAt + SEEN_WITHIN < at && at < (lastProgress.get(requestId) ?? 0))
  return messages.filter(({ at, kind, requestId, event }) => {
    if (kind === 'post') return event !== 'succeeded' && isEndWaiting(at)
    const isEndOnCard = event === 'opened' && at > (endOf.get(requestId)?.toldAt ?? Number.POSITIVE_INFINITY)
    return isEndOnCard && isProgressWaiting(at)
  })
}
