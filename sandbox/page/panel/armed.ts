import type { ControlState } from '../../lighthouse/control-api.ts'
import type { PanelState } from '../../slack/page-api.ts'
import { html, type Rendered } from '../html.ts'
import { wordsOfLighthouseFault, wordsOfSlackFault } from './fault-words.ts'

type Armed = { readonly id: string; readonly where: string; readonly words: string; readonly clear: () => void }

export type ArmedProps = {
  readonly lighthouse: ControlState | undefined
  readonly slack: PanelState | undefined
  readonly onClearLighthouse: (faultId: string) => void
  readonly onClearSlack: (faultId: string) => void
  readonly onEndOutage: () => void
  readonly onClearAll: () => void
}

/** What is broken at the moment, each with a way to mend it. */
export function ArmedFaults(props: ArmedProps): Rendered {
  const armed = armedFaults(props)
  return html`<section class="armed">
    <div class="armed-head">
      <h3>${armed.length === 0 ? 'No fault is armed' : `Armed: ${armed.length}`}</h3>
      ${armed.length > 0 && html`<button type="button" class="panel-button" onClick=${props.onClearAll}>Clear everything</button>`}
    </div>
    <ul aria-live="polite" aria-label="Armed faults">
      ${armed.map(
        (fault) => html`<li key=${fault.id}>
          <span><b>${fault.where}</b> ${fault.words}</span>
          <button type="button" class="panel-button" aria-label=${`Clear: ${fault.where} ${fault.words}`} onClick=${fault.clear}>Clear</button>
        </li>`,
      )}
    </ul>
  </section>`
}

function armedFaults(props: ArmedProps): readonly Armed[] {
  const ofCloud = (props.lighthouse?.faults ?? []).map((fault) => ({
    id: `cloud-${fault.faultId}`,
    where: 'Cloud',
    words: wordsOfLighthouseFault(fault),
    clear: () => props.onClearLighthouse(fault.faultId),
  }))
  const ofSlack = (props.slack?.faults ?? []).map((fault) => ({
    id: `slack-${fault.id}`,
    where: 'Slack',
    words: wordsOfSlackFault(fault),
    clear: () => props.onClearSlack(fault.id),
  }))
  const outage = { id: 'outage', where: 'Slack', words: 'is down altogether', clear: props.onEndOutage }
  return [...(props.slack?.outage ? [outage] : []), ...ofSlack, ...ofCloud]
}
