import { useEffect, useState } from 'preact/hooks'
import type { OptionList } from '../../slack/page-api.ts'
import { type ElementPlace, useInteraction } from '../state/interaction.ts'
import { isExternal, localOptions, matchingOptions, type Select, type WorkspaceOptions } from './option-source.ts'

/** What a picker's list shows at the moment. */
export type Offer =
  | { readonly state: 'loading' }
  | { readonly state: 'too_short'; readonly minimum: number }
  | { readonly state: 'failed'; readonly reason: string }
  | { readonly state: 'ready'; readonly list: OptionList }

/** Slack's own default where the element sets none. */
const defaultMinimumQuery = 3
const typingPauseMilliseconds = 200

/** The options for what has been typed, asked from the app for external selects; only while the list is open. */
export function useOptions(
  select: Select,
  place: ElementPlace,
  workspace: WorkspaceOptions,
  isOpen: boolean,
  query: string,
): Offer {
  const interaction = useInteraction()
  const [answered, setAnswered] = useState<{ readonly query: string; readonly offer: Offer } | undefined>(undefined)
  const external = isExternal(select) ? select : undefined
  const minimum = external === undefined ? 0 : (external.min_query_length ?? defaultMinimumQuery)
  const isAsking = isOpen && external !== undefined && query.length >= minimum
  useEffect(() => {
    if (!isAsking) {
      setAnswered(undefined)
      return
    }
    let isStale = false
    const tell = (offer: Offer) => {
      if (!isStale) setAnswered({ query, offer })
    }
    const timer = setTimeout(
      () => {
        interaction.options(place, query).then(
          (list) => tell({ state: 'ready', list }),
          (error: unknown) => tell({ state: 'failed', reason: error instanceof Error ? error.message : String(error) }),
        )
      },
      query === '' ? 0 : typingPauseMilliseconds,
    )
    return () => {
      isStale = true
      clearTimeout(timer)
    }
  }, [isAsking, query, place.blockId, place.actionId])
  if (external === undefined) {
    return { state: 'ready', list: matchingOptions(localOptions(select, workspace), query) }
  }
  if (query.length < minimum) return { state: 'too_short', minimum }
  return answered?.query === query ? answered.offer : { state: 'loading' }
}
