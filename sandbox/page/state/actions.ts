import type { ElementValue, OptionList, PageAction, PageModal, StateValues, Surface } from '../../slack/page-api.ts'
import type { Permalink } from '../text/permalink.ts'
import type { ElementPlace, Interaction } from './interaction.ts'
import { act } from './local-slack.ts'
import { modalValues } from './modal-values.ts'
import { firstUnreadTs, newestTs } from './reading.ts'
import type { Store } from './store.ts'

/** What the chosen person can do on the page. */
export type Actions = ReturnType<typeof createActions>

/** How long typing rests before the local Slack hears of it, in milliseconds. */
const typingRest = 150
const highlightMilliseconds = 2500

export function createActions(store: Store) {
  const typing = new Map<string, ReturnType<typeof setTimeout>>()
  let toastCount = 0

  const viewer = () => store.get().viewerId ?? ''

  const toast = (text: string) => {
    toastCount += 1
    const id = `toast-${toastCount}`
    store.change((model) => ({ ...model, toasts: [...model.toasts, { id, text }] }))
  }

  const perform = async (action: PageAction): Promise<void> => {
    const answer = await act(action)
    // A modal says itself what went wrong in it, and one that is gone has nothing to say any more.
    if (!answer.ok && viewIdOf(action) === undefined) toast(answer.error)
  }

  const setPending = (key: string, isPending: boolean) =>
    store.change((model) => {
      const pending = new Set(model.pending)
      if (isPending) pending.add(key)
      else pending.delete(key)
      return { ...model, pending }
    })

  const draft = (viewId: string, place: ElementPlace, value: ElementValue) =>
    store.change((model) => {
      const view = model.drafts[viewId] ?? {}
      const block = { ...view[place.blockId], [place.actionId]: value }
      return { ...model, drafts: { ...model.drafts, [viewId]: { ...view, [place.blockId]: block } } }
    })

  const tell = async (
    surface: Surface,
    place: ElementPlace,
    value: ElementValue | undefined,
    trigger: 'character' | 'enter' | undefined,
  ) => {
    const key = pendingKey(surface, place)
    if (value === undefined) setPending(key, true)
    await perform({
      act: 'interact',
      person: viewer(),
      on: surface,
      ...place,
      ...(value === undefined ? {} : { value }),
      ...(trigger === undefined ? {} : { trigger }),
    })
    if (value === undefined) setPending(key, false)
  }

  const interactionOn = (surface: Surface, values: StateValues): Interaction => ({
    valueAt: (place) => values[place.blockId]?.[place.actionId],
    isPending: (place) => store.get().pending.has(pendingKey(surface, place)),
    options: async (place, query): Promise<OptionList> => {
      const answer = await act({ act: 'options', person: viewer(), on: surface, ...place, query })
      if (!answer.ok) throw new Error(answer.error)
      return answer.options ?? []
    },
    interact: (place, value, details = {}) => {
      const confirmed = () => {
        if (value !== undefined && surface.kind === 'modal') draft(surface.viewId, place, value)
        const key = pendingKey(surface, place)
        clearTimeout(typing.get(key))
        typing.delete(key)
        if (details.trigger === 'character') {
          typing.set(
            key,
            setTimeout(() => tell(surface, place, value, details.trigger), typingRest),
          )
        } else {
          void tell(surface, place, value, details.trigger)
        }
      }
      const dialog = details.confirm
      if (dialog === undefined) confirmed()
      else store.change((model) => ({ ...model, confirm: { dialog, onConfirm: confirmed } }))
    },
  })

  return {
    toast,
    interactionOn,
    chooseViewer: (personId: string) => {
      sessionStorage.setItem('viewer', personId)
      store.change((model) => ({
        ...model,
        viewerId: personId,
        firstNewTs: model.slack && firstUnreadTs(model.slack, personId, model.readUntil[personId] ?? '0'),
        confirm: undefined,
        toasts: [],
      }))
    },
    openThread: (ts: string | undefined) => store.change((model) => ({ ...model, openThreadTs: ts })),
    /** Brings a message into sight, its thread opened where it is a reply, and marks it for a moment. Closes what covers it. */
    showMessage: ({ ts, threadTs }: Permalink) => {
      const cover = store.get().slack?.modals[viewer()]?.at(-1)
      if (cover !== undefined) void perform({ act: 'close', person: viewer(), viewId: cover.viewId, all: true })
      const isReply = threadTs !== undefined && threadTs !== ts
      store.change((model) => ({
        ...model,
        highlightedTs: ts,
        openThreadTs: isReply ? threadTs : model.openThreadTs,
      }))
      // The thread is drawn first.
      requestAnimationFrame(() => requestAnimationFrame(() => bringIntoSight(ts)))
      setTimeout(() => store.change((model) => ({ ...model, highlightedTs: undefined })), highlightMilliseconds)
    },
    command: (command: string, text: string) => perform({ act: 'command', person: viewer(), command, text }),
    say: (text: string, threadTs?: string) =>
      perform({ act: 'say', person: viewer(), text, ...(threadTs === undefined ? {} : { threadTs }) }),
    submit: (modal: PageModal) => {
      // What was typed last goes with the submission; told afterwards it would reach a view that is gone.
      for (const [key, timer] of typing) if (key.startsWith(`${modal.viewId}/`)) clearTimeout(timer)
      const values = modalValues(modal, store.get().drafts[modal.viewId])
      return perform({ act: 'submit', person: viewer(), viewId: modal.viewId, values })
    },
    close: (modal: PageModal, all: boolean) =>
      perform({ act: 'close', person: viewer(), viewId: modal.viewId, ...(all ? { all } : {}) }),
    answerConfirm: (isConfirmed: boolean) => {
      const confirm = store.get().confirm
      store.change((model) => ({ ...model, confirm: undefined }))
      if (isConfirmed) confirm?.onConfirm()
    },
    dismissMessage: (ts: string) => perform({ act: 'dismiss_message', person: viewer(), ts }),
    dismissNotice: (id: string) => {
      const words = store.get().slack?.notices.find((notice) => notice.id === id)?.text
      store.change((model) => ({ ...model, toasts: model.toasts.filter((other) => other.text !== words) }))
      return perform({ act: 'dismiss_notice', person: viewer(), id })
    },
    dismissToast: (id: string) =>
      store.change((model) => ({ ...model, toasts: model.toasts.filter((other) => other.id !== id) })),
    setPanelOpen: (isPanelOpen: boolean) => store.change((model) => ({ ...model, isPanelOpen })),
    /** Everything there is counts as read by the chosen person. */
    markRead: () =>
      store.change((model) => {
        if (model.slack === undefined || model.viewerId === undefined) return model
        const newest = newestTs(model.slack)
        if (model.readUntil[model.viewerId] === newest) return model
        return { ...model, readUntil: { ...model.readUntil, [model.viewerId]: newest } }
      }),
  }
}

function viewIdOf(action: PageAction): string | undefined {
  if (action.act === 'submit' || action.act === 'close') return action.viewId
  return action.act === 'interact' && action.on.kind === 'modal' ? action.on.viewId : undefined
}

function bringIntoSight(ts: string): void {
  const message = document.querySelector<HTMLElement>(`article[data-ts="${CSS.escape(ts)}"]`)
  message?.scrollIntoView({ block: 'center' })
  message?.focus({ preventScroll: true })
}

function pendingKey(surface: Surface, place: ElementPlace): string {
  const surfaceId = surface.kind === 'modal' ? surface.viewId : surface.ts
  return [surfaceId, place.blockId, place.actionId].join('/')
}
