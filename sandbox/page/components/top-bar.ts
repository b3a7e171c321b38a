import { html, type Rendered } from '../html.ts'
import { usePage } from '../state/context.ts'
import { icon } from './icons.ts'
import { toggleTheme } from './theme.ts'

/** The bar over everything: it says that this is no real Slack, and leads to the panel. */
export function TopBar(): Rendered {
  const { slack, model, actions } = usePage()
  return html`<header class="top-bar">
    <div class="top-bar-words">
      <span class="sandbox-badge">Sandbox</span>
      <span class="top-bar-sentence">A local imitation of Slack. Nothing here reaches Slack or Tencent Cloud.</span>
    </div>
    <div class="top-bar-tools">
      ${!model.isConnected && html`<span class="top-bar-status" role="status">Connection to the local Slack is lost. Trying again…</span>`}
      ${model.isConnected && slack.app.sockets === 0 && html`<span class="top-bar-status" role="status">${slack.app.name} is not connected</span>`}
      <button type="button" class="top-bar-button" aria-label="Switch between light and dark" title="Switch between light and dark" onClick=${toggleTheme}>${icon('moon')}</button>
      <button type="button" class="top-bar-button has-words" aria-expanded=${model.isPanelOpen} aria-controls="panel" onClick=${() => actions.setPanelOpen(!model.isPanelOpen)}>
        ${icon('wrench')}Break things
      </button>
    </div>
  </header>`
}
