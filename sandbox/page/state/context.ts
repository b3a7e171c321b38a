import { createContext } from 'preact'
import { useContext } from 'preact/hooks'
import type { PageState } from '../../slack/page-api.ts'
import type { Actions } from './actions.ts'
import type { PageModel } from './store.ts'

/** What every component may look at once the local Slack has answered and a person is chosen. */
export type PageContent = {
  readonly model: PageModel
  readonly slack: PageState
  readonly viewerId: string
  readonly actions: Actions
}

export const PageContext = createContext<PageContent | undefined>(undefined)

/** The page's content; components below the frame only exist once it is there. */
export function usePage(): PageContent {
  const content = useContext(PageContext)
  if (content === undefined) throw new Error('usePage() was called outside of the page frame.')
  return content
}
