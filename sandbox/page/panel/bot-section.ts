import { h } from 'preact'
import { html, type Rendered } from '../html.ts'
import { useDirectory } from '../state/directory.ts'
import { formatSlackDate } from '../text/slack-date.ts'
import type { BotCommand, BotState } from './bot-control.ts'
import { PanelAction, PanelSection } from './parts.ts'

const actions: readonly {
  readonly command: BotCommand
  readonly title: string
  readonly expectation: string
  readonly isPossible: (state: BotState) => boolean
}[] = [
  {
    command: 'kill',
    title: 'Kill the bot (kill -9)',
    expectation:
      'It dies at once, in the middle of whatever it does. After a start it goes on from the ledger: nothing runs twice.',
    isPossible: (state) => state.running,
  },
  {
    command: 'stop',
    title: 'Stop the bot',
    expectation: 'It finishes or hands over what it has in hand and ends within 10 seconds.',
    isPossible: (state) => state.running && state.frozen !== true,
  },
  {
    command: 'start',
    title: 'Start the bot',
    expectation: 'It reads the ledger, finds what was open, and goes on with it.',
    isPossible: (state) => !state.running,
  },
  {
    command: 'freeze',
    title: 'Freeze the bot',
    expectation:
      'The process stands still, as on a host that hangs. Commands get no response; a rollback in the cloud goes on.',
    isPossible: (state) => state.running && state.frozen !== true,
  },
  {
    command: 'thaw',
    title: 'Thaw the bot',
    expectation: 'It wakes up without knowing how long it slept, and looks before it does anything.',
    isPossible: (state) => state.running && state.frozen !== false,
  },
]

/** The bot's process: its state, its newest log lines, and how to take it away. */
export function BotSection(props: {
  readonly state: BotState
  readonly onCommand: (command: BotCommand) => void
}): Rendered {
  const { state, onCommand } = props
  const { reader } = useDirectory()
  return h(
    PanelSection,
    { title: 'The bot', isOpen: true },
    html`<p class="bot-state" role="status" data-running=${state.running}>${wordsOfBot(state, (at) => formatSlackDate(at / 1000, '{time_secs}', reader))}</p>
    ${actions.map((each) =>
      h(PanelAction, {
        key: each.command,
        title: each.title,
        expectation: each.expectation,
        isDisabled: !each.isPossible(state),
        onPress: () => onCommand(each.command),
      }),
    )}
    <details class="bot-log">
      <summary>Last log lines</summary>
      <pre tabindex="0" aria-label="Last log lines of the bot">${(state.log ?? []).slice(-40).join('\n')}</pre>
    </details>`,
  )
}

function wordsOfBot(state: BotState, time: (milliseconds: number) => string): string {
  const since = state.since === null || state.since === undefined ? '' : ` since ${time(state.since)}`
  const restarts = state.restarts === undefined || state.restarts === 0 ? '' : `, restarts: ${state.restarts}`
  if (state.running)
    return `${state.frozen ? 'Frozen' : 'Running'}${since}${state.pid ? `, process ${state.pid}` : ''}${restarts}`
  const exit = state.lastExit
  const how = exit?.signal
    ? `, ended by ${exit.signal}`
    : typeof exit?.code === 'number'
      ? `, exit code ${exit.code}`
      : ''
  return `Not running${since}${how}${restarts}`
}
