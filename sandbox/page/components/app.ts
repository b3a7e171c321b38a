import { h } from 'preact'
import { useEffect, useLayoutEffect, useMemo, useReducer } from 'preact/hooks'
import type { PageState } from '../../slack/page-api.ts'
import { workspaceOptions } from '../elements/option-source.ts'
import { WorkspaceOptionsContext } from '../elements/select.ts'
import { html, type Rendered } from '../html.ts'
import { Panel } from '../panel/panel.ts'
import type { Actions } from '../state/actions.ts'
import { PageContext } from '../state/context.ts'
import { type Directory, DirectoryContext } from '../state/directory.ts'
import type { Store } from '../state/store.ts'
import { Channel } from './channel.ts'
import { Confirm } from './confirm.ts'
import { Modal } from './modal.ts'
import { Sidebar } from './sidebar.ts'
import { Thread } from './thread.ts'
import { Toasts } from './toasts.ts'
import { TopBar } from './top-bar.ts'
import { useF6 } from './use-f6.ts'

/** The whole page: a window that imitates Slack, and beside it the panel that is no part of Slack. */
export function App({ store, actions }: { readonly store: Store; readonly actions: Actions }): Rendered {
  const [, redraw] = useReducer((count: number, _: undefined) => count + 1, 0)
  // Not an ordinary effect: what came between the first drawing and that would never be drawn.
  useLayoutEffect(() => store.subscribe(() => redraw(undefined)), [store])
  useF6()
  const model = store.get()
  const slack = model.slack
  const viewerId = model.viewerId
  useEffect(() => {
    const viewer = slack?.people.find((person) => person.id === viewerId)
    if (viewer !== undefined) document.title = `${viewer.realName} · Lighthouse Keeper sandbox`
  }, [slack, viewerId])
  const workspace = useMemo(
    () => (slack === undefined ? { people: [], channels: [] } : workspaceOptions(slack)),
    [slack],
  )
  useEffect(() => {
    if (document.visibilityState === 'visible') actions.markRead()
  })
  if (slack === undefined || viewerId === undefined) {
    return html`<div class="waiting" role="status">${model.isConnected ? 'Loading the workspace…' : 'Waiting for the local Slack…'}</div>`
  }

  const viewer = slack.people.find((person) => person.id === viewerId)
  const threadTs = viewer?.inChannel && !viewer.deactivated ? model.openThreadTs : undefined
  const modals = slack.modals[viewerId] ?? []
  const modal = modals.at(-1)
  const isCovered = modal !== undefined || model.confirm !== undefined
  const page = html`<div class="page" data-panel=${model.isPanelOpen ? 'open' : 'closed'}>
    ${h(TopBar, {})}
    <div class="slack-window">
      <div class="slack-content" data-thread=${threadTs === undefined ? 'closed' : 'open'} inert=${isCovered}>
        ${h(Sidebar, {})}
        ${h(Channel, {})}
        ${threadTs !== undefined && h(Thread, { threadTs })}
      </div>
      ${modal !== undefined && html`<div class="layer" inert=${model.confirm !== undefined}>${h(Modal, { key: modal.viewId, modal, depth: modals.length })}</div>`}
      ${model.confirm !== undefined && h(Confirm, { confirm: model.confirm })}
      ${h(Toasts, {})}
    </div>
    ${model.isPanelOpen && h(Panel, {})}
  </div>`
  return h(
    PageContext.Provider,
    { value: { model, slack, viewerId, actions } },
    h(
      DirectoryContext.Provider,
      { value: directoryOf(slack, viewerId, actions) },
      h(WorkspaceOptionsContext.Provider, { value: workspace }, page),
    ),
  )
}

function directoryOf(slack: PageState, viewerId: string, actions: Actions): Directory {
  const viewer = slack.people.find((person) => person.id === viewerId)
  const nameOf = (id: string) => {
    const person = slack.people.find((candidate) => candidate.id === id)
    return person === undefined ? undefined : person.displayName || person.realName
  }
  return {
    viewerId,
    reader: { locale: viewer?.locale ?? 'en-US', timeZone: viewer?.tz ?? 'UTC', now: Date.now() },
    userName: nameOf,
    channelName: (id) => (id === slack.channel.id ? slack.channel.name : undefined),
    groupHandle: (id) => slack.groups.find((group) => group.id === id)?.handle,
    showMessage: actions.showMessage,
  }
}
