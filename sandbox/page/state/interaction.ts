import { createContext } from 'preact'
import { useContext } from 'preact/hooks'
import type { ConfirmDialog, ElementValue, OptionList } from '../../slack/page-api.ts'

/** Where an element stands within its message or modal. */
export type ElementPlace = { readonly blockId: string; readonly actionId: string }

/** What the elements of one message or modal can do for the chosen person. */
export type Interaction = {
  readonly valueAt: (place: ElementPlace) => ElementValue | undefined
  /** Tells a press (no value) or a new value; asks the element's confirm dialog first, where it has one. */
  readonly interact: (
    place: ElementPlace,
    value?: ElementValue,
    details?: { readonly confirm?: ConfirmDialog | undefined; readonly trigger?: 'character' | 'enter' },
  ) => void
  /** Asks the app for the options of an external select; rejects with a sentence for people. */
  readonly options: (place: ElementPlace, query: string) => Promise<OptionList>
  /** The app has not acknowledged the last press of this element yet. */
  readonly isPending: (place: ElementPlace) => boolean
}

const inactive: Interaction = {
  valueAt: () => undefined,
  interact: () => undefined,
  options: async () => [],
  isPending: () => false,
}

export const InteractionContext = createContext<Interaction>(inactive)

export function useInteraction(): Interaction {
  return useContext(InteractionContext)
}
