import { h, render } from 'preact'
import type { PageState } from '../slack/page-api.ts'
import { App } from './components/app.ts'
import { restoreTheme } from './components/theme.ts'
import { createActions } from './state/actions.ts'
import { followSlack } from './state/local-slack.ts'
import { newestTs } from './state/reading.ts'
import { createStore, emptyModel, type PageModel } from './state/store.ts'
import { applyUpdate } from './state/updates.ts'

const store = createStore(emptyModel)
const actions = createActions(store)

followSlack(
  (update) => store.change((model) => withSlack(model, applyUpdate(model.slack, update))),
  (isConnected) => store.change((model) => ({ ...model, isConnected })),
)
restoreTheme()
const frame = document.getElementById('page')
if (frame !== null) render(h(App, { store, actions }), frame)

/** The first state chooses the person of this tab, and counts as read by everybody. */
function withSlack(model: PageModel, slack: PageState | undefined): PageModel {
  if (slack === undefined) return model
  const isFirst = model.slack === undefined
  const people = slack.people.filter((person) => person.kind !== 'bot')
  const remembered = people.find((person) => person.id === sessionStorage.getItem('viewer'))
  const viewerId = model.viewerId ?? remembered?.id ?? people.find((person) => person.inChannel)?.id
  const everythingRead = Object.fromEntries(people.map((person) => [person.id, newestTs(slack)]))
  return { ...model, slack, viewerId, readUntil: isFirst ? everythingRead : model.readUntil }
}
