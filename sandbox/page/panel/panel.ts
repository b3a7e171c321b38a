import { h } from 'preact'
import { useEffect, useRef, useState } from 'preact/hooks'
import type { ControlState } from '../../lighthouse/control-api.ts'
import { icon } from '../components/icons.ts'
import { html, type Rendered } from '../html.ts'
import { usePage } from '../state/context.ts'
import { act } from '../state/local-slack.ts'
import { ArmedFaults } from './armed.ts'
import { botState, commandBot, configureBot } from './bot-control.ts'
import { BotSection } from './bot-section.ts'
import { BotSettingsSection } from './bot-settings-section.ts'
import { type CommandCloud, MachineSection, RegionSection } from './cloud-section.ts'
import { type Answer, commandLighthouse, commandSlack, lighthouseState, slackState } from './control.ts'
import { ErrorSection } from './error-section.ts'
import { PeopleSection } from './people-section.ts'
import { RollbackSection } from './rollback-section.ts'
import { SafetySection } from './safety-section.ts'
import { SlackSection } from './slack-section.ts'
import { type Polled, usePolled } from './use-polled.ts'

const pollMilliseconds = 1500

/** The panel beside the imitated Slack, where a team rehearses its worst night. It is no part of Slack. */
export function Panel(): Rendered {
  const { actions } = usePage()
  const lighthouse = usePolled(lighthouseState, pollMilliseconds)
  const slack = usePolled(slackState, pollMilliseconds)
  const bot = usePolled(botState, pollMilliseconds)
  const [trouble, setTrouble] = useState('')
  const heading = useRef<HTMLHeadingElement>(null)
  useEffect(() => heading.current?.focus(), [])

  /** Does something, tells what went wrong with it, and looks at the new state at once. */
  const perform = async (deed: Promise<Answer<unknown>>, polled: Polled<unknown>) => {
    const answer = await deed
    setTrouble(answer.ok ? '' : answer.error)
    polled.refresh()
  }
  const commandCloud: CommandCloud = (command, body) => void perform(commandLighthouse(command, body), lighthouse)
  const commandWorkspace = (action: Parameters<typeof commandSlack>[0]) => void perform(commandSlack(action), slack)
  const clearAll = () => {
    commandCloud('clear-faults', {})
    commandWorkspace({ do: 'clear_all' })
  }

  return html`<aside id="panel" class="panel" aria-label="Break things">
    <header class="panel-head">
      <h2 tabindex="-1" ref=${heading}>Break things</h2>
      <button type="button" class="icon-button" aria-label="Close panel" onClick=${() => actions.setPanelOpen(false)}>${icon('close')}</button>
    </header>
    <p class="panel-note panel-lead">Not part of Slack. Break the cloud, Slack or the bot here, and see what your team will see. F6 moves between here and Slack.</p>
    ${trouble !== '' && html`<p class="panel-trouble" role="alert">${trouble}</p>`}
    ${h(ArmedFaults, {
      lighthouse: valueOfAnswer(lighthouse.answer),
      slack: valueOfAnswer(slack.answer),
      onClearLighthouse: (faultId) => commandCloud('remove-fault', { faultId }),
      onClearSlack: (id) => commandWorkspace({ do: 'clear_fault', id }),
      onEndOutage: () => commandWorkspace({ do: 'outage', on: false }),
      onClearAll: clearAll,
    })}
    ${whenAnswered('The local Lighthouse', lighthouse.answer, (state) => cloudSections(state, commandCloud))}
    ${whenAnswered('The local Slack', slack.answer, (state) => h(SlackSection, { state, onAction: commandWorkspace }))}
    ${whenAnswered('The bot’s launcher', bot.answer, (state) =>
      h(BotSection, { state, onCommand: (command) => void perform(commandBot(command), bot) }),
    )}
    ${whenAnswered('The bot’s launcher', bot.answer, ({ settings }) =>
      settings === undefined
        ? ''
        : h(BotSettingsSection, { settings, onChange: (change) => void perform(configureBot(change), bot) }),
    )}
    ${h(PeopleSection, { onAct: (action) => void perform(actAsAnswer(action), slack) })}
  </aside>`
}

function cloudSections(state: ControlState, onCommand: CommandCloud): Rendered {
  return html`${h(ErrorSection, { onArm: (fault) => onCommand('add-fault', fault) })}
    ${h(RollbackSection, { onArm: (fault) => onCommand('add-fault', fault) })}
    ${h(SafetySection, { state, onCommand })}
    ${h(RegionSection, { state, onCommand })}
    ${h(MachineSection, { state, onCommand })}`
}

async function actAsAnswer(action: Parameters<typeof act>[0]): Promise<Answer<undefined>> {
  const answer = await act(action)
  return answer.ok ? { ok: true, value: undefined } : answer
}

function valueOfAnswer<Value>(answer: Answer<Value> | undefined): Value | undefined {
  return answer?.ok ? answer.value : undefined
}

function whenAnswered<Value>(
  who: string,
  answer: Answer<Value> | undefined,
  view: (value: Value) => Rendered,
): Rendered {
  if (answer === undefined) return html`<p class="panel-note">Asking…</p>`
  return answer.ok ? view(answer.value) : html`<p class="panel-note">${who} cannot be controlled: ${answer.error}</p>`
}
