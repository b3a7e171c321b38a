import { h } from 'preact'
import type { PanelState, PanelAction as SlackAction } from '../../slack/page-api.ts'
import { html, type Rendered } from '../html.ts'
import { PanelAction, PanelSection } from './parts.ts'
import { slackFaults } from './slack-faults.ts'

/** What goes wrong between the bot and Slack. */
export function SlackSection(props: {
  readonly state: PanelState
  readonly onAction: (action: SlackAction) => void
}): Rendered {
  const { state, onAction } = props
  return h(
    PanelSection,
    { title: 'Slack' },
    html`${
      state.outage
        ? h(PanelAction, {
            title: 'End the outage',
            expectation:
              'Slack is down now. When it is back, the bot catches up: everything that happened is told, in order.',
            onPress: () => onAction({ do: 'outage', on: false }),
          })
        : h(PanelAction, {
            title: 'Take Slack down',
            expectation:
              'Commands fail visibly. Rollbacks that were approved go on; the thread is completed afterwards.',
            onPress: () => onAction({ do: 'outage', on: true }),
          })
    }
    ${slackFaults.map((each) => h(PanelAction, { key: each.title, title: each.title, expectation: each.expectation, onPress: () => onAction(each.action) }))}
    ${h(PanelAction, {
      title: state.rateLimits ? 'Switch Slack’s rate limits off' : 'Switch Slack’s rate limits on',
      expectation: 'With them on, as in the real Slack, edits come at most 50 times a minute.',
      onPress: () => onAction({ do: 'rate_limits', on: !state.rateLimits }),
    })}`,
  )
}
