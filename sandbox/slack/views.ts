import type { Modal } from './blocks/view.ts'
import type { Changes } from './changes.ts'
import { objectId, secretWord } from './identifiers.ts'
import { valuesOf } from './initial-values.ts'
import { LIMITS } from './limits.ts'
import type { ElementValue, StateValues } from './values.ts'

/** A modal on somebody's screen. */
export type OpenView = {
  readonly id: string
  readonly personId: string
  readonly modal: Modal
  readonly hash: string
  readonly rootViewId: string
  readonly previousViewId: string | null
  readonly values: StateValues
  /** By block id. */
  readonly errors: Readonly<Record<string, string>>
  readonly trouble?: string | undefined
  readonly submitting: boolean
}

/** What only the person's own screen changes: no new hash. */
export type OnScreen = Partial<Pick<OpenView, 'values' | 'errors' | 'trouble' | 'submitting'>>

export type Views = {
  /** The person's open modals, the top one last. */
  readonly stack: (personId: string) => readonly OpenView[]
  readonly find: (id: string) => OpenView | undefined
  readonly findByExternalId: (externalId: string) => OpenView | undefined
  /** Opens a new stack; what was open is gone. */
  readonly open: (personId: string, modal: Modal) => OpenView
  /** Undefined: there are three already. */
  readonly push: (personId: string, modal: Modal) => OpenView | undefined
  /** Gives the view a new content and hash; what was chosen stays where block id and action id are equal. */
  readonly update: (id: string, modal: Modal) => OpenView | undefined
  readonly onScreen: (id: string, change: OnScreen) => void
  readonly put: (id: string, blockId: string, actionId: string, value: ElementValue) => void
  /** Takes the view and all above it off the stack. */
  readonly close: (id: string) => void
  readonly closeAll: (personId: string) => void
}

export const createViews = (now: () => number, changes: Changes): Views => {
  const stacks = new Map<string, readonly OpenView[]>()

  const newHash = (): string => `${Math.floor(now() / 1000)}.${secretWord(4)}`
  const find = (id: string): OpenView | undefined => [...stacks.values()].flat().find((view) => view.id === id)
  const setStack = (personId: string, stack: readonly OpenView[]): void => {
    stacks.set(personId, stack)
    changes.emit({ type: 'modals', person: personId })
  }
  const replace = (view: OpenView): void =>
    setStack(
      view.personId,
      (stacks.get(view.personId) ?? []).map((candidate) => (candidate.id === view.id ? view : candidate)),
    )
  const fresh = (personId: string, modal: Modal, below: OpenView | undefined): OpenView => {
    const id = objectId('V')
    return {
      id,
      personId,
      modal,
      hash: newHash(),
      rootViewId: below?.rootViewId ?? id,
      previousViewId: below?.id ?? null,
      values: valuesOf(modal.blocks),
      errors: {},
      submitting: false,
    }
  }

  return {
    stack: (personId) => stacks.get(personId) ?? [],
    find,
    findByExternalId: (externalId) => [...stacks.values()].flat().find((view) => view.modal.external_id === externalId),
    open: (personId, modal) => {
      const view = fresh(personId, modal, undefined)
      setStack(personId, [view])
      return view
    },
    push: (personId, modal) => {
      const stack = stacks.get(personId) ?? []
      if (stack.length >= LIMITS.modal.stack) return undefined
      const view = fresh(personId, modal, stack.at(-1))
      setStack(personId, [...stack, view])
      return view
    },
    update: (id, modal) => {
      const before = find(id)
      if (before === undefined) return undefined
      const view: OpenView = {
        ...before,
        modal,
        hash: newHash(),
        values: valuesOf(modal.blocks, before.values),
        errors: {},
        trouble: undefined,
      }
      replace(view)
      return view
    },
    onScreen: (id, change) => {
      const view = find(id)
      if (view !== undefined) replace({ ...view, ...change })
    },
    put: (id, blockId, actionId, value) => {
      const view = find(id)
      if (view === undefined) return
      const values = { ...view.values, [blockId]: { ...view.values[blockId], [actionId]: value } }
      const errors = Object.fromEntries(Object.entries(view.errors).filter(([key]) => key !== blockId))
      replace({ ...view, values, errors })
    },
    close: (id) => {
      const view = find(id)
      if (view === undefined) return
      const stack = stacks.get(view.personId) ?? []
      setStack(
        view.personId,
        stack.slice(
          0,
          stack.findIndex((candidate) => candidate.id === id),
        ),
      )
    },
    closeAll: (personId) => setStack(personId, []),
  }
}
